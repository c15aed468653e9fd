"""Citation pairs in payloads of any citation source, without a store: the same reading, the same rules.

Which source a file is of is found by trying: the one whose reader makes most of its first records. Nothing
is asked of anybody.
"""

import re
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from kg.citation.answer import edges_answer, once, pairs_answer, usage_answer
from kg.citation.book import Book
from kg.citation.build import World, settle
from kg.citation.changes import Log
from kg.citation.empty_answer import whose_empty_answer
from kg.citation.extract import Extract, extract
from kg.citation.intake import GraphState, Intake
from kg.citation.mention_answer import mentions_answer
from kg.citation.schema import STEPS
from kg.errors import BadInput, BadRecord, KgError
from kg.harvest.ending import with_ending
from kg.harvest.payload import read_json
from kg.harvest.place import Place, opened
from kg.harvest.registry import has_source, load_source
from kg.harvest.source import Aside, Gone, Item, Record, Source
from kg.rdf.mint import graph_iri

SOURCES = (
    "crossref", "crossrefevents", "datacite", "dataciteevents", "datacitelinks", "openalex", "opencitations",
    "scholexplorer", "openaire", "europepmc", "datacitations", "sushi", "scicat", "icat", "icatplus",
    "panosc", "zenodo", "oai",
)  # fmt: skip
"""Sources that may say who cites whom; of those that make as much of a file, the first is taken."""

_NOT_MINE = re.compile(r"No |Holds no |Neither |An? \w+ that is no ")
_STRANGE = "No record of a citation source."
_KNOWN = re.compile(r"A count that does not say |An answer that lists nothing")
"""What a source says of an answer of its own that holds no record; not of an answer that is an error."""
_LARGEST_EMPTY = 65_536
"""Bytes of the largest answer that may list nothing."""
_ENDINGS = (
    ".json",
    ".jsonl",
    ".ndjson",
    ".jsonld",
    ".xml",
    ".csv",
    ".nq",
    ".nt",
    ".yaml",
    ".yml",
    ".gz",
    ".tar",
)
"""Of files in a folder; a file that is named is read whatever it is called."""

NOT_DATA = "not-data"
"""The flag of pairs whose cited side is known not to be data."""

_TRIED = 20
"""Records of a file that tell which source it is of."""
_RECORDS_AT_ONCE = 2_000


@dataclass(slots=True)
class _Read:
    """What became of the files: which source each was of, and what could not be read, with the reason.

    `withdrawn` are the graphs of records that their source took back after it had given them.
    """

    sources: dict[str, str] = field(default_factory=dict)
    unread: list[dict[str, str]] = field(default_factory=list)
    passed_over: list[dict[str, str]] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)
    records: int = 0


def pairs_in(paths: Sequence[Path]) -> dict[str, Any]:
    """The pairs and edges in files, or in all files of folders: the document of `kg pairs --json`.

    Whatever cannot be read is named with its reason under `unread`; the rest is answered all the same.

    Raises:
        BadInput: a file is not there, or no file could be read at all.
    """
    files = list({file.absolute(): file for file in _files(paths)}.values())
    read = _Read()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript("".join(STEPS))
        intake = Intake(database, is_first=True)
        for file in files:
            _take(file, intake, read, at)
        if not read.sources:
            told = "; ".join(f"{of['file']}: {of['reason']}" for of in read.unread[:5])
            nothing = f"No file to read in {', '.join(map(str, paths))}."
            raise BadInput(f"No file holds a record of a citation source. {told or nothing}")
        intake.remove(_withdrawn(database, read), "withdrawn by its source")
        settle(database, True, Log, 0, at, World(lambda _: iter(()), lambda _: None))
        (claims,) = database.execute("SELECT COUNT(DISTINCT node) FROM claim").fetchone()
        return _answer(Book(database), read, claims)


def of_data_only(answer: dict[str, Any]) -> dict[str, Any]:
    """The document without pairs flagged `not-data`; `counts.not_data_left_out` says how many those were."""
    pairs = [one for one in answer["pairs"] if NOT_DATA not in one["flags"]]
    left_out = len(answer["pairs"]) - len(pairs)
    counts = answer["counts"] | {"pairs": len(pairs), "not_data_left_out": left_out}
    return answer | {"pairs": pairs, "counts": counts}


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise BadInput(f"There is no file or folder {str(path)!r}.")
        yield from (
            (path,)
            if path.is_file()
            else sorted(
                one
                for one in path.rglob("*")
                if one.is_file()
                and one.name.lower().endswith(_ENDINGS)
                and not any(part.startswith(".") for part in one.relative_to(path).parts)
            )
        )


def _take(file: Path, intake: Intake, read: _Read, at: str) -> None:
    """Take in the records of one file, by the source that makes most of it."""
    chosen = source_of(file)
    if chosen is None:
        _pass_over(file, read)
        return
    name, source = chosen
    read.sources[str(file.absolute())] = name
    records = _mapped(name, source, file, read, at)
    while some := list(islice(records, _RECORDS_AT_ONCE)):
        read.records += len(some)
        intake.take(list({state.iri: (state, found) for state, found in some}.values()))


def source_of(file: Path) -> tuple[str, Source] | None:
    """The source whose reader makes most of a file's first records; None where none makes anything of it."""
    best: tuple[int, str, Source] | None = None
    for name in SOURCES:
        if not has_source(name):
            continue
        source = load_source(name)
        made = _made(source, file)
        if made and (best is None or made > best[0]):
            best = made, name, source
    return (best[1], best[2]) if best else None


def _made(source: Source, file: Path) -> int:
    """How many triples a source makes of the first records."""
    triples = 0
    try:
        with _items(source, file) as items:
            for record in islice((one for one in items if isinstance(one, Record)), _TRIED):
                with suppress(BadRecord):
                    triples += len(source.triples(record).triples)
    except (KgError, OSError):
        return triples
    return triples


def _mapped(
    name: str, source: Source, file: Path, read: _Read, at: str
) -> Iterator[tuple[GraphState, Extract]]:
    """A file's records as graphs; what is no usable record is noted."""
    with _items(source, file) as items:
        for item in items:
            if isinstance(item, Aside) and item.outcome == "quarantined":
                read.unread.append(_unread(file, item.key, item.reason))
            if isinstance(item, Gone):
                read.withdrawn.add(graph_iri(name, item.kind, item.key).value)
            if not isinstance(item, Record):
                continue
            try:
                triples = source.triples(item).triples
            except BadRecord as error:
                read.unread.append(_unread(file, item.key, str(error)))
                continue
            record = graph_iri(name, item.kind, item.key).value
            read.withdrawn.discard(record)
            # Two payloads of one record, of different days or with different fields, are both heard.
            graph = f"{record}/{sha256(item.raw).hexdigest()}"
            yield GraphState(graph, "read", name, at), extract(triples, at)


def _withdrawn(database: sqlite3.Connection, read: _Read) -> list[str]:
    if not read.withdrawn:
        return []
    graphs = database.execute("SELECT iri FROM graph ORDER BY iri").fetchall()
    return [iri for (iri,) in graphs if iri.rpartition("/")[0] in read.withdrawn]


@contextmanager
def _items(source: Source, file: Path) -> Iterator[Iterator[Item]]:
    """What a source yields of one file."""
    with (
        with_ending(file, _ENDINGS) as named,
        opened(Place("", str(named))) as world,
        closing(_as_generator(source.records(world))) as items,
    ):
        yield items


def _as_generator(items: Iterable[Item]) -> Generator[Item, None, None]:
    yield from items


def _unread(file: Path, key: str, reason: str) -> dict[str, str]:
    return {"file": str(file.absolute()), "record": key, "reason": reason}


def _pass_over(file: Path, read: _Read) -> None:
    """Note a file of which no record comes: one that a source knows as its own, or one that is not read."""
    where = str(file.absolute())
    if (empty := _whose_empty_answer(file)) is not None:
        read.sources[where] = empty
        return
    said = list(_said_of(file))
    for name, _, reason in said:
        if _KNOWN.match(reason):
            read.sources[where] = name
            read.passed_over.append({"file": where, "source": name, "reason": reason})
            return
    is_strange, reason = min(((is_strange, reason) for _, is_strange, reason in said), default=(True, ""))
    read.unread.append({"file": where, "reason": _STRANGE if is_strange else reason})


def _said_of(file: Path) -> Iterator[tuple[str, bool, str]]:
    """What each reader says of a file that none takes, and whether it is just none of its own."""
    for name in filter(has_source, SOURCES):
        try:
            with _items(load_source(name), file) as items:
                asides = [one for one in items if isinstance(one, Aside)]
        except (KgError, OSError) as error:
            yield name, False, str(error)
            continue
        for one in asides:
            # "No work of Crossref" is said of everything else, too.
            yield name, one.outcome == "skipped" and _NOT_MINE.match(one.reason) is not None, one.reason


def _whose_empty_answer(file: Path) -> str | None:
    try:
        if file.stat().st_size > _LARGEST_EMPTY:
            return None
        return whose_empty_answer(read_json(file.read_bytes()))
    except (KgError, OSError):
        return None


def _answer(book: Book, read: _Read, claims: int) -> dict[str, Any]:
    found = pairs_answer(book)
    pairs = found["pairs"]
    edges = edges_answer(book)
    mentions = mentions_answer(book)
    dropped = [
        {
            "reason": one.dropped, "citing": one.citing, "cited": one.cited,
            "relation": one.relation, "source": one.source, "claim": one.node,
        }
        for one in once(book.dropped())
    ]  # fmt: skip
    counts = {
        "files": len(read.sources),
        "records": read.records,
        "claims": claims,
        "pairs": len(pairs),
        "counted": sum(one["counted"] for one in pairs),
        "dropped": len(dropped),
        "mentions": len(mentions),
    }
    return {
        **found,
        "mentions": mentions,
        **edges,
        "dropped": dropped,
        "usage": usage_answer(book),
        "counts": counts,
        "files": [{"file": file, "source": source} for file, source in read.sources.items()],
        "passed_over": read.passed_over,
        "unread": read.unread,
    }
