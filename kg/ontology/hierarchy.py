"""Which named class lies below which, all consequences drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Hierarchy:
    """The classified hierarchy of named classes, owl:Thing and owl:Nothing left out.

    `broader` holds for each satisfiable class IRI all other classes above it, its equivalents included.
    `complete` is False when the reasoner gave up on a part or was not given everything: pairs may then be
    missing, none is wrong; `reasons` says why, in sentences.
    """

    broader: Mapping[str, frozenset[str]]
    unsatisfiable: tuple[str, ...]
    complete: bool
    reasoner: str
    reasons: tuple[str, ...] = ()

    @property
    def subsumptions(self) -> int:
        """The number of pairs of distinct classes of which one lies below the other."""
        return sum(map(len, self.broader.values()))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """All (narrower, broader) pairs of distinct classes."""
        return frozenset((low, high) for low, above in self.broader.items() for high in above)

    @cached_property
    def narrower(self) -> Mapping[str, frozenset[str]]:
        """For each class all other classes below it, its equivalents included."""
        below: dict[str, set[str]] = {iri: set() for iri in self.broader}
        for low, high in self.pairs:
            below.setdefault(high, set()).add(low)
        return {iri: frozenset(found) for iri, found in below.items()}

    @cached_property
    def equivalences(self) -> list[tuple[str, ...]]:
        """Groups of two and more classes that mean the same, sorted."""
        groups = {tuple(sorted({iri, *self.equal_to(iri)})) for iri in self.broader}
        return sorted(group for group in groups if len(group) > 1)

    def equal_to(self, iri: str) -> frozenset[str]:
        """The other classes with exactly the meaning of this one."""
        return frozenset(other for other in self.broader[iri] if iri in self.broader.get(other, ()))

    def parents(self, iri: str) -> frozenset[str]:
        """The nearest strictly broader classes, with all their equivalents.

        Reducing over single classes would drop both edges to a pair of equivalent parents.
        """
        above = self.broader[iri] - self.equal_to(iri)
        beyond = {far for near in above for far in self.broader[near] - self.equal_to(near)}
        return above - beyond
