"""Claims of records about how works are related: in whose words, about what, how sure."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from harvesters._describe import Description, Speaker
from harvesters._identifier import identifier_iri
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Record
from kg.rdf.claim import Claim, WorkKind
from kg.rdf.names import DOI
from kg.resolve.doi import ALONE, dois_in
from kg.resolve.email import publishable
from kg.resolve.work_id import work_iri

NOT_STATED = "relatedPublication"
"""The relation where a record lists related publications and does not say how they are related."""


@dataclass(frozen=True, slots=True)
class Related:
    """What a record relates itself to: `words` name it, as an identifier of this `scheme` or in free text.

    `relation` is the record's own word; `said` the statement as it stands there; `field` where; `kind` what
    the record says that the other is.
    """

    words: str | None
    relation: str
    said: Json
    field: str
    scheme: str | None = None
    kind: WorkKind | None = None


def speaker(source: str, record: Record, origin: str | None = None) -> Speaker:
    """Who makes the claims of a record; `origin` where the source passes on what another keeps."""
    return Speaker(source, f"{record.kind}/{record.key}", origin)


def claim_related(description: Description, related: Related) -> None:
    """One claim for each work that the words name; none where they name none, as in a reference without DOI.

    That a thing is related to itself is claimed like all else: it is a mistake that somebody should see.
    """
    for target, confidence in _targets(description.about, related.words, related.scheme):
        description.claim(
            Claim(
                description.about,
                target,
                verbatim(related.relation),
                verbatim(related.said),
                confidence=confidence,
                subject_kind=description.kind,
                object_kind=related.kind,
                field=related.field,
            )
        )


def verbatim(said: Json) -> str:
    """The statement as it stands in the record: a text as it is, anything else as compact JSON.

    Only e-mail addresses are not republished.
    """
    return publishable(said if isinstance(said, str) else write_json(said).decode("utf-8"))


def _targets(about: NamedNode, words: str | None, scheme: str | None) -> list[tuple[NamedNode, float]]:
    """The works, and how sure each is: an address of a publisher's page may hold the DOI of what it shows."""
    if words is None:
        return []
    node = work_iri(scheme or "doi", words) or identifier_iri(words, scheme)
    if node is not None and node.value.startswith(str(DOI)):
        return [(node, ALONE)]
    found = [(one.iri, one.confidence) for one in dois_in(words)]
    if node is None:
        return found
    others = [one for one in found if one[0] != about]
    return others if len(others) == 1 else [(node, ALONE)]
