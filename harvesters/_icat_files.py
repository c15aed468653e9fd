"""Find ICAT's entities in files: dumps of python-icat and of the server, recorded answers."""

from collections.abc import Callable, Iterator
from pathlib import Path

from harvesters._icat_dump import Dump
from harvesters._icat_port import entities_in_port, is_port
from harvesters._icat_schema import TREES
from harvesters._icat_xml import entities_in_xml
from harvesters._icat_yaml import entities_in_yaml
from kg.errors import BadRecord
from kg.harvest.payload import Json, read_json, write_json
from kg.harvest.source import Aside, Record, World

LARGEST = 2**28
"""Bytes of the largest file read; a dump is put together in memory."""

_READERS: dict[str, Callable[[bytes], list[list[Json]]]] = {
    ".yaml": entities_in_yaml,
    ".yml": entities_in_yaml,
    ".xml": entities_in_xml,
}


def records_in_files(world: World) -> Iterator[Record | Aside]:
    """Every record in every file, and every file that holds none."""
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        if path.stat().st_size > LARGEST:
            yield _not_read(origin, b"", f"Larger than {LARGEST >> 20} MB: dump it in parts.", True)
            continue
        data = path.read_bytes()
        try:
            found = list(_in_file(world, path.suffix.lower(), data, origin))
        except BadRecord as error:
            yield _not_read(origin, data, str(error), True)
            continue
        yield from found or [_not_read(origin, data, "Holds no entity of ICAT that is a record.", False)]


def record_item(entity: str, key: str, body: Json, origin: str, facility: str | None) -> Record | Aside:
    """The record of an entity; one that cannot be kept is put aside."""
    try:
        raw = write_json(body)
        changed = body.get("modTime") if isinstance(body, dict) else None
        return Record(
            entity, key, read_json(raw), raw, origin, facility, changed if isinstance(changed, str) else None
        )
    except BadRecord as error:
        return Aside(entity, key, b"", origin, f"{error} It was not kept.", "quarantined")


def unwrapped(wrapped: Json) -> tuple[str, Json] | None:
    """Entity and body of `{"Dataset": {…}}`; None for anything else."""
    if not isinstance(wrapped, dict) or len(wrapped) != 1:
        return None
    ((entity, body),) = wrapped.items()
    return (entity, body) if isinstance(body, dict) else None


def _in_file(world: World, suffix: str, data: bytes, origin: str) -> Iterator[Record | Aside]:
    if suffix == ".json":
        yield from _in_json(read_json(data), origin, world.facility)
        return
    reader = _READERS.get(suffix) or (entities_in_port if is_port(data) else None)
    if reader is None:
        yield _not_read(origin, b"", "No dump of an ICAT, and no JSON file.", False)
        return
    for entity, key, body in Dump(world.contained_bytes(reader, data)).records():
        yield record_item(entity, key, body, f"{origin}#{key}", world.facility)


def _in_json(body: Json, origin: str, facility: str | None) -> Iterator[Record | Aside]:
    for number, wrapped in enumerate(body if isinstance(body, list) else [body]):
        found = unwrapped(wrapped)
        if found is not None and found[0] in TREES:
            entity, inner = found
            key = str(inner.get("id", f"{origin}#{number}"))
            yield record_item(entity, key, inner, f"{origin}#{number}", facility)


def _not_read(origin: str, data: bytes, reason: str, is_broken: bool) -> Aside:
    return Aside("file", origin, data, origin, reason, "quarantined" if is_broken else "skipped")
