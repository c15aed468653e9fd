"""A citation book brought up to date: read what changed, conclude what that touches, hand over what to write.

Killed at any point, it goes on there: what was read is noted with what it touches until that is concluded,
and graphs that are due are noted until they are written. Only a book that never became whole begins anew.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

from kg.citation.changes import Log
from kg.citation.conclude import conclude
from kg.citation.due import graphs_of
from kg.citation.extract import Extract, extract
from kg.citation.intake import GraphState, Intake
from kg.citation.readers import Readers
from kg.citation.regroup import drop_idle, forget_idle, regroup
from kg.citation.schema import loosen, tighten
from kg.citation.uncollected import uncollected
from kg.citation.works import make_works, refresh_works
from kg.database import transaction

RULES = "5"
"""Raise it when the same claims give other pairs, or other graphs: books are made anew then."""

GRAPHS_AT_ONCE = 2_000
_WRITTEN_AT_ONCE = 1_000
_DUE = "SELECT iri FROM due ORDER BY iri LIMIT 100000"

Read = Callable[[Sequence[str]], Iterator[tuple[str, Iterable[Any]]]]
"""Graphs by name -> their triples; nothing for those that are not there."""
Write = Callable[[Mapping[str, bytes]], None]
"""Makes each graph hold these N-Triples; none removes it. Returns when they are safe."""
Told = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class World:
    """What a book is made of, and where its pairs go.

    `is_labels` tells of a graph whether curators' labels in it are heeded: anybody's RDF may hold some.
    `processes` may read the book at once, where there is much to do.
    """

    read: Read
    write: Write
    why_gone: Callable[[str], str] = lambda _: "the graph is gone"
    tell: Told = lambda *_: None
    is_labels: Callable[[str], bool] = lambda _: True
    processes: int = 1


def is_whole(database: sqlite3.Connection) -> bool:
    """Whether a book was ever brought up to date, by the rules of today."""
    return _fact(database, "rules") == RULES


def is_new(database: sqlite3.Connection) -> bool:
    """Whether nothing was ever entered into a book."""
    (graphs,) = database.execute("SELECT COUNT(*) FROM graph").fetchone()
    return not graphs and _fact(database, "rules") is None


def bring_up_to_date(
    database: sqlite3.Connection, graphs: Iterable[GraphState], world: World, generation: int, at: str
) -> None:
    """Make a book tell what these graphs say; `generation` and `at` (ISO 8601) are for the list of changes.

    Of a graph that comes twice, the first counts. One whose fingerprint is empty is read each time, and
    counts as changed when what was found in it did.
    """
    is_first = not is_whole(database)
    if is_first:
        loosen(database)
    _take_changed(database, graphs, world, Intake(database, is_first))
    if is_first:
        tighten(database)
    settle(database, is_first, Log, generation, at, world)


def settle(
    database: sqlite3.Connection, is_first: bool, log: type[Log], generation: int, at: str, world: World
) -> None:
    """Conclude what was taken in and not concluded yet, and write what is due."""
    with Readers(database, world.processes) as readers, uncollected():
        world.tell("Joining identifiers", 0, None)
        if is_first:
            with transaction(database):
                regroup(database, is_first)
            make_works(database, readers)
        else:
            with transaction(database):
                drop_idle(database)
                refresh_works(database, regroup(database, is_first))
        world.tell("Pairing citations", 0, None)
        conclude(database, log(database, generation, at, is_first), readers, world.tell)
        with transaction(database):
            if not is_first:
                forget_idle(database)
            database.execute("DELETE FROM touched")
            remember(database, "rules", RULES)
        write_due(database, readers, world)


def write_due(database: sqlite3.Connection, readers: Readers, world: World) -> None:
    """Write the graphs that are due, some at a time."""
    (total,) = database.execute("SELECT COUNT(*) FROM due").fetchone()
    done = 0
    while due := [iri for (iri,) in database.execute(_DUE)]:
        pieces = [due[start : start + _WRITTEN_AT_ONCE] for start in range(0, len(due), _WRITTEN_AT_ONCE)]
        for piece, graphs in zip(pieces, readers.each(graphs_of, pieces), strict=True):
            world.tell("Writing citations", done, total)
            world.write(graphs)
            with transaction(database):
                database.executemany("DELETE FROM due WHERE iri = ?", ((iri,) for iri in piece))
            done += len(piece)


def remember(database: sqlite3.Connection, name: str, value: str) -> None:
    """Keep a fact about a book."""
    database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))


def _fact(database: sqlite3.Connection, name: str) -> str | None:
    row = database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def _take_changed(
    database: sqlite3.Connection, graphs: Iterable[GraphState], world: World, intake: Intake
) -> None:
    database.execute(
        "CREATE TEMP TABLE stands (iri TEXT PRIMARY KEY, fingerprint TEXT, source TEXT, retrieved TEXT)"
    )
    try:
        with transaction(database):
            database.executemany(
                "INSERT OR IGNORE INTO stands VALUES (?, ?, ?, ?)",
                ((of.iri, of.fingerprint, of.source, of.retrieved) for of in graphs),
            )
        changed = [
            GraphState(*row)
            for row in database.execute(
                "SELECT stands.iri, stands.fingerprint, stands.source, stands.retrieved"
                " FROM stands LEFT JOIN graph ON graph.iri = stands.iri"
                " WHERE graph.id IS NULL OR stands.fingerprint <> graph.fingerprint ORDER BY stands.iri"
            )
        ]
        gone = [
            iri
            for (iri,) in database.execute(
                "SELECT iri FROM graph WHERE iri NOT IN (SELECT iri FROM stands) ORDER BY iri"
            )
        ]
    finally:
        database.execute("DROP TABLE stands")
    _read_changed(database, changed, world, intake)
    for iri in gone:
        intake.remove([iri], world.why_gone(iri))


def _read_changed(
    database: sqlite3.Connection, changed: Sequence[GraphState], world: World, intake: Intake
) -> None:
    rest = iter(changed)
    done = 0
    while some := list(islice(rest, GRAPHS_AT_ONCE)):
        world.tell("Reading citations", done, len(changed))
        found = {iri: extract(triples) for iri, triples in world.read([of.iri for of in some])}
        for iri, said in found.items():
            if not world.is_labels(iri):
                said.labels.clear()
        taken = [_fingerprinted(state, found.get(state.iri, Extract())) for state in some]
        intake.take([one for one in taken if _is_news(database, *one)])
        done += len(some)


def _fingerprinted(state: GraphState, found: Extract) -> tuple[GraphState, Extract]:
    """The state of a graph with what only the graph itself can tell: a fingerprint, when it was read."""
    fingerprint = state.fingerprint or sha256(repr(found).encode()).hexdigest()
    return GraphState(state.iri, fingerprint, state.source, state.retrieved or found.retrieved), found


def _is_news(database: sqlite3.Connection, state: GraphState, found: Extract) -> bool:
    row = database.execute("SELECT fingerprint FROM graph WHERE iri = ?", (state.iri,)).fetchone()
    return row is None or row[0] != state.fingerprint
