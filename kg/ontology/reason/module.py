"""The part of an ontology on which a question about one class depends.

It is found by following names: an axiom belongs to it when everything that its narrower side names can be
reached from the class. What follows for the class from the whole follows from this part, and each reason for
it lies in it (reachability-based modules: Suntisrivaraporn, ESWC 2008, for EL; beyond EL an axiom is taken in
as soon as one of its names is reached, or at once where it speaks of everything).
"""

from collections.abc import Iterable

from kg.ontology.axiom import Axiom
from kg.ontology.expression import Compound, Expression, names
from kg.rdf.names import OWL

THING, NOTHING = OWL["Thing"].value, OWL["Nothing"].value
_CONJUNCTIVE = {
    "ObjectIntersectionOf",
    "ObjectSomeValuesFrom",
    "ObjectHasValue",
    "ObjectHasSelf",
    "ObjectInverseOf",
    "DataSomeValuesFrom",
    "DataHasValue",
    "DataIntersectionOf",
}
"""Constructors of which nothing can be a member unless something is of each part."""


class Modules:
    """Finds the modules of one set of axioms; `of` answers in the order of the axioms."""

    def __init__(self, axioms: Iterable[Axiom]) -> None:
        self._axioms = tuple(axioms)
        self._needs = [_needs(axiom) for axiom in self._axioms]
        self._users: dict[str, list[tuple[int, int]]] = {}
        self._free: list[int] = []
        for number, sides in enumerate(self._needs):
            for side, needed in enumerate(sides):
                for name in needed:
                    self._users.setdefault(name, []).append((number, side))
                if not needed:
                    self._free.append(number)

    def of(self, name: str) -> tuple[Axiom, ...]:
        """The axioms from which everything follows that lies above the class."""
        taken: set[int] = set()
        waiting = [name]
        seen = {name}
        left = {
            (number, side): len(needed)
            for number, sides in enumerate(self._needs)
            for side, needed in enumerate(sides)
        }

        def take(number: int) -> None:
            if number in taken:
                return
            taken.add(number)
            for each in self._axioms[number].names:
                if each not in seen:
                    seen.add(each)
                    waiting.append(each)

        for number in self._free:
            take(number)
        while waiting:
            for place in self._users.get(waiting.pop(), ()):
                left[place] -= 1
                if left[place] == 0:
                    take(place[0])
        return tuple(self._axioms[number] for number in sorted(taken))


def _needs(axiom: Axiom) -> list[frozenset[str]]:
    """For each way to use the axiom, the names that must be reached first."""
    if axiom.kind == "SubClassOf":
        return _sides(axiom.parts[:1])
    if axiom.kind == "EquivalentClasses":
        return _sides(axiom.parts)
    if axiom.kind == "DisjointClasses" and len(axiom.parts) == 2:
        both = [_narrow(part) for part in axiom.parts]
        if len(both[0]) == len(both[1]) == 1:
            return [both[0][0] | both[1][0]]
    return [frozenset({name}) for name in axiom.names if name != THING]


def _sides(parts: tuple[Expression, ...]) -> list[frozenset[str]]:
    return [needed for part in parts for needed in _narrow(part)]


def _narrow(expression: Expression) -> list[frozenset[str]]:
    """What must be reached before something can be known to be a member; empty names mean: anything is."""
    if isinstance(expression, str):
        return [frozenset() if expression == THING else frozenset({expression})]
    if isinstance(expression, Compound) and _is_conjunctive(expression):
        return [frozenset(names(expression)) - {THING}]
    if isinstance(expression, Compound) and expression.op == "ObjectUnionOf":
        return [needed for part in expression.parts for needed in _narrow(part)]
    return [frozenset()]


def _is_conjunctive(expression: Expression) -> bool:
    if not isinstance(expression, Compound):
        return True
    return expression.op in _CONJUNCTIVE and all(map(_is_conjunctive, expression.parts))
