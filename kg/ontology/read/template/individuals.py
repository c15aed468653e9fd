"""The axioms of a row about an individual."""

from pyoxigraph import Literal

from kg.ontology.axiom import axiom
from kg.ontology.document import DATA_PROPERTY, Cell
from kg.ontology.expression import Expression
from kg.ontology.read.template.entry import Entry
from kg.ontology.read.template.header import Column
from kg.ontology.read.template.names import CLASSES, PROPERTIES
from kg.ontology.read.template.reading import Filled, Reading

COLUMNS = ("TI", "SI", "DI", "I")

_KINDS = {"SI": "SameIndividual", "DI": "DifferentIndividuals"}


def read_individual(entry: Entry, filled: Filled, reading: Reading) -> None:
    """States what TYPE and the cells say about the individual."""
    column = reading.header.first("TYPE")
    for name in entry.types:
        place = entry.row.place(column.index if column else 0)
        _classify(entry.iri, reading.cells.reference(name, CLASSES, entry.iri, place), place, reading)
    for column, text in filled:
        place = entry.row.place(column.index)
        for part in column.values(text):
            if column.role == "TI":
                _classify(entry.iri, reading.cells.klass(part, column, entry.iri, place), place, reading)
            elif column.role == "I":
                _assert(entry.iri, column, part, place, reading)
            else:
                other = reading.cells.individual(part, entry.iri, place)
                reading.say(_KINDS[column.role], entry.iri, other, place)


def _classify(iri: str, found: Expression | None, place: Cell, reading: Reading) -> None:
    if found is not None:
        reading.draft.state(axiom("ClassAssertion", [found, iri]), place)


def _assert(iri: str, column: Column, text: str, place: Cell, reading: Reading) -> None:
    prop = reading.cells.reference(column.about, PROPERTIES, iri, place)
    if prop is None:
        return
    if reading.cells.names.kinds.get(prop) == DATA_PROPERTY:
        statement = axiom("DataPropertyAssertion", [prop, iri, Literal(text.strip())])
        reading.draft.state(statement, place)
        return
    other = reading.cells.individual(text, iri, place)
    if other is not None:
        reading.draft.state(axiom("ObjectPropertyAssertion", [prop, iri, other]), place)
