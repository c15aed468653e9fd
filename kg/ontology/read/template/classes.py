"""The axioms of a row about a class.

As in ROBOT's `Template` class, all EC cells of a row together are one definition, an intersection; so are its
C and CI cells where CLASS_TYPE says `equivalent`. ROBOT before 1.9, which made PaNET 1.0 and 1.1, took each
EC cell for a definition of its own.
"""

from kg.ontology.axiom import DISJOINT, EQUIVALENT, SUBCLASS, axiom
from kg.ontology.document import Cell
from kg.ontology.expression import AND, Expression, compound
from kg.ontology.read.template.entry import Entry
from kg.ontology.read.template.reading import Filled, Reading

COLUMNS = ("C", "CI", "SC", "EC", "DC")

_CLASS_TYPES = {"": "SC", "subclass": "SC", "equivalent": "EC", "disjoint": "DC"}
_KINDS = {"SC": SUBCLASS, "DC": DISJOINT}


def read_class(entry: Entry, filled: Filled, reading: Reading) -> None:
    """States what the cells say about the class."""
    told = reading.chosen(entry, "CLASS_TYPE", _CLASS_TYPES, filled, ("C", "CI"))
    definitions: dict[bool, list[tuple[Expression | None, Cell]]] = {}
    for column, text in filled:
        place = entry.row.place(column.index)
        own = column.role not in ("C", "CI")
        role = column.role if own else told
        for part in column.values(text) if role else ():
            found = reading.cells.klass(part, column, entry.iri, place)
            if role == "EC":
                definitions.setdefault(own, []).append((found, place))
            else:
                reading.say(_KINDS[role], entry.iri, found, place)
    for parts in definitions.values():
        _define(entry.iri, parts, reading)


def _define(iri: str, parts: list[tuple[Expression | None, Cell]], reading: Reading) -> None:
    """One definition of all the cells; without one of them it would say too much, so none is made."""
    expressions = [found for found, _ in parts if found is not None]
    if len(expressions) == len(parts):
        statement = axiom(EQUIVALENT, [iri, compound(AND, expressions)])
        reading.draft.state(statement, parts[0][1])
