"""NeXus, CXI and openPMD files: their metadata, read in a contained process and never their data."""

import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

import orjson

from harvesters._hdf5_signature import signature
from harvesters._nexus_graph import file_triples, subject_of
from kg.errors import BadInput, BadRecord
from kg.harvest.source import Aside, Mapped, Record, Source, World

SUFFIXES = (
    ".nxs", ".nx", ".nx5", ".nexus", ".h5", ".hdf5", ".hdf", ".he5", ".cxi", ".emd", ".h5oina", ".nxspe",
)  # fmt: skip
"""Files called so are told about whatever they hold; other files only where they are HDF5."""

WHOLE_BYTES = 64 * 1024 * 1024
"""Files up to this size are named by a digest of all bytes, larger ones by size, first and last part."""

_PART_BYTES = 64 * 1024

_DESCRIBED = {"nexus", "cxi", "openpmd"}
_REASONS = {
    "hdf4": "HDF4 file: convert it to HDF5",
    "hdf5": "HDF5 file without NeXus, CXI or openPMD structure",
    "open-for-write": "file is being written: harvest it again later",
}


def read(path: Path) -> dict[str, Any]:
    """What one file is and holds; the task of the contained process, which alone loads the HDF5 library."""
    from harvesters._nexus_file import read_metadata

    return read_metadata(path)


def records(world: World) -> Iterator[Record | Aside]:
    """Each file of the place that is, or is called, HDF5."""
    if world.live:
        raise BadInput(f"{world.place!r} is an address; the nexus source reads a file or a folder.")
    place = Path(world.place)
    seen: dict[str, str] = {}
    for path in world.files():
        shown = path.relative_to(place).as_posix() if place.is_dir() else path.name
        # A name in another encoding cannot be written down as it is.
        origin = os.fsencode(shown).decode("utf-8", "replace")
        try:
            if not (path.name.lower().endswith(SUFFIXES) or signature(path).kind == "hdf5"):
                continue
            yield _leads_out(place, path, origin) or _told(world, path, origin, seen)
        except OSError as error:  # gone since it was listed, or not ours to read
            yield Aside("file", origin, b"{}", origin, f"cannot be read: {error.strerror}", "quarantined")


def triples(record: Record) -> Mapped:
    """The dataset, its file and its measurements."""
    return Mapped(subject_of(record).dataset, list(dict.fromkeys(file_triples(record))))


def _leads_out(place: Path, path: Path, origin: str) -> Aside | None:
    """A link in the folder to a file elsewhere is not followed; a link given by the user is."""
    if not path.is_symlink() or path == place or path.resolve().is_relative_to(place.resolve()):
        return None
    target = orjson.dumps({"link": True})
    return Aside("file", origin, target, origin, "link that leads out of the folder", "skipped")


def _told(world: World, path: Path, origin: str, seen: dict[str, str]) -> Record | Aside:
    key, checksum, size = _identity(path)
    first = seen.setdefault(key, origin)
    if first != origin:
        message = orjson.dumps({"same_as": first})
        return Aside("file", f"{key}:{origin}", message, origin, "same content as another file", "skipped")
    try:
        body: dict[str, Any] = world.contained(read, path)
    except BadRecord as error:
        return Aside("file", key, b"{}", origin, str(error), "quarantined")
    body |= {"bytes": size, "sha256": checksum}
    raw = orjson.dumps(body, option=orjson.OPT_SORT_KEYS)
    if body["outcome"] in _DESCRIBED:
        return Record("file", key, body, raw, origin, world.facility)
    return _aside(body, key, raw, origin)


def _aside(body: dict[str, Any], key: str, raw: bytes, origin: str) -> Aside:
    outcome = body["outcome"]
    if outcome == "damaged":
        bad = [issue for issue in body["issues"] if issue["code"] in ("damaged", "unreadable")]
        return Aside("file", key, raw, origin, f"damaged file: {bad[0]['message']}", "quarantined")
    reason = _REASONS.get(outcome) or f"not HDF5 ({body['format']})"
    return Aside("file", key, raw, origin, reason, "skipped")


def _identity(path: Path) -> tuple[str, str | None, int]:
    """A key from the content, the SHA-256 where all of it was read, and the size in bytes."""
    facts = path.stat()
    with path.open("rb") as file:
        if facts.st_size <= WHOLE_BYTES:
            whole = file_digest(file, "sha256").hexdigest()
            return whole, whole, facts.st_size
        parts = sha256(f"{facts.st_size}\0".encode() + file.read(_PART_BYTES))
        file.seek(-_PART_BYTES, 2)
        parts.update(file.read(_PART_BYTES))
        return f"part-{parts.hexdigest()}", None, facts.st_size


SOURCE = Source(
    description="NeXus, CXI and openPMD files in a folder",
    records=records,
    triples=triples,
    version="3",
    whole_files=False,
)
