"""The pairs of a book, concluded anew for the cited works whose claims or works changed; the rest stays."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.citation.changes import Log, Stood
from kg.citation.curated import UnitLabel
from kg.citation.pairing import Unit, UnitClaim, pairs_of_unit
from kg.citation.pairs_table import Row, pair_row
from kg.citation.work import Work
from kg.citation.works import works_of
from kg.database import transaction

_FIRST_PIECE = 100
_MOST_UNITS = 10_000
_CLAIMS_AT_ONCE = 20_000

_CLAIM = """
SELECT claim.id, a.cluster, b.cluster, a.iri, b.iri, claim.relation, claim.class, claim.confidence,
  graph.source, claim.origin, claim.dropped
FROM piece JOIN thing {near} ON {near}.cluster = piece.cluster
JOIN claim ON claim.{side} = {near}.id JOIN thing {far} ON {far}.id = claim.{other}
JOIN graph ON graph.id = claim.graph
"""
_TO_US = _CLAIM.format(near="b", side="cited", far="a", other="citing")
_FROM_US = """
SELECT piece.cluster, b.cluster FROM piece JOIN thing a ON a.cluster = piece.cluster
JOIN claim ON claim.citing = a.id JOIN thing b ON b.id = claim.cited
"""
_BETWEEN = (
    f"{_CLAIM.format(near='a', side='citing', far='b', other='cited')} WHERE a.cluster = ? AND b.cluster = ?"
)
_DERIVED = """
SELECT b.cluster, a.cluster FROM piece JOIN thing b ON b.cluster = piece.cluster
JOIN edge ON edge.to_thing = b.id JOIN thing a ON a.id = edge.from_thing WHERE edge.kind = 'derived'
"""
_LABELS = """
SELECT b.cluster, a.cluster, label.curator, label.behind, label.reuse, label.at
FROM piece JOIN thing b ON b.cluster = piece.cluster
JOIN label ON label.cited = b.id JOIN thing a ON a.id = label.citing ORDER BY label.at, label.node
"""
_STOOD = """
SELECT pair.cited, pair.citing, a.iri, b.iri, pair.class, pair.counted, pair.behind, pair.reuse,
  instr(pair.flags, '"not-data"') = 0
FROM piece JOIN pair ON pair.cited = piece.cluster
JOIN thing a ON a.id = pair.citing JOIN thing b ON b.id = pair.cited
"""


@dataclass(slots=True)
class _Piece:
    """What is asked of the book for some units at once."""

    to_us: dict[int, list[UnitClaim]] = field(default_factory=lambda: defaultdict(list))
    from_us: dict[int, dict[int, list[UnitClaim]]] = field(default_factory=lambda: defaultdict(dict))
    derived: set[tuple[int, int]] = field(default_factory=set)
    labels: dict[tuple[int, int], list[UnitLabel]] = field(default_factory=lambda: defaultdict(list))
    stood: dict[int, list[Stood]] = field(default_factory=lambda: defaultdict(list))
    works: dict[int, Work] = field(default_factory=dict)


def conclude(database: sqlite3.Connection, log: Log) -> None:
    """Conclude the pairs of all units that are due, some of them at a time; each piece is safe then.

    A piece has fewer units where these are cited much, for all that cite them are in memory.
    """
    most = _FIRST_PIECE
    while units := database.execute("SELECT cluster FROM unit ORDER BY cluster LIMIT ?", (most,)).fetchall():
        with transaction(database):
            claims = _conclude(database, [unit for (unit,) in units], log)
            database.executemany("DELETE FROM unit WHERE cluster = ?", units)
        per_unit = max(1.0, claims / len(units))
        most = max(1, min(2 * most, _MOST_UNITS, int(_CLAIMS_AT_ONCE / per_unit)))


def _conclude(database: sqlite3.Connection, units: Sequence[int], log: Log) -> int:
    """Conclude the pairs of these units; returns how many claims there were about them."""
    piece = _read(database, units)
    rows: list[Row] = []
    drops: list[tuple[str | None, int]] = []
    due: set[str] = set()
    for unit in units:
        if unit not in piece.works:  # it was forgotten, and nobody can have cited it since
            continue
        to_us, from_us = piece.to_us.get(unit, ()), piece.from_us.get(unit, {})
        found = pairs_of_unit(Unit(unit, piece.works, to_us, from_us, piece.derived, piece.labels, log.today))
        drops += [(reason, claim) for claim, reason in found.dropped.items()]
        now = [pair_row(pair, piece.works) for pair in found.pairs]
        rows += now
        due |= _due(piece.stood.get(unit, ()), now)
        log.note(unit, piece.stood.get(unit, ()), now, piece.works)
    database.executemany("DELETE FROM pair WHERE cited = ?", ((unit,) for unit in units))
    database.executemany(
        f"INSERT INTO pair VALUES (NULL, {', '.join('?' * 16)})", (row.values for row in rows)
    )
    database.executemany("UPDATE claim SET dropped = ? WHERE id = ?", drops)
    database.executemany("INSERT OR IGNORE INTO due VALUES (?)", ((iri,) for iri in sorted(due)))
    log.write(database)
    return sum(map(len, piece.to_us.values()))


def _read(database: sqlite3.Connection, units: Sequence[int]) -> _Piece:
    database.execute("CREATE TEMP TABLE piece (cluster INTEGER PRIMARY KEY)")
    try:
        database.executemany("INSERT INTO piece VALUES (?)", ((unit,) for unit in units))
        piece = _Piece()
        for one in _claims(database, _TO_US):
            piece.to_us[one.cited].append(one)
        citing = {unit: {one.citing for one in claims} for unit, claims in piece.to_us.items()}
        # Few works cite each other, so only their names are asked for at first.
        for pair in {ends for ends in database.execute(_FROM_US) if ends[1] in citing.get(ends[0], ())}:
            if pair[0] != pair[1]:
                piece.from_us[pair[0]][pair[1]] = list(_claims(database, _BETWEEN, pair))
        piece.derived = set(database.execute(_DERIVED))
        for cited, by, *said in database.execute(_LABELS):
            piece.labels[cited, by].append(UnitLabel(*said))
        for cited, by, *said in database.execute(_STOOD):
            piece.stood[cited].append(Stood(by, *said))
    finally:
        database.execute("DROP TABLE piece")
    piece.works = works_of(database, _clusters(units, piece))
    return piece


def _claims(database: sqlite3.Connection, query: str, values: tuple[int, ...] = ()) -> Iterable[UnitClaim]:
    found = database.execute(f"{query} ORDER BY claim.node, claim.id", values)
    return (UnitClaim(*row) for row in found)


def _clusters(units: Sequence[int], piece: _Piece) -> set[int]:
    return {*units} | {one.citing for claims in piece.to_us.values() for one in claims}


def _due(stood: Iterable[Stood], now: Iterable[Row]) -> set[str]:
    """Cited works whose graph must be written, or may have to go; pairs that are of no data have none."""
    return {one.cited for one in stood if one.is_in_graph} | {one.cited for one in now if one.is_in_graph}
