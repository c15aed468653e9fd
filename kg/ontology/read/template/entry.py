"""Which term each row speaks of: its IRI, its label, and what it is declared as."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches

from kg.ontology.document import (
    ANNOTATION_PROPERTY,
    CLASS,
    DATA_PROPERTY,
    INDIVIDUAL,
    LABEL,
    OBJECT_PROPERTY,
    Fault,
)
from kg.ontology.read.template.header import ANNOTATING, Column, Header
from kg.ontology.read.template.prefixes import Expanded, expand, is_builtin
from kg.ontology.read.template.shown import shown
from kg.ontology.read.template.table import Row
from kg.ontology.read.vocabulary import DATATYPE

TYPES: dict[str, str] = {
    "class": CLASS,
    "object property": OBJECT_PROPERTY,
    "data property": DATA_PROPERTY,
    "datatype property": DATA_PROPERTY,
    "annotation property": ANNOTATION_PROPERTY,
    "datatype": DATATYPE,
    "individual": INDIVIDUAL,
    "named individual": INDIVIDUAL,
}
"""What ROBOT takes in the column TYPE, beside the IRIs."""

_IRIS = {CLASS, OBJECT_PROPERTY, DATA_PROPERTY, ANNOTATION_PROPERTY, DATATYPE, INDIVIDUAL}
_WRITTEN = [f"owl:{iri.partition('#')[2]}" for iri in sorted(_IRIS)]
_OTHER_NAMES = {"owl:DataProperty": DATA_PROPERTY, "owl:Individual": INDIVIDUAL}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row that states a term.

    `kind` is the OWL type, None where TYPE says nothing known; `types` are the classes that TYPE names
    for an individual. `whole` is False where the cells are not to be trusted beyond IRI and label.
    """

    iri: str
    label: str
    kind: str | None
    row: Row
    types: tuple[str, ...] = ()
    whole: bool = True


class Entries:
    """The entries of a table in its order, and the faults of the rows that are none."""

    def __init__(self, header: Header) -> None:
        self.faults: list[Fault] = list(header.faults)
        self._header = header
        self._labelling = _label_column(header)
        found = [entry for row in header.data if (entry := self._entry(row))]
        known = {entry.iri: entry.kind for entry in reversed(found) if entry.kind and _told(header, entry)}
        self.all = [self._settled(entry, known) for entry in found]
        self.faults.extend(_repeated(self.all))

    def _settled(self, entry: Entry, known: dict[str, str]) -> Entry:
        """A row without TYPE is about what another row says the term is."""
        if _told(self._header, entry) or entry.iri not in known:
            return entry
        return replace(entry, kind=known[entry.iri])

    def _entry(self, row: Row) -> Entry | None:
        column = self._header.first("ID")
        assert column is not None
        written = _cell(row, column)
        text = written.strip()
        label = _cell(row, self._labelling).strip() if self._labelling else ""
        whole = self._is_whole(row)
        if not text:
            self._unidentified(row, column, label)
            return None
        found = expand(text)
        place = row.place(column.index)
        if found is None:
            message = (
                f"{shown(text)} is no IRI, so row {row.number} is left out. Write a whole one or PaNET:name."
            )
            self.faults.append(Fault("bad-iri", message, text, cell=place, lost=True))
            return None
        if text != written:
            message = "There are blanks around this IRI; it was read without them."
            self.faults.append(Fault("repaired-input", message, written, found.iri, place, text))
        if found.prefix:
            message = unknown_prefix(text, found)
            self.faults.append(Fault("unknown-prefix", message, text, found.iri, place, found.suggestion))
        kind, types = self._kind(row, found.iri) if whole else (CLASS, ())
        return Entry(found.iri, label, kind, row, types, whole)

    def _unidentified(self, row: Row, column: Column, label: str) -> None:
        filled = [each for each in self._header.columns if row.text(each.index).strip()]
        if not filled:
            return
        place = row.place(column.index)
        if all(each.role in ANNOTATING for each in filled):
            message = f"Row {row.number} has no IRI, so it is taken for a note and left out."
            self.faults.append(Fault("repaired-input", message, label or None, cell=place))
            return
        message = f"Row {row.number} states a term but has no IRI in the column ID, so it is left out."
        self.faults.append(Fault("bad-iri", message, label or None, cell=place, lost=True))

    def _is_whole(self, row: Row) -> bool:
        width, length, at = self._header.width, len(row.cells), 0
        if row.broken:
            return False
        if surplus := [number for number in range(width, length) if row.cells[number].strip()]:
            at = surplus[0]
            what = shown(row.cells[at].strip())
            said = (
                f"{length} cells, {length - width} more than there are columns: {what} stands "
                "under no heading. Is there a comma too many?"
            )
        elif length < width and any(cell.strip() for cell in row.cells) and not row.cells[-1].strip():
            # Whoever leaves out trailing empty cells leaves out all: the last one has content then.
            said = f"{length} cells for {width} columns and ends with an empty one: a comma is missing."
        elif length > width and self._is_shifted(row):
            said = (
                f"{length} cells, {length - width} more than there are columns, and its type stands in"
                " another column: put a text that holds a comma into quotation marks."
            )
        else:
            return True
        message = f"Row {row.number} has {said} Its axioms are left out."
        self.faults.append(
            Fault("row-width", message, ",".join(row.cells).rstrip(","), cell=row.place(at), lost=True)
        )
        return False

    def _is_shifted(self, row: Row) -> bool:
        """Whether a comma too many moved the cells: surplus empty cells alone do no harm."""
        column = self._header.first("TYPE")
        if column is None or _type(_cell(row, column).strip()):
            return False
        return any(_type(text.strip()) for _, text in row.filled)

    def _kind(self, row: Row, iri: str) -> tuple[str | None, tuple[str, ...]]:
        column = self._header.first("TYPE")
        text = _cell(row, column).strip() if column else ""
        if not column or not text:
            return CLASS, ()
        types, kind = [], None
        for value in column.values(text):
            told = _type(value.strip())
            if told is None:
                types.append(value.strip())
            kind = told or kind
        strange = [value for value in types if (found := expand(value)) and is_builtin(found.iri)]
        if strange:
            said = f"{shown(strange[0])} is no type of a term, so row {row.number} states no axioms."
            hint = next(iter(get_close_matches(strange[0], _WRITTEN, n=1, cutoff=0.75)), None)
            place = row.place(column.index)
            self.faults.append(Fault("unresolved-reference", said, strange[0], iri, place, hint, lost=True))
            return None, ()
        return (kind or INDIVIDUAL), tuple(types)


def unknown_prefix(text: str, found: Expanded) -> str:
    """The message about a short IRI whose prefix nobody declared."""
    return f"ROBOT knows no prefix {found.prefix!r} here, so {shown(text)} became an IRI as it stands."


def _type(text: str) -> str | None:
    if (kind := TYPES.get(text.lower()) or _OTHER_NAMES.get(text)) is not None:
        return kind
    found = expand(text)
    return found.iri if found and found.iri in _IRIS else None


def _told(header: Header, entry: Entry) -> bool:
    column = header.first("TYPE")
    return bool(column and entry.whole and _cell(entry.row, column).strip())


def _cell(row: Row, column: Column | None) -> str:
    return row.text(column.index) if column else ""


def _label_column(header: Header) -> Column | None:
    """The column that names terms; like ROBOT, the last that fills rdfs:label."""
    named = [
        column
        for column in header.columns
        if column.role == "LABEL"
        or (column.role in ("A", "AT", "AL") and (found := expand(column.about)) and found.iri == LABEL)
    ]
    return named[-1] if named else None


def _repeated(entries: list[Entry]) -> Iterator[Fault]:
    first: dict[str, Entry] = {}
    for entry in entries:
        before = first.setdefault(entry.iri, entry)
        if before is entry:
            continue
        place, number = entry.row.place(0), before.row.number
        if entry.label and before.label and entry.label != before.label:
            called, other = shown(entry.label), shown(before.label)
            message = f"This row gives {entry.iri} the label {called}; row {number} calls it {other}."
            yield Fault("repeated-row-other-label", message, entry.label, entry.iri, place, before.label)
        else:
            message = f"This row adds to the term of row {number}, {shown(before.label or entry.iri)}."
            yield Fault("repeated-row", message, entry.label or None, entry.iri, place)
