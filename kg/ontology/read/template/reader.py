"""A ROBOT template as a document."""

from kg.ontology.document import ALT_LABEL, Document, Fault
from kg.ontology.read.template.cells import Cells
from kg.ontology.read.template.draft import Draft
from kg.ontology.read.template.entry import Entries, Entry
from kg.ontology.read.template.header import Column, Header, read_header
from kg.ontology.read.template.names import ANNOTATIONS, DATATYPES, Names
from kg.ontology.read.template.prefixes import expand
from kg.ontology.read.template.reading import Reading
from kg.ontology.read.template.rows import Rows
from kg.ontology.read.template.shown import shown
from kg.ontology.read.template.table import read_table
from kg.ontology.read.triples import to_triples
from kg.rdf.names import RDF

_FORMAT = "robot-template"


def read_template(data: bytes, name: str) -> Document:
    """The document that a ROBOT template states; the CSV does not say the ontology's own IRI.

    What cannot be read is in its `faults`, by row and column; the rest is read.

    Raises:
        BadInput: no table, no template strings, or more than the limits in `table` allow.
    """
    rows, faults = read_table(data, name)
    header = read_header(rows, name)
    entries = Entries(header)
    names = Names(entries.all, _alternatives(header, entries.all))
    draft = Draft([*faults, *entries.faults, *_unknown_properties(header, names)])
    reading = Rows(Reading(header, Cells(names, draft), draft))
    for entry in entries.all:
        reading.read(entry)
    terms = draft.terms
    triples = to_triples(terms, draft.axioms, None, {})
    return Document(
        name=name,
        format=_FORMAT,
        iri=None,
        version=None,
        about={},
        terms=terms,
        axioms=draft.axioms,
        triples=triples,
        faults=tuple(sorted(draft.faults, key=_place)),
    )


def _place(fault: Fault) -> tuple[int, int]:
    return (fault.cell.row, fault.cell.column) if fault.cell else (0, 0)


def _alternatives(header: Header, entries: list[Entry]) -> list[tuple[str, str]]:
    """(alternative label, label): what a reference may have meant."""
    columns = [column.index for column in header.columns if _is_alternative(column)]
    return [
        (text, entry.label)
        for entry in entries
        for column in columns
        if entry.whole and entry.label and (text := entry.row.text(column).strip())
    ]


def _is_alternative(column: Column) -> bool:
    found = expand(column.about) if column.role in ("A", "AL") else None
    return found is not None and found.iri == ALT_LABEL


def _unknown_properties(header: Header, names: Names) -> list[Fault]:
    """Columns of annotations whose property or datatype stands for nothing."""
    faults = []
    for column in header.columns:
        if column.role not in ("A", "AT", "AL", "AI"):
            continue
        place = header.row.place(column.index)
        if names.find(column.about, ANNOTATIONS).iri is None:
            said = f"{shown(column.about)} is no annotation property, so its column is left out."
            faults.append(Fault("unknown-column", said, column.about, cell=place))
        if column.datatype and not _types(column.datatype, names):
            said = f"{shown(column.datatype)} is no datatype, so the values of its column are read as text."
            faults.append(Fault("unknown-column", said, column.datatype, cell=place))
    return faults


def _types(datatype: str, names: Names) -> bool:
    """Whether literals can have the datatype; text in a language cannot name it."""
    iri = names.find(datatype, DATATYPES).iri
    return iri is not None and iri != RDF["langString"].value
