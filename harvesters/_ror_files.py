"""Read ROR's dump: one list of 120,000 records in a file of some hundred megabytes, record by record."""

import re
from collections.abc import Iterator
from pathlib import Path

from harvesters._documents import not_read
from harvesters._ror_record import sort_record
from kg.errors import BadRecord
from kg.harvest.payload import read_json
from kg.harvest.source import Aside, Item, World

LONGEST = 2**24
"""Bytes of one record; those of the largest organisations have a tenth of a megabyte."""

_CHUNK = 2**20
_OUTSIDE = re.compile(rb"[\s,\[\]\xef\xbb\xbf]*")
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?P<closed>"?)|[{}]', re.DOTALL)


def records_in_files(world: World) -> Iterator[Item]:
    """Every record in every file, and every file that holds none."""
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        if path.suffix.lower() != ".json":
            yield not_read(origin, b"", "No JSON file; unpack the dump.", is_skipped=True)
            continue
        try:
            for number, piece in enumerate(_pieces(path)):
                yield _record(piece, origin, number, world.facility)
        except BadRecord as error:
            yield not_read(origin, b"", str(error))


def _record(piece: bytes, origin: str, number: int, facility: str | None) -> Item:
    try:
        return sort_record(read_json(piece), origin, str(number), facility)
    except BadRecord as error:
        return Aside("organisation", f"{origin}#{number}", piece, origin, str(error), "quarantined")


def _pieces(path: Path) -> Iterator[bytes]:
    """The objects of a file that holds one or a list of them, each as it stands there.

    Raises:
        BadRecord: something else stands between them, or the file breaks off.
    """
    kept, at = b"", 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            kept, at = kept[at:] + chunk, 0
            at = _start(kept, at)
            while (end := _end(kept, at)) is not None:
                yield kept[at:end]
                at = _start(kept, end)
            if len(kept) - at > LONGEST:
                raise BadRecord(f"The file holds an object of more than {LONGEST >> 20} MB.")
    if at < len(kept):
        raise BadRecord("Truncated JSON: the file breaks off within a record.")


def _start(text: bytes, at: int) -> int:
    """Where the next object begins; the end of the text where none does.

    Raises:
        BadRecord: something else stands before it.
    """
    found = _OUTSIDE.match(text, at)
    start = found.end() if found else at
    if start < len(text) and text[start : start + 1] != b"{":
        raise BadRecord("No list of objects, which the dump of ROR is.")
    return start


def _end(text: bytes, start: int) -> int | None:
    """Where the object that starts here ends; None where it does not yet."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token.group() == b"{":
            depth += 1
        elif token.group() == b"}":
            depth -= 1
            if depth == 0:
                return token.end()
        elif not token["closed"]:
            return None
    return None
