"""The mapping tables that ship with the product, row by row, for who wants to show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from kg.ontology.mappings.identifier import identifier
from kg.ontology.mappings.read import read_table
from kg.ontology.mappings.rows import Row
from kg.ontology.mappings.table import MappingTable
from kg.rdf.shipped import shipped

_ENDING = ".sssom.tsv"


@dataclass(frozen=True, slots=True)
class ShippedMapping:
    """One row with whole IRIs; `confidence` is 0 to 1, None where the table gives none; `table` its title."""

    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    confidence: float | None
    table: str


@cache
def shipped_mappings() -> tuple[ShippedMapping, ...]:
    """All rows of all tables in `ontologies/bridges/`."""
    folder = shipped("ontologies") / "bridges"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(_ENDING)), key=_name)
    return tuple(row for file in files for row in _rows(read_table(file.read_bytes(), file.name)))


def _name(file: Traversable) -> str:
    return file.name


def _rows(table: MappingTable) -> Iterator[ShippedMapping]:
    for row in table.rows:
        ids = [
            identifier(_text(table, row, f"{role}_id"), table.prefixes).iri
            for role in ("subject", "predicate", "object")
        ]
        subject, predicate, other = ids
        if subject is None or predicate is None or other is None:
            continue  # the tests of the shipped tables find such rows
        yield ShippedMapping(
            subject,
            _text(table, row, "subject_label"),
            predicate,
            other,
            _text(table, row, "object_label"),
            _number(_text(table, row, "confidence")),
            table.stated("mapping_set_title") or table.name,
        )


def _text(table: MappingTable, row: Row, name: str) -> str:
    column = table.column(name)
    return row.text(column).strip() if column is not None else ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
