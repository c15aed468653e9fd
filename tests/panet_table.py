"""PaNET's shipped tables as rows, to be edited as its editors did, and read again."""

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from kg.ontology.document import Document
from kg.ontology.read.template import read_template
from kg.rdf.names import PANET

V1_0, V1_1, V1_2, V1_3 = "v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0"
MAY, JUNE = "master_2026-05-18_73715e8", "master_2026-06-29_7b19189"
VERSIONS = (V1_0, V1_1, V1_2, V1_3, MAY, JUNE)

LABEL, DEFINITION = 2, 5
"""Columns of PaNET's table counted from 0, the same in all versions."""

PARENTS, EQUIVALENTS = range(8, 15), range(15, 18)
"""Columns of parents and of the members of a definition, from v1.3.0 on."""


@dataclass(frozen=True)
class PanetTable:
    """All rows of a table, the two of the header included; every edit gives another table."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def data(self) -> bytes:
        """The table as CSV."""
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerows(self.rows)
        return out.getvalue().encode()

    @property
    def document(self) -> Document:
        """The table as the product reads it."""
        return read_template(self.data, "PaNET.csv")

    def number(self, row: tuple[str, ...]) -> str:
        """The digits of a row's IRI, or nothing."""
        return row[1].removeprefix(f"{PANET}PaNET") if len(row) > 1 else ""

    def row(self, number: str) -> tuple[str, ...]:
        """The first row of a term."""
        return next(row for row in self.rows if self.number(row) == number)

    def without(self, numbers: Iterable[str]) -> "PanetTable":
        """Without the rows of these terms."""
        gone = set(numbers)
        return replace(self, rows=tuple(row for row in self.rows if self.number(row) not in gone))

    def with_rows(self, *rows: tuple[str, ...]) -> "PanetTable":
        """With these rows at the end."""
        return replace(self, rows=(*self.rows, *rows))

    def edited(self, edit: Callable[[list[str]], object], *numbers: str) -> "PanetTable":
        """With the rows of these terms (all, if none is named) changed in place."""
        rows = []
        for row in self.rows:
            cells = list(row)
            if not numbers or self.number(row) in numbers:
                edit(cells)
            rows.append(tuple(cells))
        return replace(self, rows=tuple(rows))

    def taking(self, other: "PanetTable", *numbers: str) -> "PanetTable":
        """With the rows of these terms as the other table has them."""
        found = {number: other.row(number) for number in numbers}
        return replace(self, rows=tuple(found.get(self.number(row), row) for row in self.rows))

    def respelt(self, labels: dict[str, str], *, references: bool = True) -> "PanetTable":
        """With other labels by old label, references changed along or left behind."""

        def cells(row: list[str]) -> None:
            for column, cell in enumerate(row):
                if column == LABEL and cell.strip() in labels:
                    row[column] = labels[cell.strip()]
                elif column > LABEL and references:
                    row[column] = _renamed(cell, labels)

        return self.edited(cells)


def _renamed(cell: str, labels: dict[str, str]) -> str:
    if cell.strip() in labels:
        return labels[cell.strip()]
    return re.sub(r"'([^']*)'", lambda found: f"'{labels.get(found[1], found[1])}'", cell)


def panet(shared_data: Path, version: str) -> PanetTable:
    """A shipped version."""
    text = raw(shared_data, version).decode("utf-8-sig")
    return PanetTable(tuple(tuple(row) for row in csv.reader(StringIO(text, newline=""))))


def raw(shared_data: Path, version: str) -> bytes:
    """The bytes of a shipped version."""
    return (shared_data / "ontologies" / "panet" / f"PaNET_{version}.csv").read_bytes()


def row_like(table: PanetTable, number: str, **cells: str) -> tuple[str, ...]:
    """A row as wide as the table: `c2="label"` sets column 2, counted from 0."""
    row = [""] * len(table.rows[1])
    row[0], row[1] = number.lstrip("0"), f"{PANET}PaNET{number}"
    for column, text in cells.items():
        row[int(column.removeprefix("c"))] = text
    return tuple(row)
