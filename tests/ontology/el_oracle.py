"""What follows in OWL 2 EL, by the book: an oracle that shares no code and no idea with the reasoners.

The completion rules are those of Baader, Brandt and Lutz, "Pushing the EL envelope" (IJCAI 2005), with
property hierarchies, domains and ranges; no chains, no nominals, no data. Every constructor gets a name of
its own, and sets grow until nothing changes. Anything outside this raises `ValueError`: the oracle does not
judge what it does not understand.
"""

from collections import defaultdict
from collections.abc import Iterable

from kg.ontology.axiom import Axiom
from kg.ontology.expression import AND, SOME, Compound, Expression

TOP = "http://www.w3.org/2002/07/owl#Thing"
BOTTOM = "http://www.w3.org/2002/07/owl#Nothing"
_SILENT = {
    "AsymmetricObjectProperty",
    "IrreflexiveObjectProperty",
    "ClassAssertion",
    "ObjectPropertyAssertion",
}
"""Without nominals and self restrictions, these say nothing about which class lies below which."""


class Oracle:
    """`above[name]` are all names above each name, itself included."""

    def __init__(self, axioms: Iterable[Axiom]) -> None:
        self._axioms = list(axioms)
        self._names: dict[Expression, str] = {}
        self.below_one: dict[str, set[str]] = defaultdict(set)  # A below B
        self.below_all: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)  # A1 and A2 below B
        self.some_above: dict[str, set[tuple[str, str]]] = defaultdict(set)  # A below (r some B)
        self.some_below: dict[tuple[str, str], set[str]] = defaultdict(set)  # (r some A) below B
        self.supers: dict[str, set[str]] = defaultdict(set)
        self.domains: dict[str, set[str]] = defaultdict(set)
        self.ranges: dict[str, set[str]] = defaultdict(set)
        for axiom in self._axioms:
            if axiom.kind == "SubObjectPropertyOf":
                self._property_below(axiom)
        for axiom in self._axioms:
            self._state(axiom)
        self.above: dict[str, set[str]] = {}
        self.links: dict[str, set[tuple[str, str]]] = defaultdict(set)  # B <- (r, A)
        self._complete()

    def pairs(self) -> set[tuple[str, str]]:
        """(narrower, broader) pairs of distinct satisfiable classes that have a name in the ontology."""
        empty = self.unsatisfiable()
        return {
            (low, high)
            for low, above in self.above.items()
            for high in above
            if self._is_named(low) and self._is_named(high) and low != high and low not in empty
        }

    def unsatisfiable(self) -> set[str]:
        """The classes that have no members."""
        return {name for name, above in self.above.items() if BOTTOM in above and self._is_named(name)}

    @staticmethod
    def _is_named(name: str) -> bool:
        return not name.startswith("?") and name not in (TOP, BOTTOM)

    def _property_below(self, axiom: Axiom) -> None:
        low, high = axiom.parts
        if not isinstance(low, str) or not isinstance(high, str):
            raise ValueError(axiom)
        self.supers[low].add(high)

    def _all_supers(self, prop: str) -> set[str]:
        found, waiting = {prop}, [prop]
        while waiting:
            for high in self.supers[waiting.pop()] - found:
                found.add(high)
                waiting.append(high)
        return found

    def _state(self, axiom: Axiom) -> None:
        parts = axiom.parts
        if axiom.kind == "SubClassOf":
            self._below(parts[0], parts[1])
        elif axiom.kind == "EquivalentClasses":
            for low in parts:
                for high in parts:
                    self._below(low, high)
        elif axiom.kind == "DisjointClasses" and len(parts) == 2:
            pair = frozenset(map(self._name, parts))
            for name in pair:
                self.below_all[name].append((pair, BOTTOM))
        elif axiom.kind == "ObjectPropertyDomain" and isinstance(parts[0], str):
            self.domains[parts[0]].add(self._name(parts[1]))
        elif axiom.kind == "ObjectPropertyRange" and isinstance(parts[0], str):
            self.ranges[parts[0]].add(self._name(parts[1]))
        elif axiom.kind not in _SILENT and axiom.kind != "SubObjectPropertyOf":
            raise ValueError(axiom)

    def _below(self, low: Expression, high: Expression) -> None:
        self.below_one[self._name(low)].add(self._name(high))

    def _name(self, expression: Expression) -> str:
        """A name that means exactly what the expression means."""
        if isinstance(expression, str):
            return expression
        if expression not in self._names:
            name = self._names[expression] = f"?{len(self._names)}"
            if not isinstance(expression, Compound):
                raise ValueError(expression)
            if expression.op == AND:
                members = frozenset(map(self._name, expression.parts))
                self.below_one[name] |= members
                for member in members:
                    self.below_all[member].append((members, name))
            elif expression.op == SOME and isinstance(expression.parts[0], str):
                prop, filler = expression.parts[0], self._name(expression.parts[1])
                self.some_above[name].add((prop, filler))
                self.some_below[prop, filler].add(name)
            else:
                raise ValueError(expression)
        return self._names[expression]

    def _complete(self) -> None:
        waiting: list[tuple[str, str]] = []

        def add(low: str, high: str) -> None:
            if high not in self.above.setdefault(low, set()):
                self.above[low].add(high)
                waiting.append((low, high))

        def link(low: str, prop: str, filler: str) -> None:
            if (prop, low) in self.links[filler]:
                return
            self.links[filler].add((prop, low))
            for domain in self.domains[prop]:
                add(low, domain)
            for high in list(self.above.get(filler, ())):
                for found in self.some_below[prop, high]:
                    add(low, found)
                if high == BOTTOM:
                    add(low, BOTTOM)

        for name in self._all_names():
            add(name, name)
            add(name, TOP)
        while waiting:
            low, high = waiting.pop()
            for found in self.below_one[high]:
                add(low, found)
            for members, found in self.below_all[high]:
                if members <= self.above[low]:
                    add(low, found)
            for prop, filler in self.some_above[high]:
                for wider in self._all_supers(prop):
                    link(low, wider, self._ranged(prop, filler, add))
            for prop, linked in list(self.links[low]):
                for found in self.some_below[prop, high]:
                    add(linked, found)
                if high == BOTTOM:
                    add(linked, BOTTOM)

    def _all_names(self) -> set[str]:
        names = {*self.below_one, *self.below_all, *self._names.values(), TOP}
        for highs in self.below_one.values():
            names |= highs
        return names | {filler for _, filler in self.some_below}

    def _ranged(self, prop: str, filler: str, add: object) -> str:
        """The filler as a value of the property: of its ranges, too."""
        ranges = {found for wider in self._all_supers(prop) for found in self.ranges[wider]}
        if not ranges:
            return filler
        name = f"?{filler} of {prop}"
        for high in {name, filler, TOP, *ranges}:
            add(name, high)  # type: ignore[operator]
        return name
