"""A document as it grows: terms by their rows, axioms by their first cell, and faults."""

from dataclasses import dataclass, field

from kg.ontology.axiom import Axiom
from kg.ontology.document import Cell, Fault, Term, Value
from kg.ontology.read.template.entry import Entry


@dataclass(slots=True)
class _Term:
    kinds: set[str] = field(default_factory=set)
    annotations: dict[str, list[Value]] = field(default_factory=dict)
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)


class Draft:
    """What has been read so far."""

    def __init__(self, faults: list[Fault]) -> None:
        self.axioms: dict[Axiom, Cell | None] = {}
        self.faults = faults
        self._terms: dict[str, _Term] = {}

    def declare(self, entry: Entry, place: Cell) -> None:
        """One more row of a term, whose IRI stands at a place."""
        term = self._terms.setdefault(entry.iri, _Term())
        if entry.kind:
            term.kinds.add(entry.kind)
        term.cells.setdefault(("", ""), place)
        term.rows.append(entry.row.number)

    def annotate(self, iri: str, prop: str, value: Value, place: Cell) -> None:
        """A value of an annotation property; said twice it counts once."""
        term = self._terms[iri]
        values = term.annotations.setdefault(prop, [])
        if value not in values:
            values.append(value)
        term.cells.setdefault((prop, value.value), place)

    def state(self, statement: Axiom, place: Cell) -> None:
        """An axiom; the first cell that states it is kept."""
        self.axioms.setdefault(statement, place)

    @property
    def terms(self) -> dict[str, Term]:
        """The terms in the order of their first rows."""
        return {
            iri: Term(
                iri,
                frozenset(term.kinds),
                {prop: tuple(values) for prop, values in term.annotations.items()},
                dict(term.cells),
                tuple(term.rows),
            )
            for iri, term in self._terms.items()
        }
