"""Bytes of an SSSOM table -> MappingTable: comma, semicolon or tab; with or without metadata."""

import re
from pathlib import Path

from kg.errors import BadInput
from kg.ontology.mappings.metadata import is_comment, metadata, prefixes
from kg.ontology.mappings.rows import Row, rows
from kg.ontology.mappings.table import MappingTable

MOST_BYTES = 20_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 200

_SEPARATORS = ("\t", ",", ";")
_ENDS = ("subject_id", "predicate_id", "object_id")
_SLOT = re.compile(r"[a-z]+(?:_[a-z]+)*")
_EXPECTED = (
    "expected is an SSSOM table: optional lines beginning with #, then a header row with at least "
    "subject_id, predicate_id and object_id, separated by tabs, commas or semicolons"
)


def open_table(path: Path) -> MappingTable:
    """The mapping table in a file.

    Raises:
        BadInput: the file cannot be opened, or is no mapping table (`read_table` says when).
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(f"Cannot read the mapping table {path}: {error.strerror}.") from error
    return read_table(data, str(path))


def metadata_beside(path: Path) -> Path | None:
    """A file beside the table that looks like its external metadata: it is named, never read."""
    stem = path.name.removesuffix(path.suffix).removesuffix(".sssom")
    names = (
        f"{stem}{middle}{end}" for middle in ("", ".sssom", "-meta", ".meta") for end in (".yml", ".yaml")
    )
    return next((found for name in names if (found := path.with_name(name)).is_file()), None)


def read_table(data: bytes, name: str) -> MappingTable:
    """The table; its rows may be wrong in every way that a rule reports.

    The separator is the one of tab, comma and semicolon that parts the header into most names of the form
    of SSSOM's slots.

    Raises:
        BadInput: larger than the limits above, not UTF-8, or without a header row of an SSSOM table.
    """
    text, has_bom = _decoded(data, name)
    separator = max(_SEPARATORS, key=lambda each: _slots(text, each))
    every = _every_row(text, separator, name)
    at = next((at for at, row in enumerate(every) if _is_header(row)), None)
    if at is None or len(_columns(every[at]).keys() & set(_ENDS)) < 2:
        raise BadInput(f"{name} has no header of a mapping table ({_found(every, at)}); {_EXPECTED}.")
    block = [row for row in every[:at] if is_comment(row)]
    stated, fault = metadata(block, separator)
    body = tuple(row for row in every[at + 1 :] if not row.is_blank and not is_comment(row))
    return MappingTable(
        name=name,
        text=text,
        has_bom=has_bom,
        separator=separator,
        header=every[at],
        columns=_columns(every[at]),
        rows=body,
        metadata=stated,
        metadata_fault=fault,
        prefixes=prefixes(stated),
    )


def _decoded(data: bytes, name: str) -> tuple[str, bool]:
    if len(data) > MOST_BYTES:
        raise BadInput(
            f"{name} is larger than {MOST_BYTES:,} bytes, more than any mapping table; {_EXPECTED}."
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(f"{name} is written in UTF-16; save it as UTF-8.")
    if b"\0" in data:
        raise BadInput(f"{name} is a binary file; {_EXPECTED}.")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{name} is not UTF-8 from line {line} on; save it as UTF-8.") from error
    return text.removeprefix("\ufeff"), text.startswith("\ufeff")


def _slots(text: str, separator: str) -> int:
    """How many names of SSSOM's form the header has with this separator; the header begins without `#`."""
    lines = (line.strip() for line in text[:1_000_000].splitlines())
    header = next((line for line in lines if line and not line.startswith(("#", '"#'))), "")
    return sum(bool(_SLOT.fullmatch(_slot(part))) for part in header.split(separator))


def _every_row(text: str, separator: str, name: str) -> list[Row]:
    found: list[Row] = []
    for row in rows(text, separator):
        if len(found) >= MOST_ROWS:
            raise BadInput(f"{name} has more than {MOST_ROWS:,} rows, the most that are read; split it.")
        if len(row.fields) > MOST_COLUMNS:
            raise BadInput(f"{name} has more than {MOST_COLUMNS} columns in line {row.line}; {_EXPECTED}.")
        found.append(row)
    return found


def _is_header(row: Row) -> bool:
    return not row.is_blank and not is_comment(row) and not set(row.fields[0].text.strip()) <= {","}


def _columns(header: Row) -> dict[str, int]:
    """Columns by name, blanks and case aside; of two with one name the first counts."""
    found: dict[str, int] = {}
    for index, field in enumerate(header.fields):
        if slot := _slot(field.text):
            found.setdefault(slot, index)
    return found


def _slot(text: str) -> str:
    return text.strip().strip('"').strip().lower()


def _found(every: list[Row], at: int | None) -> str:
    if at is None:
        return "there is nothing but blank lines and comments"
    names = ", ".join(field.text.strip()[:40] for field in every[at].fields[:6])
    return f"line {every[at].line} begins with {names!r}"[:200]
