"""The template strings above the data: what each column says about the term of a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal

from kg.errors import BadInput
from kg.ontology.document import Fault
from kg.ontology.read.template.shown import shown
from kg.ontology.read.template.table import Row

_WORDS = [
    "ID",
    "LABEL",
    "TYPE",
    "CLASS_TYPE",
    "PROPERTY_TYPE",
    "INDIVIDUAL_TYPE",
    "DOMAIN",
    "RANGE",
    "CHARACTERISTIC",
    "CI",
]
_EXPRESSIONS = ["C", "SC", "EC", "DC", "P", "SP", "EP", "DP", "IP", "TI", "SI", "DI"]
ANNOTATING = ("LABEL", "A", "AT", "AL", "AI")
"""Columns of annotations."""

_SPLIT = re.compile(r"\s*\bSPLIT=(\S+)")
_SEARCHED_ROWS = 20
"""The template strings belong into the second row; further down, they were pushed by somebody's notes."""
_HINTED = 200
"""Rows looked at for another kind of table; a mapping table's header stands below its metadata."""

EXPECTED = (
    "Expected is a ROBOT template: headings in the first row, template strings such as "
    "ID, A rdfs:label, TYPE, SC % in the second, separated by commas."
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a meaning.

    `index` counts from 0, `role` is the first word of the template string. `about` is what follows it: the
    pattern of an expression (`%` is the cell), or the property of an annotation or assertion, as written.
    `datatype` (AT) and `language` (AL) are those of the values; cells are cut at `split` into several values.
    """

    index: int
    role: str
    about: str = ""
    datatype: str | None = None
    language: str | None = None
    split: str | None = None

    def values(self, cell: str) -> list[str]:
        """What a cell holds: one value, or several if the column is one that splits."""
        parts = cell.split(self.split) if self.split else [cell]
        return [part for part in parts if part.strip()]


@dataclass(frozen=True)
class Header:
    """The columns that mean something, in order, and the rows below them.

    `row` is that of the template strings, `width` the number of columns, those without a meaning included.
    """

    row: Row
    columns: tuple[Column, ...]
    width: int
    data: Sequence[Row]
    faults: tuple[Fault, ...]

    def first(self, role: str) -> Column | None:
        """The first column of a role."""
        return self._firsts.get(role)

    @cached_property
    def _firsts(self) -> dict[str, Column]:
        return {column.role: column for column in reversed(self.columns)}


def read_header(rows: Sequence[Row], name: str) -> Header:
    """The header of a table.

    Raises:
        BadInput: no row near the top holds template strings with an ID.
    """
    found = next((at for at, row in enumerate(rows[:_SEARCHED_ROWS]) if at and _is_template(row)), None)
    if found is None:
        raise BadInput(
            f"{name} is no ROBOT template: no row below the first has the cell ID. {EXPECTED}{_hint(rows)}"
        )
    row, data = rows[found], rows[found + 1 :]
    columns, faults = [], []
    for index, text in enumerate(row.cells):
        text = text.strip()
        column = _column(index, text)
        if column is not None:
            columns.append(column)
        elif text:
            faults.append(_unknown(row, index, text, any(each.text(index).strip() for each in data)))
    if row.number != 2:
        message = f"The template strings are in row {row.number}; ROBOT looks for them in the second row."
        faults.append(Fault("repaired-input", message, cell=row.place(0)))
    # ROBOT allows headings without a template string behind the last one.
    width = max(len(row.cells), len(rows[0].cells))
    return Header(row, tuple(columns), width, data, tuple(faults))


def _is_template(row: Row) -> bool:
    texts = [text.strip() for text in row.cells if text.strip()]
    known = [text for text in texts if _column(0, text) is not None]
    # A row of headings may hold the word ID as well, but then most of its words are no template strings.
    return "ID" in texts and len(known) * 2 > len(texts)


def _hint(rows: Sequence[Row]) -> str:
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if any(f"{sign}A rdfs:label{sign}" in "".join(row.cells) for row in rows[:_SEARCHED_ROWS]):
            return f" This table is separated by {called}."
    headings = ({*re.split(r"[,;\t]", ",".join(row.cells))} for row in rows[:_HINTED])
    if any({"subject_id", "object_id"} <= each for each in headings):
        return " It looks like a mapping table; check it with: kg ontology mappings TABLE --ontology FILE"
    return ""


def _column(index: int, text: str) -> Column | None:
    split = _SPLIT.search(text)
    bare = _SPLIT.sub("", text).strip()
    mark = split.group(1) if split else None
    word, _, about = bare.partition(" ")
    about = about.strip()
    if not about:
        return Column(index, word, split=mark) if word in _WORDS else None
    if word in _EXPRESSIONS:
        return Column(index, word, about, split=mark) if "%" in about else None
    if word in ("A", "AI", "I"):
        return Column(index, word, _unquoted(about), split=mark)
    prop, sign, rest = about.partition("^^" if word == "AT" else "@")
    if word == "AT" and sign:
        return Column(index, word, _unquoted(prop.strip()), datatype=rest.strip(), split=mark)
    if word == "AL" and _is_language(rest.strip()):
        return Column(index, word, _unquoted(prop.strip()), language=rest.strip(), split=mark)
    return None


def _is_language(text: str) -> bool:
    try:
        Literal("", language=text)
    except ValueError:
        return False
    return True


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


def _unknown(row: Row, index: int, text: str, used: bool) -> Fault:
    if text.startswith(">"):
        message = f"{shown(text)} annotates axioms; such annotations are left out here."
        return Fault("unknown-column", message, text, cell=row.place(index))
    message = f"{shown(text)} is no template string of ROBOT, so its column is left out."
    return Fault("unknown-column", message, text, cell=row.place(index), lost=used)
