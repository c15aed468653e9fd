"""Which stated relations make two identifiers one work, and what an identifier shows by itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.citation.extract import Facts, FoundEdge
from kg.citation.identifier import doi_of
from kg.citation.kind_shown import kind_from_doi
from kg.citation.roll_up import is_part_by_level, is_part_shown, rolled_up
from kg.rdf.claim import WorkKind
from kg.rdf.mint import digest

SAME_PARTS = "same title and parts "
"""How the basis of an edge begins that joins two publications of the same data; a digest of both follows."""


class Joined(NamedTuple):
    """Whether an edge joins, and what it waits for.

    `if_sole` where that depends on the part's belonging to one work only, `if_alike` where a source says it
    of two works that turn out to be of other kinds (`are_of_two_kinds`).
    """

    joins: bool
    if_sole: bool = False
    if_alike: bool = False

    @property
    def waits_for(self) -> int:
        """What it waits for, as the book keeps it: 1 for `if_sole`, 2 for `if_alike`, else 0."""
        return 1 if self.if_sole else 2 if self.if_alike else 0


def joined(kind: str, start: str, end: str) -> Joined:
    """What an edge means for counting.

    A part is one work with its whole where the identifiers show it. A part that has no DOI, which nobody can
    cite in the usual way, is one with the collection that has, unless it belongs to several: a user-made
    collection of sessions with DOIs of their own is not one work with them. Nor are two experiments one,
    because somebody names the same part under both.
    """
    if kind in ("same", "version"):
        return Joined(True, if_alike=True)
    if kind != "part":
        return Joined(False)
    if is_part_shown(start, end):
        return Joined(True)
    return Joined(
        False, if_sole=is_part_by_level(start, end) or (doi_of(start) is None and doi_of(end) is not None)
    )


def are_of_two_kinds(start: str, start_kind: WorkKind | None, end: str, end_kind: WorkKind | None) -> bool:
    """Whether two identifiers cannot be one work, whoever says so, for one is a publication, the other data.

    The kinds are those that the records of both state; the form of a DOI may tell it as well. Who registered
    both knows best: what they call versions of each other are, though one be typed wrongly.
    """
    kinds = {start_kind or kind_from_doi(start), end_kind or kind_from_doi(end)}
    if "publication" not in kinds or not kinds & {"dataset", "software"}:
        return False
    prefixes = [(doi_of(iri) or iri).partition("/")[0] for iri in (start, end)]
    return doi_of(start) is None or prefixes[0] != prefixes[1]


def shown_edges(iris: Iterable[str]) -> Iterator[FoundEdge]:
    """The edges that identifiers show by themselves, those of what they lead to included."""
    for iri in iris:
        start = iri
        while (whole := rolled_up(start)) is not None:
            yield FoundEdge(whole.kind, start, whole.iri, whole.rule)
            start = whole.iri


def sign_of(iri: str, facts: Facts) -> str | None:
    """What data published twice have in common: the list of parts, and the title but for its spelling."""
    parts, title = facts.get("parts"), facts.get("title")
    if not parts or not title or doi_of(iri) is None:
        return None
    return digest(" ".join(title.casefold().split()), *sorted(parts))
