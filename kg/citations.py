"""The citation book of a store, brought up to date before each publication; its pairs go to the graph."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from kg.citation import label
from kg.citation.book import Book
from kg.citation.build import RULES, World, bring_up_to_date, is_new, is_whole, remember
from kg.citation.intake import GraphState
from kg.citation.rdf import PREFIX
from kg.citation.schema import STEPS
from kg.database import copy_database, open_database, transaction
from kg.errors import BadInput
from kg.harvest.ledger import Ledger
from kg.harvest.state import source_states
from kg.rdf.mint import graph_source
from kg.store.graphs import is_kept
from kg.store.home import Home
from kg.writer import Writer

Progress = Callable[[str, int, int | None], None]

PROCESSES = min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
"""How many read a large book at once; more would wait for the one that writes."""

_CHANGE = "generation, at, citing, cited, what, why, facilities"

BOOK_FORMAT = f"{len(STEPS)}.{RULES}"
"""Changes when books of before cannot be read, or tell otherwise."""


def refresh_book(home: Home, writer: Writer, generation: int, progress: Progress) -> None:
    """Bring the book up to date with the live store, and the pairs in the store with the book.

    A book that is missing, damaged, unfinished or of another release is made anew from the graph. Pairs are
    written past the ledger: they follow from the rest, so they are no change of their own.
    """
    with closing(_opened(home.citations_path)) as database:
        if not is_whole(database):
            # Pairs of a book that is lost: whichever are right come again.
            writer.store.remove(list(writer.store.graphs(PREFIX)))
        at = datetime.now(UTC).isoformat(timespec="seconds")
        # In another engine, others may write to graphs past us, so those are looked at each time.
        settled = f"{writer.ledger.revision()}" if home.remote is None else ""
        stood = _settled_at(database) if is_whole(database) and not _is_due(database) else None
        if not settled or stood != settled:
            world = World(
                _reader(writer),
                _pair_writer(writer),
                writer.ledger.why_gone,
                progress,
                _holds_labels,
                PROCESSES,
            )
            bring_up_to_date(database, _graphs(writer), world, generation, at)
            remember(database, "settled", settled)
        _enter_sources(database, writer.ledger)


def copy_book(home: Home, target: Path) -> dict[str, int]:
    """Write a copy of the book for readers into a new file; returns how many claims and pairs it holds."""
    with closing(open_database(home.citations_path, STEPS)) as database:
        copy_database(database, target)
        claims, pairs = Book(database).size()
    return {"claims": claims, "pairs": pairs}


def _opened(path: Path) -> sqlite3.Connection:
    """The book, an empty one where there is none that is whole and of today's form.

    Of a former one that can still be read, the list of changes is kept: nothing else could tell it again.
    """
    changes: list[tuple[object, ...]] = []
    try:
        database = open_database(path, STEPS, is_read_by_others=True)
        if is_whole(database) or is_new(database):
            return database
        changes = database.execute(f"SELECT {_CHANGE} FROM change").fetchall()
        database.close()
    except (sqlite3.DatabaseError, BadInput):
        pass  # damaged, or of a newer release: what is in it is in the graph as well
    for part in ("", "-wal", "-shm"):
        path.with_name(path.name + part).unlink(missing_ok=True)
    database = open_database(path, STEPS, is_read_by_others=True)
    with transaction(database):
        database.executemany(f"INSERT INTO change ({_CHANGE}) VALUES (?, ?, ?, ?, ?, ?, ?)", changes)
    return database


def _settled_at(database: sqlite3.Connection) -> str | None:
    row = database.execute("SELECT value FROM fact WHERE name = 'settled'").fetchone()
    return row[0] if row else None


def _is_due(database: sqlite3.Connection) -> bool:
    """Whether an interrupted run left something to do."""
    tables = ("touched", "unit", "again", "due")
    return any(database.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone() for name in tables)


def _graphs(writer: Writer) -> Iterator[GraphState]:
    """The graphs of records, by what the ledger knows; and those that people loaded or wrote, labels too."""
    known = 0
    for graph, canonical, source, retrieved in writer.ledger.standing_graphs():
        known += 1
        yield GraphState(graph, canonical, source, retrieved or None)
    found = 0
    for name in writer.store.graphs():
        if _holds_labels(name.value) or not is_kept(name.value):
            yield GraphState(name.value, writer.loaded_digest(name))
        elif graph_source(name.value) is not None:
            found += 1
    if found > known:
        yield from _unledgered(writer)


def _unledgered(writer: Writer) -> Iterator[GraphState]:
    """Graphs of records that came with a dump of another store; the ledger there knew them."""
    for name in writer.store.graphs():
        source = graph_source(name.value) if is_kept(name.value) else None
        if source is not None and writer.ledger.source_of(name.value) is None:
            yield GraphState(name.value, "", source)


def _holds_labels(graph: str) -> bool:
    return graph.startswith(label.PREFIX)


def _reader(writer: Writer) -> Callable[[Sequence[str]], Iterator[tuple[str, Iterable[Triple]]]]:
    def read(graphs: Sequence[str]) -> Iterator[tuple[str, Iterable[Triple]]]:
        for name, triples in writer.store.triples_of([NamedNode(iri) for iri in graphs]):
            yield name.value, triples

    return read


def _pair_writer(writer: Writer) -> Callable[[Mapping[str, bytes]], None]:
    def write(graphs: Mapping[str, bytes]) -> None:
        writer.write({NamedNode(iri): text for iri, text in graphs.items()})

    return write


def _enter_sources(database: sqlite3.Connection, ledger: Ledger) -> None:
    rows = [
        (of.name, of.facility, of.state, of.asked_at, of.retrieved_at, of.reason, of.asked, of.answered)
        for of in source_states(ledger)
    ]
    with transaction(database):
        database.execute("DELETE FROM source")
        database.executemany("INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
