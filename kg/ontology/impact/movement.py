"""Which datasets come to stand under which classes, and which no longer do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.ontology.impact.usage import Users
from kg.ontology.view import View


def above(view: View, iri: str) -> frozenset[str]:
    """The technique and all above it; nothing where the version does not know it.

    A retired one counts as what replaces it, too, for so it is found (see `kg.ontology.tables.retired`).
    """
    found: set[str] = set()
    waiting = [iri]
    while waiting:
        each = waiting.pop()
        term = view.terms.get(each)
        broader = view.hierarchy.broader.get(each)
        if each in found or (term is None and broader is None):
            continue
        found |= {each, *(broader or ())}
        if term is not None and term.retired:
            waiting += term.replaced_by
    return frozenset(found)


def number(users: Iterable[Users]) -> int:
    """The datasets of all these: each once where it is known which they are."""
    named: set[str] = set()
    counted = 0
    for each in users:
        if isinstance(each, int):
            counted += each
        else:
            named |= each
    return counted + len(named)


@dataclass(frozen=True)
class Movement:
    """The techniques in use with their users, and the classes each stood and stands under, and itself."""

    used: Mapping[str, Users]
    before: Mapping[str, frozenset[str]]
    after: Mapping[str, frozenset[str]]

    @cached_property
    def techniques(self) -> list[str]:
        """Those that stand under other classes now, most used first."""
        moved = [iri for iri in self.used if self.before[iri] != self.after[iri]]
        return sorted(moved, key=lambda iri: (-number([self.used[iri]]), iri))

    @cached_property
    def is_summed(self) -> bool:
        """Whether only numbers of datasets are known."""
        return any(isinstance(users, int) for users in self.used.values())

    @cached_property
    def losing(self) -> Users:
        """The datasets that no longer stand under some class, through none of their techniques."""
        return self._moved(self.before, self.after)

    @cached_property
    def gaining(self) -> Users:
        """The datasets that stand under some class only now."""
        return self._moved(self.after, self.before)

    def classes(self) -> Iterator[tuple[str, int, int, int, int]]:
        """Class, datasets before and after, how many leave and how many join; most moved first."""
        touched = {cls for iri in self.techniques for cls in self.before[iri] ^ self.after[iri]}
        rows = [(cls, *self._class(cls)) for cls in touched]
        moving = [row for row in rows if row[3] or row[4]]
        yield from sorted(moving, key=lambda row: (-row[3] - row[4], row[0]))

    def _class(self, cls: str) -> tuple[int, int, int, int]:
        was = [iri for iri in self.used if cls in self.before[iri]]
        has = [iri for iri in self.used if cls in self.after[iri]]
        before, after = (number(self.used[iri] for iri in iris) for iris in (was, has))
        if self.is_summed:
            gone, come = ({*was} - {*has}), ({*has} - {*was})
            return before, after, number(self.used[i] for i in gone), number(self.used[i] for i in come)
        old, new = (self._named(iris) for iris in (was, has))
        return before, after, len(old - new), len(new - old)

    def _named(self, iris: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for iri in iris:
            users = self.used[iri]
            found |= users if not isinstance(users, int) else set()
        return found

    def _moved(self, old: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]]) -> Users:
        """The datasets with a class in `old` that they lack in `new`."""
        if self.is_summed:
            return number(self.used[iri] for iri in self.techniques if old[iri] - new[iri])
        found: set[str] = set()
        for techniques, datasets in self._by_techniques.items():
            had = frozenset().union(*(old[iri] for iri in techniques))
            has = frozenset().union(*(new[iri] for iri in techniques))
            if had - has:
                found |= datasets
        return frozenset(found)

    @cached_property
    def _by_techniques(self) -> Mapping[frozenset[str], set[str]]:
        """The datasets that state a technique that moved, by all techniques that they state."""
        moving = self._named(self.techniques)
        stated: dict[str, set[str]] = defaultdict(set)
        for iri, users in self.used.items():
            if not isinstance(users, int):
                for dataset in users & moving:
                    stated[dataset].add(iri)
        found: dict[frozenset[str], set[str]] = defaultdict(set)
        for dataset, techniques in stated.items():
            found[frozenset(techniques)].add(dataset)
        return found
