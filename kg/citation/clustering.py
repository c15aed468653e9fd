"""Which identifiers are one work, and which of them stands for it: pure, and the same in whatever order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.citation.identifier import doi_of


class Join(NamedTuple):
    """An edge that joins; the start is the version or part. `if_sole`: only while the part is of one work."""

    kind: str
    start: int
    end: int
    if_sole: bool


class _Forest:
    """Disjoint sets of numbers."""

    def __init__(self) -> None:
        self._up: dict[int, int] = {}

    def find(self, one: int) -> int:
        """The number that names the set of this one."""
        root = one
        while (above := self._up.get(root, root)) != root:
            root = above
        while one != root:
            self._up[one], one = root, self._up.get(one, one)
        return root

    def join(self, one: int, other: int) -> None:
        """Make two sets one, named by the smaller number."""
        first, second = sorted((self.find(one), self.find(other)))
        self._up[second] = first


def sole_joins(joins: Sequence[Join]) -> dict[int, bool]:
    """Of every part whose edges join only while it is of one work: whether it is.

    What is one work is told by the other edges alone, so that the order of looking at them does not matter. A
    part that the other edges have with its whole already, or that goes by several names, has the wholes of
    all of them.
    """
    forest = _Forest()
    for one in joins:
        if not one.if_sole:
            forest.join(one.start, one.end)
    wholes: dict[int, set[int]] = defaultdict(set)
    for one in joins:
        if one.if_sole or one.kind == "part":
            wholes[forest.find(one.start)].add(forest.find(one.end))
    return {one.start: len(wholes[forest.find(one.start)]) == 1 for one in joins if one.if_sole}


def clusters(
    things: Iterable[int], joins: Sequence[Join], is_sole: Mapping[int, bool], iris: Mapping[int, str]
) -> dict[int, int]:
    """Thing -> the one that stands for its cluster.

    That is a thing which is nobody's version or part, with a DOI if one has; then the shortest name, then the
    first by alphabet.
    """
    forest, below = _Forest(), set[int]()
    for one in joins:
        if one.if_sole and not is_sole[one.start]:
            continue
        forest.join(one.start, one.end)
        if one.kind != "same":
            below.add(one.start)
    members: dict[int, list[int]] = defaultdict(list)
    for thing in things:
        members[forest.find(thing)].append(thing)
    found: dict[int, int] = {}
    for some in members.values():
        first = (
            min(some, key=lambda thing: (thing in below, *_rank(iris[thing]))) if len(some) > 1 else some[0]
        )
        found.update(dict.fromkeys(some, first))
    return found


def _rank(iri: str) -> tuple[bool, int, str]:
    return doi_of(iri) is None, len(iri), iri
