"""Which techniques data state: counted in a table, or asked of a store.

This package never sees a store: whoever has one hands in a function that answers its stored queries.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from kg.errors import BadInput

_LARGEST = 50_000_000
_MOST_DIGITS = 12
_SHOWN = 80

Users = int | frozenset[str]
"""The datasets that state a technique by their IRIs, or their number where that is all that is known."""

Rows = Callable[[str], Iterable[Mapping[str, Any]]]
"""Answers the stored query of a name: rows of variable name -> term, those without a value left out."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of a usage table that does not count; `row` (the headings are 1) and `column` from 1."""

    row: int
    column: int
    text: str
    message: str


@dataclass(frozen=True)
class Usage:
    """The datasets of each technique.

    `datasets` is by IRI, or by what a table calls the technique (IRI, CURIE or label). `source` says
    where it is from. `facilities` names for each dataset where it was measured, `facility_names` what these
    are called, `training` the materials that teach a technique. `aside` are rows that do not count. Of a
    table, `rows` says where each name stands (the headings are row 1), `number_of_rows` how many there are.
    """

    datasets: Mapping[str, Users]
    source: str
    facilities: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facility_names: Mapping[str, str] = field(default_factory=dict)
    training: Mapping[str, frozenset[str]] = field(default_factory=dict)
    aside: tuple[BadRow, ...] = ()
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    number_of_rows: int = 0


def read_usage(file: Path) -> Usage:
    """The usage in a CSV file with the columns `technique` and `datasets`, whatever else it has.

    A technique is called by its IRI (of PaNET in any spelling), its id such as PaNET01216 or
    panet:PaNET01216, or a label. Rows of one technique add
    up; rows that cannot be used are kept aside.

    Raises:
        BadInput: the file cannot be read, is no CSV in UTF-8, or lacks a column.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(f"Cannot read the usage table {file}: {error.strerror or error}.") from error
    return usage_in(data, str(file))


def usage_in(data: bytes, name: str) -> Usage:
    """The usage in the bytes of such a file; `name` is what messages call it. Raises as `read_usage` does."""
    if len(data) > _LARGEST:
        raise BadInput(f"The usage table {name} has {len(data):,} bytes; up to {_LARGEST:,} are read.")
    try:
        rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"The usage table {name} is no CSV file in UTF-8: {error}.") from error
    return _counted(rows, name)


def ask_usage(rows: Rows, source: str) -> Usage:
    """The usage in a store's generation, by its stored queries `technique_use` and `training_taught`."""
    datasets: dict[str, set[str]] = defaultdict(set)
    facilities: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    training: dict[str, set[str]] = defaultdict(set)
    for row in rows("technique_use"):
        datasets[row["technique"].value].add(row["dataset"].value)
        if "facility" in row:
            facilities[row["dataset"].value].add(row["facility"].value)
    for row in rows("facility_names"):
        facility, name = row["facility"].value, row["name"].value
        names[facility] = min(name, names.get(facility, name), key=lambda text: (len(text), text))
    for row in rows("training_taught"):
        training[row["technique"].value].add(row["material"].value)
    return Usage(_frozen(datasets), source, _frozen(facilities), names, _frozen(training))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in found.items()}


def _counted(rows: list[list[str]], source: str) -> Usage:
    headings = [heading.strip().casefold() for heading in rows[0]] if rows else []
    if not {"technique", "datasets"} <= {*headings}:
        raise BadInput(f"The usage table {source} needs the columns technique,datasets in its first row.")
    technique, datasets = headings.index("technique"), headings.index("datasets")
    found: dict[str, int] = {}
    places: dict[str, tuple[int, ...]] = {}
    aside: list[BadRow] = []
    filled = 0
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        filled += 1
        bad = list(_faults(row, number, technique, datasets))
        aside += bad
        if not bad:
            name = row[technique].strip().strip("<>")
            found[name] = found.get(name, 0) + int(row[datasets])
            places[name] = (*places.get(name, ()), number)
    used = {name: count for name, count in found.items() if count}
    return Usage(used, source, aside=tuple(aside), rows=places, number_of_rows=filled)


def _faults(row: list[str], number: int, technique: int, datasets: int) -> Iterator[BadRow]:
    name, count = (row[at].strip() if at < len(row) else "" for at in (technique, datasets))
    if not name:
        yield BadRow(number, technique + 1, name, "There is no technique here: give its IRI or label.")
    elif not (count.isascii() and count.isdigit() and len(count) <= _MOST_DIGITS):
        said = f"{count[:_SHOWN]!r} is no number of datasets for {name[:_SHOWN]!r}: give a whole number."
        yield BadRow(number, datasets + 1, count, said)
