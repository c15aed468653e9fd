"""One row put into the draft: its term, the annotations, and what the term's kind makes of the rest."""

from kg.ontology.document import (
    ANNOTATION_PROPERTY,
    CLASS,
    DATA_PROPERTY,
    INDIVIDUAL,
    LABEL,
    OBJECT_PROPERTY,
)
from kg.ontology.read.template import classes, individuals, properties
from kg.ontology.read.template.entry import Entry
from kg.ontology.read.template.header import ANNOTATING, Column
from kg.ontology.read.template.names import ANNOTATIONS
from kg.ontology.read.template.reading import Reading

_PLAIN = ("ID", "TYPE", "CLASS_TYPE", "PROPERTY_TYPE", "INDIVIDUAL_TYPE")
"""Columns that belong to the row as a whole."""

_KINDS = {
    CLASS: ("a class", classes.COLUMNS, classes.read_class),
    OBJECT_PROPERTY: ("an object property", properties.COLUMNS, properties.read_property),
    DATA_PROPERTY: ("a data property", properties.COLUMNS, properties.read_property),
    ANNOTATION_PROPERTY: (
        "an annotation property",
        ("P", "SP", "DOMAIN", "RANGE"),
        properties.read_property,
    ),
    INDIVIDUAL: ("an individual", individuals.COLUMNS, individuals.read_individual),
}


class Rows:
    """Puts the rows of a table into a draft."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._identity = reading.header.first("ID")
        self._properties = {column.index: self._property(column) for column in reading.header.columns}

    def read(self, entry: Entry) -> None:
        """The annotations and axioms of a row."""
        at = self._identity.index if self._identity else 0
        self._reading.draft.declare(entry, entry.row.place(at))
        filled = self._filled(entry)
        for column, text in filled:
            if column.role in ANNOTATING and (entry.whole or self._is_label(entry, column, text)):
                self._annotate(entry, column, text)
        if not entry.whole or entry.kind is None:
            return
        called, columns, read = _KINDS.get(entry.kind, ("a datatype", (), None))
        rest = [each for each in filled if each[0].role not in (*ANNOTATING, *_PLAIN)]
        for column, text in rest:
            if column.role not in columns:
                self._inapplicable(entry, called, column, text)
        if read:
            read(entry, [each for each in rest if each[0].role in columns], self._reading)

    def _filled(self, entry: Entry) -> list[tuple[Column, str]]:
        texts = dict(entry.row.filled)
        columns = self._reading.header.columns
        return [(column, texts[column.index]) for column in columns if column.index in texts]

    def _is_label(self, entry: Entry, column: Column, text: str) -> bool:
        """The one thing that is used of a row whose cells may have moved: references rely on it."""
        return self._properties[column.index] == LABEL and text.strip() == entry.label

    def _property(self, column: Column) -> str | None:
        if column.role == "LABEL":
            return LABEL
        found = column.role in ANNOTATING and self._reading.cells.names.find(column.about, ANNOTATIONS)
        return found.iri if found else None

    def _annotate(self, entry: Entry, column: Column, text: str) -> None:
        prop, place = self._properties[column.index], entry.row.place(column.index)
        for part in column.values(text) if prop else ():
            value = self._reading.cells.value(part, column, entry.iri, place)
            if prop and value is not None:
                self._reading.draft.annotate(entry.iri, prop, value, place)

    def _inapplicable(self, entry: Entry, called: str, column: Column, text: str) -> None:
        message = (
            f"A column '{' '.join((column.role, column.about)).strip()}' says nothing about {called}; "
            "ROBOT leaves this cell out, and so does this reader."
        )
        self._reading.fault("unknown-column", message, text, entry, column)
