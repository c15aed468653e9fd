"""Recorded answers of citation sources in files: one JSON value a file, or one a line, gzipped or not."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from harvesters._documents import LARGEST, not_read
from harvesters._json_lines import is_lines
from kg.errors import BadRecord
from kg.harvest.payload import Json, read_json
from kg.harvest.source import Aside, Item, World

JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")

Sort = Callable[[Json, str], Iterator[Item]]
"""The records in one JSON value from this place ("folder/name.json#3")."""


def in_answers(world: World, sort: Sort) -> Iterator[Item]:
    """What `sort` finds in every JSON file below the place, and every file that holds none."""
    for path, origin in named_files(world):
        if plain_suffix(path) in JSON_SUFFIXES:
            yield from answers_in(path, origin, sort)
        else:
            yield not_a_json_file(origin)


def named_files(world: World) -> Iterator[tuple[Path, str]]:
    """Every file, with its name as records give it: relative to the place."""
    root = Path(world.place)
    for path in world.files():
        yield path, path.name if root.is_file() else path.relative_to(root).as_posix()


def plain_suffix(path: Path) -> str:
    """The suffix in lower case, without that of gzip."""
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def not_a_json_file(origin: str) -> Aside:
    """A file that is none of the kinds that are read."""
    return not_read(origin, b"", f"No file of {', '.join(JSON_SUFFIXES)}.", is_skipped=True)


def answers_in(path: Path, origin: str, sort: Sort) -> Iterator[Item]:
    """The records in one file; a line that is no JSON is put aside, and so is a file that is none."""
    try:
        data = bytes_of(path)
    except BadRecord as error:
        yield not_read(origin, b"", str(error))
        return
    pieces = _lines(data, origin) if _is_lines(path, data) else [(data, origin)]
    for piece, where in pieces:
        try:
            yield from sort(read_json(piece), where)
        except BadRecord as error:
            yield not_read(where, piece, str(error))


def bytes_of(path: Path) -> bytes:
    """The bytes of a file, unpacked.

    Raises:
        BadRecord: they are more than `LARGEST`, or the packing is broken.
    """
    if path.stat().st_size > LARGEST:
        raise BadRecord(f"Larger than {LARGEST >> 20} MB: split it.")
    data = path.read_bytes()
    if path.suffix.lower() != ".gz":
        return data
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:  # perhaps several packed files in a row
            unpacked = file.read(LARGEST + 1)
    except EOFError:
        raise BadRecord("The gzip file breaks off.") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise BadRecord(f"No whole gzip file: {error}.") from None
    if len(unpacked) > LARGEST:
        raise BadRecord(f"Larger than {LARGEST >> 20} MB when unpacked: split it.")
    return unpacked


def _is_lines(path: Path, data: bytes) -> bool:
    """By the name; where that says one value, by the lines, of which there must be several."""
    return plain_suffix(path) != ".json" or (b"\n" in data[:-2] and is_lines(BytesIO(data), LARGEST))


def _lines(data: bytes, origin: str) -> Iterator[tuple[bytes, str]]:
    for number, line in enumerate(data.splitlines(), start=1):
        if line.strip():
            yield line, f"{origin}#{number}"
