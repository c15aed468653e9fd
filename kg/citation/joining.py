"""Which stated relations make two identifiers one work, and what an identifier shows by itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.citation.extract import Facts, FoundEdge
from kg.citation.identifier import doi_of
from kg.citation.roll_up import is_one_work, rolled_up
from kg.rdf.mint import digest

SAME_PARTS = "same title and parts "
"""How the basis of an edge begins that joins two publications of the same data; a digest of both follows."""


class Joined(NamedTuple):
    """Whether an edge joins; `if_sole` where that depends on the part's belonging to one work only."""

    joins: bool
    if_sole: bool = False


def joined(kind: str, start: str, end: str) -> Joined:
    """What an edge means for counting.

    A part is one work with its whole where the identifiers show it. A part that has no DOI, which nobody can
    cite in the usual way, is one with the collection that has, unless it belongs to several: a user-made
    collection of sessions with DOIs of their own is not one work with them.
    """
    if kind in ("same", "version"):
        return Joined(True)
    if kind != "part":
        return Joined(False)
    if is_one_work(start, end):
        return Joined(True)
    return Joined(False, if_sole=doi_of(start) is None and doi_of(end) is not None)


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
