"""Find what OpenCitations says in files: answers of Index and Meta, rows of the CSV dumps, and RDF."""

import csv
import gzip
import re
import zlib
from collections.abc import Collection, Iterator
from io import TextIOWrapper
from pathlib import Path

from harvesters._answers import JSON_SUFFIXES, answers_in, bytes_of, named_files, plain_suffix
from harvesters._delimiter import rows_of, swallowed
from harvesters._documents import not_read
from harvesters._opencitations_quads import rows_of_quads
from harvesters._opencitations_rows import (
    ListName,
    count_record,
    identifiers,
    is_citation,
    is_work,
    list_record,
    row_item,
)
from harvesters._same_record import main_iri
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Record, World
from kg.rdf.names import DOI

_NAMED = re.compile(
    r"(?:^|[^a-z-])(?P<what>citations|references|citation-count|reference-count)_doi[-_:]"
    r"(?P<prefix>10\.\d{4,9})[_/](?P<rest>.+?)\.jsonl?(?:\.gz)?(?:#\d+)?$",
    re.IGNORECASE,
)
_LARGEST_FIELD = 2**24
"""Characters of one cell: the authors of a large collaboration need hundreds of thousands."""


def records_in_files(world: World) -> Iterator[Item]:
    """Everything in every file; of CSV dumps only what names a known DOI, where `known` says yes."""
    known = frozenset(world.identifiers) if world.options.get("known") == "yes" else None
    for path, origin in named_files(world):
        suffix = plain_suffix(path)
        if suffix in JSON_SUFFIXES:
            yield from answers_in(path, origin, sort_answer)
        elif suffix == ".csv":
            yield from _in_table(path, origin, known)
        elif suffix in {".nq", ".nt"}:
            yield from _in_rdf(world, path, origin)
        else:
            yield not_read(origin, b"", "No JSON, CSV, N-Quads or N-Triples file.", is_skipped=True)


def sort_answer(body: Json, origin: str) -> Iterator[Item]:
    """The records in an answer; whose count or empty list it is, only a file's name can tell."""
    rows = [one for row in _listed(body) for one in _listed(row)]
    named = _NAMED.search(origin)
    doi = f"{named['prefix']}/{named['rest']}".lower() if named else None
    if rows and all(map(is_citation, rows)):
        yield from _citations(rows, origin)
    elif rows and all(map(is_work, rows)):
        for number, row in enumerate(rows):
            yield row_item(row, f"{origin}#{number}" if len(rows) > 1 else origin)
    elif named and doi and named["what"].endswith("count") and len(rows) == 1 and isinstance(rows[0], dict):
        yield count_record(doi, named["what"].lower(), rows[0], origin)
    elif named and doi and not rows:
        yield list_record(doi, _name(named["what"].lower()), rows, origin)
    else:
        yield _unknown(rows, origin)


def _listed(body: Json) -> list[Json]:
    return body if isinstance(body, list) else [body]


def _name(what: str) -> ListName:
    return "references" if what == "references" else "citations"


def _unknown(rows: list[Json], origin: str) -> Aside:
    is_count = len(rows) == 1 and isinstance(rows[0], dict) and "count" in rows[0]
    if is_count or not rows:
        what = "A count" if is_count else "An empty list"
        reason = f"{what} that does not say of which DOI; name the file such as citations_doi-10.1108_x.json."
    else:
        reason = "Neither citations nor works of OpenCitations."
    return Aside("unknown", origin, write_json(rows), origin, reason, "skipped")


def _citations(rows: list[Json], origin: str) -> Iterator[Item]:
    """A list about one DOI is one record, so that what is no longer in it goes; others are on their own."""
    names: tuple[tuple[str, ListName], ...] = (("cited", "citations"), ("citing", "references"))
    for end, name in names if len(rows) > 1 else ():
        shared = {main_iri(identifiers(row, end)) for row in rows}
        node = shared.pop() if len(shared) == 1 else None
        if node is not None and node.value.startswith(str(DOI)):
            yield list_record(node.value.removeprefix(str(DOI)), name, rows, origin)
            return
    for number, row in enumerate(rows):
        yield row_item(row, f"{origin}#{number}" if len(rows) > 1 else origin)


def _in_table(path: Path, origin: str, known: Collection[str] | None) -> Iterator[Record | Aside]:
    packed = path.suffix.lower() == ".gz"
    try:
        with (
            gzip.open(path) if packed else path.open("rb") as file,
            TextIOWrapper(file, "utf-8-sig", newline="") as words,
        ):
            table = rows_of(words)
            for number, cells in enumerate(_wide_rows(table), start=2):
                if reason := swallowed(table, cells):
                    place = f"{origin}#{number}"
                    yield Aside("unknown", place, b"", place, reason, "quarantined")
                    continue
                row = {name: value for name, value in cells.items() if isinstance(name, str) and value}
                if not (is_citation(row) or is_work(row)):
                    yield _unknown([row], f"{origin}#{number}")
                elif known is None or _is_known(row, known):
                    yield row_item(row, f"{origin}#{number}")
    except (csv.Error, UnicodeDecodeError, EOFError, zlib.error, OSError) as error:
        yield not_read(origin, b"", f"No whole CSV file in UTF-8: {error}")


def _wide_rows(table: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    """The rows of a table with long fields; the limit is everybody's, so it is put back after each row."""
    while True:
        usual = csv.field_size_limit(_LARGEST_FIELD)
        try:
            row = next(table)
        except StopIteration:
            return
        finally:
            csv.field_size_limit(usual)
        yield row


def _is_known(row: dict[str, Json], known: Collection[str]) -> bool:
    names = (node.value for end in ("citing", "cited", "id") for _, node in identifiers(row, end))
    return any(name.removeprefix(str(DOI)) in known for name in names)


def _in_rdf(world: World, path: Path, origin: str) -> Iterator[Record | Aside]:
    try:
        rows = world.contained_bytes(rows_of_quads, bytes_of(path))
    except BadRecord as error:
        yield not_read(origin, b"", str(error))
        return
    if not rows:
        yield not_read(origin, b"", "No works or citations of OpenCitations in it.", is_skipped=True)
    for row in rows:
        yield row_item(row, origin)
