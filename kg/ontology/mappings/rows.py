"""The rows of a delimited table, each cell with its place in the text, so that it can be changed alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.ontology.document import Cell

# Possessive: a quote that is never closed must not be tried in all ways.
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_LINE = re.compile(r"[^\r\n]*")
_END = re.compile(r"\r\n|\n|\r|$")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell: `text` is its content, `written` how it stands in the file, quotes included."""

    text: str
    written: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file, comment or not; `start` and `end` are its place in the text, line end excluded.

    `number` counts rows and `line` lines of the file, both from 1; they differ after a line break in a cell.
    """

    number: int
    line: int
    start: int
    end: int
    fields: tuple[Field, ...]

    def text(self, column: int) -> str:
        """The content of a cell, columns counted from 0; empty where the row is too short."""
        return self.fields[column].text if column < len(self.fields) else ""

    def cell(self, column: int) -> Cell:
        """The place of a cell, columns counted from 0."""
        return Cell(self.number, column + 1, self.line)

    @property
    def is_blank(self) -> bool:
        """Nothing in any cell."""
        return not any(field.text.strip() for field in self.fields)


def rows(text: str, separator: str) -> Iterator[Row]:
    """All rows of the text in their order, blank ones and comments included.

    A line that begins with `#` is one cell to its end, as it is a comment; an opening quote that is closed
    nowhere is an ordinary letter. Cells with quotes may hold separators, line breaks and doubled quotes.
    """
    plain = re.compile(rf"[^\r\n{re.escape(separator)}]*")
    at, number, line = 0, 1, 1
    while at < len(text):
        fields, end = _fields(text, at, separator, plain)
        yield Row(number, line, at, end, fields)
        line += _breaks(text, at, end) + 1
        number += 1
        at = _after_line(text, end)


def _fields(text: str, at: int, separator: str, plain: re.Pattern[str]) -> tuple[tuple[Field, ...], int]:
    if text.startswith("#", at):
        whole = _LINE.match(text, at)
        end = whole.end() if whole else at
        return (Field(text[at:end], text[at:end]),), end
    found: list[Field] = []
    while True:
        start = at
        content = ""
        if quoted := _QUOTED.match(text, at):
            content, at = quoted[1].replace('""', '"'), quoted.end()
        if rest := plain.match(text, at):
            content, at = content + rest[0], rest.end()
        found.append(Field(content, text[start:at]))
        if not text.startswith(separator, at):
            return tuple(found), at
        at += 1


def _breaks(text: str, start: int, end: int) -> int:
    """Line breaks between two places; a carriage return with its line feed is one."""
    lone = text.count("\r", start, end) - text.count("\r\n", start, end)
    return text.count("\n", start, end) + lone


def _after_line(text: str, end: int) -> int:
    found = _END.match(text, end)
    return found.end() if found else end


def line_end(text: str, row: Row) -> int:
    """Where the next row begins."""
    return _after_line(text, row.end)


def written(content: str, like: str, separator: str) -> str:
    """A cell's content as it stands in a file: quoted as the cell it replaces, or where it has to be."""
    needs = any(sign in content for sign in (separator, '"', "\n", "\r")) or content.startswith("#")
    if needs or like.startswith('"'):
        return '"' + content.replace('"', '""') + '"'
    return content
