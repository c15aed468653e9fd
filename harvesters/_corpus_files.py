"""Read the Data Citation Corpus from its files, a record at a time; keep what is about the data asked for."""

import csv
import re
import zlib
from collections.abc import Collection, Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path

from harvesters._corpus_record import data_words
from harvesters._datacite_words import said
from harvesters._delimiter import rows_of, swallowed
from harvesters._documents import not_read
from harvesters._json_stream import objects_in, opened
from kg.errors import BadInput, BadRecord
from kg.harvest.payload import Json, read_json, write_json
from kg.harvest.source import Aside, Record, World
from kg.rdf.mint import doi_iri
from kg.rdf.names import DOI

MOST_UNASKED = 2**26
"""Bytes of the largest file that is kept whole where no option says which data are asked for.

Of a larger one, what is about the DOIs that the world asks about is kept.
"""

KIND = "citation"

_JSON = (".json", ".jsonl", ".ndjson")
_CSV = (".csv",)
_PREFIX = re.compile(r"10\.\d{4,9}$", re.ASCII)
_JOINTS = re.compile(r"[/.\-_]")


class Wanted:
    """Which data are asked for: those of some prefixes, some identifiers and what belongs to them, or all."""

    def __init__(self, prefixes: Collection[str] = (), identifiers: Iterable[str] = ()) -> None:
        """Raises BadInput where a prefix is none."""
        wrong = next((one for one in prefixes if not _PREFIX.match(one)), None)
        if wrong is not None:
            raise BadInput(f"{wrong[:60]!r} is no DOI prefix; one looks like 10.15151.")
        self._prefixes = frozenset(prefixes)
        self._identifiers = {_bare(one) for one in identifiers}
        self.is_all = not (self._prefixes or self._identifiers)

    def has(self, identifier: str | None) -> bool:
        """Whether these are asked for, or a part or version of them ("10.5286/isis.e.rb1-1")."""
        if self.is_all or identifier is None:
            return self.is_all
        name = _bare(identifier)
        if name.partition("/")[0] in self._prefixes or name in self._identifiers:
            return True
        return any(name[: joint.start()] in self._identifiers for joint in _JOINTS.finditer(name))


def records_in_files(world: World) -> Iterator[Record | Aside]:
    """Every citation of data that are asked for; how many others each file holds; every file that holds none.

    Raises:
        BadInput: nobody said which data are asked for, and a file is too large to keep whole.
    """
    told, root = Wanted(_listed(world, "prefixes"), _listed(world, "identifiers")), Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        suffix = Path(path.name.lower().removesuffix(".gz")).suffix
        if suffix not in _JSON + _CSV:
            yield not_read(origin, b"", f"No file of {', '.join(_JSON + _CSV)}.", is_skipped=True)
            continue
        is_large = path.stat().st_size > MOST_UNASKED
        wanted = Wanted(identifiers=world.identifiers) if told.is_all and is_large else told
        if wanted.is_all and is_large:
            raise BadInput(
                f"{origin} holds citations of everybody's data: say whose are asked for, with the option "
                "prefixes=10.15151,10.5291 or identifiers=…"
            )
        yield from _in_file(path, origin, wanted, world.facility, is_csv=suffix in _CSV)


def _in_file(
    path: Path, origin: str, wanted: Wanted, facility: str | None, *, is_csv: bool
) -> Iterator[Record | Aside]:
    others = number = 0
    try:
        for number, body in enumerate(_rows(path) if is_csv else _objects(path), 1):
            place = f"{origin}#{number - 1}"
            if isinstance(body, BadRecord):
                yield Aside("unknown", place, b"", place, str(body), "quarantined")
            elif isinstance(body, dict) and data_words(body) is not None and not wanted.has(data_words(body)):
                others += 1
            else:
                yield _item(body, place, facility)
    except BadRecord as error:
        yield not_read(origin, b"", str(error))
    if others:
        reason = f"{others:,} of {number:,} citations in {origin} are of data that were not asked for."
        yield not_read(origin, b"", reason, is_skipped=True)
    elif not number:
        yield not_read(origin, b"", "No citation in it.", is_skipped=True)


def _item(body: Json, place: str, facility: str | None) -> Record | Aside:
    raw, key = write_json(body), said(body, "id")
    if key is None or data_words(body) is None:
        reason = "No record of the Data Citation Corpus: it has no id, or no dataset."
        return Aside("unknown", place, raw, place, reason, "skipped")
    # The place within the file is left out: records move from release to release.
    return Record(KIND, key, body, raw, place.partition("#")[0], facility, said(body, "updated"))


def _objects(path: Path) -> Iterator[Json]:
    with opened(path) as file:
        for raw in objects_in(file):
            try:
                yield read_json(raw)
            except BadRecord as error:
                yield error


def _rows(path: Path) -> Iterator[Json]:
    """The rows of a table, without its empty cells."""
    with TextIOWrapper(opened(path), "utf-8-sig", "replace", newline="") as file:
        read = 0
        try:
            table = rows_of(file)
            for row in table:
                told = {name: cell for name, cell in row.items() if name and cell and isinstance(cell, str)}
                reason = swallowed(table, row)
                if reason is None and None in row.values() and data_words(told) is None:
                    reason = "A row that breaks off before it names a dataset."
                yield BadRecord(reason) if reason else told
                read += 1
        except (csv.Error, EOFError, OSError, zlib.error) as error:
            raise BadRecord(f"The table cannot be read beyond {read:,} rows: {error}") from None


def _listed(world: World, option: str) -> list[str]:
    return [one.strip() for one in world.options.get(option, "").split(",") if one.strip()]


def _bare(identifier: str) -> str:
    node = doi_iri(identifier)
    return (node.value.removeprefix(str(DOI)) if node else identifier.strip()).casefold()
