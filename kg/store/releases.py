"""The releases of vocabularies that a generation's store ever stood on, kept beside its graph for readers.

A reader of a generation never opens the live store, where the payloads are: what its pages tell of former
releases has to stand in its own folder.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from kg.store.generation import Generation

_LIST = "releases.json"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """One release of a vocabulary, as `kg.vocabulary.Release` names it.

    `table` and `raw` are the SHA-256 of the Turtle that was loaded and of the file it was made from; None
    where that was not kept.
    """

    name: str
    version: str
    table: str
    raw: str | None = None
    source: str | None = None
    retrieved: str | None = None


def keep_releases(folder: Path, releases: Iterable[KeptRelease], data: Mapping[str, bytes]) -> None:
    """Write the list into the folder, and each payload of `data` (by SHA-256) beside it."""
    listed = [asdict(release) for release in releases]
    if not listed:
        return
    folder.mkdir()
    (folder / _LIST).write_bytes(orjson.dumps(listed, option=orjson.OPT_INDENT_2))
    for digest, payload in data.items():
        (folder / digest).write_bytes(payload)


def kept_releases(generation: Generation, name: str) -> list[KeptRelease]:
    """The releases of one vocabulary in the order they were taken in, the current one last.

    Empty for a generation that stands on the shipped one alone, or was made before releases were kept.
    """
    try:
        listed = orjson.loads((generation.releases / _LIST).read_bytes())
    except FileNotFoundError:
        return []
    return [KeptRelease(**told) for told in listed if told["name"] == name]


def payload_of(generation: Generation, digest: str | None) -> bytes | None:
    """A table or raw file of `kept_releases`; None where it was not kept."""
    if digest is None or not _SHA256.fullmatch(digest):
        return None
    try:
        return (generation.releases / digest).read_bytes()
    except FileNotFoundError:
        return None
