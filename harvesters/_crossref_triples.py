"""A work of Crossref as triples: itself, its references and relations as claims, and its counts."""

from pyoxigraph import Literal

from harvesters._crossref_claims import claim_references, claim_relations
from harvesters._datacite_words import entries, listed, said
from harvesters._describe import Description, Speaker
from harvesters._read import branch, items
from harvesters._same_record import claim_alias
from harvesters._work import Affiliation, Author, SaidWork, describe_work, full_name
from harvesters._work_date import earliest
from harvesters._work_kind import work_kind
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.claim import StatedCount
from kg.resolve.work_id import work_iri

_PUBLISHED = ("published-print", "published-online", "published")
_ELSE = ("issued", "posted")
"""Only where none of the others is: that a DOI was created or deposited is never a date of publication."""


def crossref_triples(record: Record) -> Mapped:
    """All that is kept of one work.

    Raises:
        BadRecord: it is no object, or has no DOI.
    """
    body = record.body
    if not isinstance(body, dict):
        raise BadRecord(f"A work of Crossref must be an object, not {type(body).__name__}.")
    about = work_iri("doi", said(body, "DOI"))
    if about is None:
        raise BadRecord("A work of Crossref without DOI.")
    word = said(body, "type")
    description = Description(about, Speaker("crossref", record.key), work_kind(word))
    _describe(description, body, word)
    claim_alias(description, record.key, "DOI")
    claim_references(description, body)
    claim_relations(description, body)
    for metric in ("is-referenced-by-count", "references-count"):
        _count(description, metric, body.get(metric))
    return Mapped(about, description.triples)


def published(body: dict[str, Json]) -> Literal | None:
    """When the work was published, as precise as it is said."""
    for names in (_PUBLISHED, _ELSE):
        dates = [one for name in names for one in items(branch(body, name), "date-parts")]
        if found := earliest(dates):
            return found
    return None


def _describe(description: Description, body: dict[str, Json], word: str | None) -> None:
    authors = tuple(found for one in entries(body, "author") if (found := _author(one)))
    work = SaidWork(
        description.about,
        word,
        title=next(iter(listed(body, "title")), None),
        issued=published(body),
        container=next(iter(listed(body, "container-title")), None),
        publisher=said(body, "publisher"),
        authors=authors,
        is_complete=len(authors) == len(items(body, "author")),
        language=said(body, "language"),
    )
    describe_work(description, work)


def _author(entry: dict[str, Json]) -> Author | None:
    given, family, body = said(entry, "given"), said(entry, "family"), said(entry, "name")
    name = full_name(given, family) or body
    if name is None:
        return None
    places = tuple(found for one in entries(entry, "affiliation") if (found := _affiliation(one)))
    return Author(name, said(entry, "ORCID"), given, family, places, is_body=not (given or family))


def _affiliation(entry: dict[str, Json]) -> Affiliation | None:
    """Where the author worked; since 2021 publishers may add the ROR of the institution."""
    rors = (said(one, "id") for one in entries(entry, "id") if (said(one, "id-type") or "").upper() == "ROR")
    name, ror = said(entry, "name"), next(rors, None)
    return Affiliation(name, ror) if name or ror else None


def _count(description: Description, metric: str, number: Json) -> None:
    if isinstance(number, int) and not isinstance(number, bool) and number >= 0:
        description.count(StatedCount(description.about, metric, number))
