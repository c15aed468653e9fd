"""Findings as rows: one for each of the words of each action, and as CSV."""

from collections.abc import Iterator

from kg.answer.findings import Findings, Record
from kg.rdf.spreadsheet import write_csv

COLUMNS = (
    "rule", "level", "action", "facility", "field", "records", "values", "said", "said in records",
    "understood as", "confidence", "remedy", "example",
)  # fmt: skip


def findings_csv(found: Findings) -> str:
    """One row per value; give it a whole list, so that none is missing."""
    return write_csv(COLUMNS, _rows(found))


def records_csv(found: tuple[Record, ...]) -> str:
    """One row per record."""
    return write_csv(("record", "title", "said"), ((of.iri, of.title, of.said) for of in found))


def _rows(found: Findings) -> Iterator[tuple[object, ...]]:
    for of in found.actions:
        for value in of.most:
            yield (
                of.rule, of.level, of.action, of.facility, "; ".join(value.fields), of.records, of.values,
                value.said, value.records, value.understood, value.confidence, value.remedy, value.example,
            )  # fmt: skip
