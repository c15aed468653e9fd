"""Find ICAT+'s records in files: recorded answers of the open catalogue, and of its DOI routes."""

from collections.abc import Iterator
from pathlib import Path

from harvesters._icatplus_kinds import kind_of, members, sorted_members
from harvesters._read import branch
from kg.errors import BadRecord
from kg.harvest.payload import read_json
from kg.harvest.source import Aside, Record, World

LARGEST = 2**28
"""Bytes of the largest file read; a larger one is to be split."""


def records_in_files(world: World) -> Iterator[Record | Aside]:
    """Every record in every file, and every file that holds none."""
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        if path.suffix.lower() != ".json":
            yield _not_read(origin, b"", "No JSON file.", False)
            continue
        if path.stat().st_size > LARGEST:
            yield _not_read(origin, b"", f"Larger than {LARGEST >> 20} MB: split it.", True)
            continue
        data = path.read_bytes()
        try:
            body = read_json(data)
            alone = branch(body, "data") or body
            found = [alone] if kind_of(alone) else members(body) or []
            yield from sorted_members(found, None, origin, world.facility)
        except BadRecord as error:
            yield _not_read(origin, data, str(error), True)
            continue
        if not found:
            yield _not_read(origin, data, "Holds no record of ICAT+.", False)


def _not_read(origin: str, data: bytes, reason: str, is_broken: bool) -> Aside:
    return Aside("file", origin, data, origin, reason, "quarantined" if is_broken else "skipped")
