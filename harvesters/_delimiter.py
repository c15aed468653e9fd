"""Tables with other delimiters than commas: spreadsheets of half of Europe write semicolons."""

import csv
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TextIO

_DELIMITERS = ",;\t"


def rows_of(file: TextIO) -> "csv.DictReader[str]":
    """The rows of a table, by the delimiter that its line of names has most of; by commas if it has none."""
    first = file.readline()
    delimiter = max(_DELIMITERS, key=first.count)
    return csv.DictReader(_again(first, file), delimiter=delimiter)


def swallowed(table: "csv.DictReader[str]", row: Mapping[str, object]) -> str | None:
    """What is wrong with a row that holds whole rows in a cell; None where nothing is.

    A quotation mark that is never closed takes in all that follows, up to the next one or to the end.
    """
    cells = (cell for cell in chain(*map(_cells, row.values())) if "\n" in cell)
    marks = len(table.fieldnames or ()) - 1
    rows = sum(
        line.count(table.reader.dialect.delimiter) >= marks > 0
        for cell in cells
        for line in cell.splitlines()[1:]
    )
    return f"A quotation mark that is not closed takes in {rows:,} rows or more after it." if rows else None


def _cells(value: object) -> Iterator[str]:
    """The one text of a column; those beyond the last column come as a list."""
    yield from (one for one in (value if isinstance(value, list) else (value,)) if isinstance(one, str))


def _again(first: str, file: TextIO) -> Iterator[str]:
    return chain([first] if first else [], file)
