"""Find SciCat's records in files: dumps, recorded answers, bundles of examples."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from harvesters._read import branch, identifier, texts
from harvesters._scicat_kinds import KEY_FIELDS, Found, aside, error_in, kind_of, name_of, sort
from kg.errors import BadRecord
from kg.harvest.payload import Json, read_json
from kg.harvest.source import Aside, Record, World

LARGEST_LIST = 2**26
"""Bytes of the largest list of instruments that is read beforehand."""

LARGEST = 2**30
"""Bytes of the largest file read; a larger one is to be split."""

_DEEPEST = 6
_SCHEMA_MARKS = ("metadataSchema", "uiSchema", "$schema")


def records_in_files(world: World) -> Iterator[Record | Aside]:
    """Every record in every file, and every file that holds none."""
    root = Path(world.place)
    names = _names_in_files(world)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        facility = world.facility
        yield from _records_in(path, Found(None, origin, "", path.stem, facility, facility or "", names))


def _names_in_files(world: World) -> dict[str, str]:
    """The names of instruments by their ids, from the files that are called after them."""
    names: dict[str, str] = {}
    for path in world.files(".json"):
        if "instrument" in path.name.lower() and path.stat().st_size <= LARGEST_LIST:
            with suppress(BadRecord):
                names.update(_names_in(read_json(path.read_bytes()), path.stem, 0))
    return names


def _names_in(body: Json, hint: str, depth: int) -> dict[str, str]:
    """The names of the instruments in a list that is called after them, however deep among objects."""
    names: dict[str, str] = {}
    if isinstance(body, list) and "instrument" in hint.lower():
        for one in body:
            pid, name = identifier(one, *KEY_FIELDS["instrument"]), name_of(one)
            if pid and name:
                names[pid.casefold()] = name
    elif isinstance(body, dict) and depth < _DEEPEST:
        for step, inner in body.items():
            names.update(_names_in(inner, step, depth + 1))
    return names


def _records_in(path: Path, file: Found) -> Iterator[Record | Aside]:
    if path.suffix.lower() != ".json":
        yield aside(file, "file", b"", "No JSON file.", "skipped")
        return
    if path.stat().st_size > LARGEST:
        yield aside(file, "file", b"", f"Larger than {LARGEST >> 30} GB: split it.", "quarantined")
        return
    data = path.read_bytes()
    try:
        body = read_json(data)
    except BadRecord as error:
        yield aside(file, "file", data, str(error), "quarantined")
        return
    here = _names_in(body, "", 0)
    found = list(_walk(body, replace(file, instruments={**file.instruments, **here}), 0))
    yield from found
    if not found:
        reason = "A configuration or schema, no record." if _is_schema(body) else "Holds no SciCat record."
        yield aside(file, "file", data, reason, "skipped")


def _walk(body: Json, parent: Found, depth: int, step: str = "", hint: str = "") -> Iterator[Record | Aside]:
    pointer = f"{parent.pointer}/{step}" if step else parent.pointer
    found = replace(parent, body=body, pointer=pointer, hint=hint or parent.hint)
    if isinstance(body, list):
        for number, member in enumerate(body):
            yield from _member(member, found, depth, str(number))
    elif not isinstance(body, dict) or _is_schema(body):
        return
    elif "document" in body and isinstance(body["document"], dict):
        yield from _wrapped(body, found)
    elif kind_of(body, hint) or error_in(body):
        yield sort(found)
    elif depth < _DEEPEST:
        for name, inner in body.items():
            if isinstance(inner, dict | list):
                yield from _walk(inner, found, depth + 1, name, name)


def _member(member: Json, found: Found, depth: int, step: str) -> Iterator[Record | Aside]:
    """What a list holds is meant as a record: if it is none, that is said."""
    pointer = f"{found.pointer}/{step}"  # `replace` takes as long as all the rest of this
    piece = Found(member, found.origin, pointer, found.hint, found.facility, found.site, found.instruments)
    is_wrapper = isinstance(member, dict) and isinstance(member.get("document"), dict)
    if is_wrapper:
        yield from _walk(member, found, depth + 1, step, found.hint)
    else:
        yield sort(piece)


def _wrapped(body: dict[str, Json], found: Found) -> Iterator[Record | Aside]:
    """A publication with its datasets; a `panosc` member beside them is a derived copy."""
    stated = body.get("datasets")
    datasets: list[Json] = stated if isinstance(stated, list) else [stated] if stated else []
    document = dict(branch(body, "document"))
    places = dict.fromkeys(
        place for one in datasets if isinstance(one, dict) for place in texts(one, "creationLocation")
    )
    if places:  # where the data were measured stands with the datasets only
        document["creationLocations"] = list(places)
    yield sort(_inside(found, document, "document", "published"))
    for number, dataset in enumerate(datasets):
        yield sort(_inside(found, dataset, f"datasets/{number}", "dataset"))


def _inside(found: Found, body: Json, step: str, hint: str) -> Found:
    return replace(found, body=body, pointer=f"{found.pointer}/{step}", hint=hint)


def _is_schema(body: Json) -> bool:
    return isinstance(body, dict) and any(mark in body for mark in _SCHEMA_MARKS)
