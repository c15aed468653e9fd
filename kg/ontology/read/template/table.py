"""The bytes of a table as rows, each with the line it begins on."""

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import BadInput
from kg.ontology.document import Cell, Fault

MAX_BYTES = 64 * 1024 * 1024
"""PaNET's table has 0.1 MB: six hundred times that is no table that somebody edits by hand."""
MAX_ROWS = 100_000
"""PaNET has 540; a hundred thousand take some ten seconds and half a gigabyte of memory to read."""
MAX_CELLS = 1_000_000
"""PaNET has 13,000."""
MAX_CELL_CHARACTERS = 100_000
"""A long definition has 1,000; beyond this a quotation mark was left open."""
_MAX_BROKEN_ROWS = 100
"""A table with more rows that are no CSV is another kind of file."""

_MARKER = re.compile(r'"?(<{7}|\|{7}|={7}|>{7})(?=[\s,;"]|$)')


@dataclass(frozen=True, slots=True)
class Row:
    """A row, counted from 1 as a spreadsheet does; `broken` where its quotation marks do not pair up."""

    number: int
    line: int
    cells: list[str]
    broken: bool = False

    def place(self, column: int) -> Cell:
        """The cell of a column, which is counted from 0."""
        return Cell(self.number, column + 1, self.line)

    def text(self, column: int) -> str:
        """What stands in a column; nothing where the row ends before it."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def filled(self) -> Iterator[tuple[int, str]]:
        """The columns in which something stands, and what; most cells of a template are empty."""
        return ((column, text) for column, text in enumerate(self.cells) if text and not text.isspace())


def read_table(data: bytes, name: str) -> tuple[list[Row], list[Fault]]:
    """The rows, empty ones included, and what of the file is no row.

    Lines that git leaves after a conflict become empty rows. The cells are separated by tabs in files that
    end in .tsv or .tab, else by commas.

    Raises:
        BadInput: too large, or no text in UTF-8, or hardly a row of it can be read.
    """
    lines = io.StringIO(_text(data, name), newline="").readlines()
    markers = [number for number, line in enumerate(lines) if _MARKER.match(line)]
    texts = {number: lines[number].strip().strip(",") for number in markers}
    for number in markers:
        lines[number] = "\n"
    reading = _Reading(lines, name)
    faults = [*_conflicts(texts, reading.rows), *reading.faults]
    return reading.rows, faults


def _text(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise BadInput(
            f"{name} has {len(data):,} bytes; a ROBOT template may have {MAX_BYTES:,}. Split the table."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(f"{name} is written in UTF-16; save it as CSV in UTF-8.")
    if (at := data.find(b"\0")) >= 0:
        raise BadInput(
            f"{name} is no text: byte {at + 1} is zero. A ROBOT template is a CSV file in UTF-8; "
            "a spreadsheet has to be exported as one."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        line = len(re.findall(rb"\r\n|\r|\n", data[:at])) + 1
        raise BadInput(
            f"{name} is not in UTF-8: byte {at + 1} (0x{data[at]:02X}, in line {line}) fits nowhere there. "
            f"In Latin-1 it would be {chr(data[at])!r}; save the table as CSV in UTF-8."
        ) from error


class _Reading:
    """The CSV reader, begun anew one line below each row that it cannot read."""

    def __init__(self, lines: list[str], name: str) -> None:
        self.rows: list[Row] = []
        self.faults: list[Fault] = []
        self._lines = lines
        self._name = name
        self._delimiter = "\t" if name.lower().endswith((".tsv", ".tab")) else ","
        self._cells = 0
        start = 0
        while start < len(lines):
            start = self._read(start)

    def _read(self, start: int) -> int:
        reader = csv.reader(self._lines[start:], delimiter=self._delimiter, strict=True)
        begun = start
        try:
            for cells in reader:
                self._keep(Row(len(self.rows) + 1, begun + 1, cells))
                begun = start + reader.line_num
        except csv.Error as error:
            self._give_up(begun, error, start + reader.line_num - begun)
            return begun + 1
        return len(self._lines)

    def _keep(self, row: Row) -> None:
        self._cells += len(row.cells)
        for count, limit, called in (
            (row.number, MAX_ROWS, "rows"),
            (self._cells, MAX_CELLS, "cells"),
        ):
            if count > limit:
                raise BadInput(
                    f"{self._name} has more than {limit:,} {called} (at line {row.line:,}); split the table, "
                    "or give the ontology as an OWL file."
                )
        longest = max(map(len, row.cells), default=0)
        if longest > MAX_CELL_CHARACTERS:
            raise BadInput(
                f"{self._name}: a cell of row {row.number} (line {row.line}) has {longest:,} characters; "
                f"{MAX_CELL_CHARACTERS:,} are allowed. Is a quotation mark missing?"
            )
        self.rows.append(row)

    def _give_up(self, begun: int, error: csv.Error, lines: int) -> None:
        if "limit" in str(error) and lines == 1:
            raise BadInput(
                f"{self._name}: a cell in line {begun + 1} has more than {MAX_CELL_CHARACTERS:,} characters."
            ) from error
        if len(self.faults) == _MAX_BROKEN_ROWS:
            raise BadInput(
                f"{self._name} is no CSV table: more than {_MAX_BROKEN_ROWS} rows cannot be read, "
                f"the last at line {begun + 1} ({error}). Expected is a ROBOT template in CSV."
            ) from error
        text = self._lines[begun].rstrip("\r\n")
        cells = next(csv.reader([text.replace('"', "")], delimiter=self._delimiter), [])
        self._keep(row := Row(len(self.rows) + 1, begun + 1, cells, broken=True))
        message = (
            f"The quotation marks of row {row.number} do not pair up, so its cells cannot be told apart."
        )
        self.faults.append(Fault("unreadable-table", message, text, cell=row.place(0), lost=True))


def _conflicts(texts: dict[int, str], rows: list[Row]) -> list[Fault]:
    starts = [row.line for row in rows]
    faults = []
    for line, text in texts.items():
        number = bisect_right(starts, line + 1)
        message = f"Line {line + 1} is a conflict marker that a merge left behind: {text!r}."
        faults.append(Fault("conflict-marker", message, text, cell=Cell(number, 1, line + 1), lost=True))
    return faults
