"""The identifiers that a source gives one work, as claims that all of them name it."""

from collections.abc import Iterable

from pyoxigraph import NamedNode

from harvesters._describe import Description
from kg.rdf.claim import Claim, WorkKind
from kg.resolve.work_id import work_iri

SAME_RECORD = "same-record"
"""The relation between identifiers that one record gives to one work; no source has a word for it."""

_ORDER = ("doi", "pmid", "pmcid", "openalex", "omid")


def main_iri(identifiers: Iterable[tuple[str, NamedNode]]) -> NamedNode | None:
    """The one that stands for the work: its first DOI, else one of PubMed, else the source's own."""
    found = list(identifiers)
    ranked = sorted(found, key=lambda one: _ORDER.index(one[0]) if one[0] in _ORDER else len(_ORDER))
    return ranked[0][1] if ranked else None


def claim_alias(description: Description, asked: str, field: str) -> None:
    """Claim that the DOI that was asked about names the work of the answer, where that has another one."""
    node = work_iri("doi", asked)
    if node is not None and node != description.about:
        claim = Claim(
            node,
            description.about,
            SAME_RECORD,
            asked,
            subject_kind=description.kind,
            object_kind=description.kind,
            field=field,
        )
        description.claim(claim)


def claim_same(
    description: Description,
    identifiers: Iterable[tuple[str, NamedNode]],
    said: str,
    field: str,
    kind: WorkKind | None = None,
) -> None:
    """Claim that each of these names the same work as the main one; `said` is the list as it stands there."""
    found = list(identifiers)
    main = main_iri(found)
    if main is None:
        return
    for other in dict.fromkeys(node for _, node in found if node != main):
        claim = Claim(main, other, SAME_RECORD, said, subject_kind=kind, object_kind=kind, field=field)
        description.claim(claim)
