"""Classes that can have no members: which of them are the cause, why, and the least that would mend each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.ontology.axiom import Axiom
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.reason.explain import Label, Reasons, needed, spare
from kg.ontology.words.phrase import statement

MOST_ROOTS = 20
"""Roots that are explained; more come from one mistake high up, which the first of them show."""

_MOST_REPAIRS = 5
_LARGEST_REPAIR = 3


@dataclass(frozen=True, slots=True)
class Clash:
    """One root: a class that contradicts itself, whatever others do.

    `because` are the axioms that do it, in plain words, none of which can be spared. `repairs` are the
    smallest sets of axioms, at most five, any of which left out would mend the class. `derived` are the
    classes that have no members only because this one has none. `axioms` are those of `because`.
    """

    iri: str
    because: tuple[str, ...]
    repairs: tuple[tuple[str, ...], ...]
    derived: tuple[str, ...]
    axioms: tuple[Axiom, ...]


def clashes(document: Document, hierarchy: Hierarchy, label: Label) -> tuple[Clash, ...]:
    """The roots among the unsatisfiable classes of the document, sorted; at most MOST_ROOTS.

    A class is derived when the axioms behind it name another unsatisfiable class that does not in turn depend
    on it; where classes depend on each other in a circle, the first by IRI stands for the root.

    Raises:
        BadInput: the reasoner cannot read the axioms.
    """
    if not hierarchy.unsatisfiable:
        return ()
    reasons = Reasons(document)
    causes = {iri: _cause(reasons, iri, hierarchy.unsatisfiable) for iri in hierarchy.unsatisfiable}
    reached = {iri: _reached(iri, causes) for iri in causes}
    roots = [iri for iri in sorted(causes) if all(iri in reached[on] and iri < on for on in reached[iri])]
    return tuple(_clash(iri, reasons, causes[iri], reached, label) for iri in roots[:MOST_ROOTS])


@dataclass(frozen=True, slots=True)
class _Cause:
    axioms: tuple[Axiom, ...]
    others: frozenset[str]


def _cause(reasons: Reasons, iri: str, unsatisfiable: Sequence[str]) -> _Cause:
    """Why the class is empty, if possible without the emptiness of another: that makes it a root."""
    axioms = reasons.of(iri, None)
    named = {name for axiom in axioms for name in axiom.names}
    return _Cause(axioms, frozenset(named & {*unsatisfiable}) - {iri})


def _reached(iri: str, causes: dict[str, _Cause]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [iri]
    while waiting:
        for other in causes[waiting.pop()].others - found:
            found.add(other)
            waiting.append(other)
    return frozenset(found - {iri})


def _clash(
    iri: str, reasons: Reasons, cause: _Cause, reached: dict[str, frozenset[str]], label: Label
) -> Clash:
    derived = tuple(sorted(other for other, on in reached.items() if iri in on))
    repairs = _repairs(reasons.module(iri), cause.axioms, iri)
    return Clash(
        iri,
        tuple(statement(axiom, label) for axiom in cause.axioms),
        tuple(tuple(statement(axiom, label) for axiom in repair) for repair in repairs),
        derived,
        cause.axioms,
    )


def _repairs(module: Sequence[Axiom], cause: Sequence[Axiom], iri: str) -> list[tuple[Axiom, ...]]:
    """The smallest sets of axioms without which the class can have members.

    Each takes one axiom of every justification; further justifications are found by leaving a set out.
    """
    justifications = [tuple(cause)]
    for size in range(1, _LARGEST_REPAIR + 1):
        mending = [
            each for each in _hitting(justifications, size) if _mends(module, each, iri, justifications)
        ]
        if mending:
            return mending[:_MOST_REPAIRS]
    return []


def _hitting(justifications: list[tuple[Axiom, ...]], size: int) -> Iterator[tuple[Axiom, ...]]:
    """Sets of that size that take an axiom of each justification known by now, in order of the document."""
    seen: set[frozenset[Axiom]] = set()
    pool = dict.fromkeys(axiom for each in justifications for axiom in each)
    for chosen in combinations(pool, size):
        if frozenset(chosen) not in seen and all(set(chosen) & set(each) for each in justifications):
            seen.add(frozenset(chosen))
            yield chosen


def _mends(
    module: Sequence[Axiom], left_out: Iterable[Axiom], iri: str, justifications: list[tuple[Axiom, ...]]
) -> bool:
    out = set(left_out)
    if any(not out & set(each) for each in justifications):
        return False
    rest = [axiom for axiom in module if axiom not in out]
    if not needed(rest, iri, None):
        return True
    justifications.append(tuple(spare(rest, iri, None)))
    return False
