"""The pairs of a book, concluded anew where claims or works changed; the rest stays.

Of a cited work that changed itself, all pairs are concluded (`unit`). Of one that is cited otherwise now,
only those that are touched (`again`), as long as the rest of its pairs does not depend on them.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from kg.citation.changes import Log
from kg.citation.pairs_table import COLUMNS, Row
from kg.citation.piece import Concluded, Ends, Some, Units, conclude_some, conclude_units
from kg.citation.readers import Readers
from kg.database import transaction

_MOST_UNITS = 10_000
_MOST_ENDS = 10_000
_CLAIMS_AT_ONCE = 20_000

_INSERT = f"INSERT INTO pair VALUES (NULL, {', '.join('?' * len(COLUMNS))})"
_CLAIMS = """
SELECT unit.cluster, COUNT(claim.cited) FROM unit LEFT JOIN thing ON thing.cluster = unit.cluster
LEFT JOIN claim ON claim.cited = thing.id GROUP BY unit.cluster ORDER BY unit.cluster
"""
Told = Callable[[str, int, int | None], None]


def conclude(database: sqlite3.Connection, log: Log, readers: Readers, tell: Told) -> None:
    """Conclude what is due, a piece at a time; each piece is safe then."""
    with transaction(database):
        database.execute("DELETE FROM again WHERE cited IN (SELECT cluster FROM unit)")
    restated = set(database.execute("SELECT cited, citing FROM again WHERE restated"))
    pieces = [Some(ends, log.today) for ends in _some_at_once(database)]
    for piece, found in zip(pieces, readers.each(conclude_some, pieces), strict=True):
        with transaction(database):
            _settle_some(database, found, restated, log)
            database.executemany("DELETE FROM again WHERE cited = ? AND citing = ?", piece.ends)
    units = [Units(one, log.today) for one in _units_at_once(database)]
    done, total = 0, sum(len(piece.units) for piece in units)
    for whole, found in zip(units, readers.each(conclude_units, units), strict=True):
        tell("Pairing citations", done, total)
        with transaction(database):
            _settle_units(database, whole.units, found, log)
        done += len(whole.units)


def _settle_some(
    database: sqlite3.Connection, found: Concluded, restated: Collection[Ends], log: Log
) -> None:
    """Enter those of the pairs that are other than before; `restated` are those whose claims are."""
    due: set[str] = set()
    for one in found.compared:
        before = {row.ends: row for row in one.before}
        after = {row.ends: row for row in one.after}
        changed = {of for of in before.keys() | after.keys() if before.get(of) != after.get(of)}
        gone = [before[of] for of in changed if of in before]
        new = [after[of] for of in sorted(changed) if of in after]
        database.executemany("DELETE FROM pair WHERE cited = ? AND citing = ?", (row.ends for row in gone))
        database.executemany(_INSERT, (row.values for row in new))
        due |= _due([*gone, *new])
        due |= _due(row for of, row in after.items() if of in restated)
        log.note(one)
    _settle(database, found, due, log)
    database.executemany("INSERT OR IGNORE INTO unit VALUES (?)", ((unit,) for unit in found.unsettled))


def _settle_units(database: sqlite3.Connection, units: Sequence[int], found: Concluded, log: Log) -> None:
    """Enter the pairs in the place of those of before; the work is another, so all are written."""
    database.executemany("DELETE FROM pair WHERE cited = ?", ((unit,) for unit in units))
    due: set[str] = set()
    for one in found.compared:
        database.executemany(_INSERT, (row.values for row in one.after))
        due |= _due(one.before) | _due(one.after)
        log.note(one)
    _settle(database, found, due, log)
    database.executemany("DELETE FROM unit WHERE cluster = ?", ((unit,) for unit in units))


def _settle(database: sqlite3.Connection, found: Concluded, due: Iterable[str], log: Log) -> None:
    database.executemany("UPDATE claim SET dropped = ? WHERE id = ?", found.dropped)
    database.executemany("INSERT OR IGNORE INTO due VALUES (?)", ((iri,) for iri in sorted(due)))
    log.write(database)


def _due(rows: Iterable[Row]) -> set[str]:
    """Cited works whose graph must be written, or may have to go; pairs that are of no data have none."""
    return {row.cited for row in rows if row.is_in_graph}


def _some_at_once(database: sqlite3.Connection) -> Iterator[list[Ends]]:
    """The pairs that are due; those of one cited work together, for they may turn out not to be enough."""
    some: list[Ends] = []
    for ends in database.execute("SELECT cited, citing FROM again ORDER BY cited, citing").fetchall():
        if len(some) >= _MOST_ENDS and some[-1][0] != ends[0]:
            yield some
            some = []
        some.append(ends)
    if some:
        yield some


def _units_at_once(database: sqlite3.Connection) -> Iterator[list[int]]:
    """The units that are due, fewer at once where they are cited much: all that cite them are in memory."""
    some: list[int] = []
    claims = 0
    for unit, number in database.execute(_CLAIMS).fetchall():
        if some and (claims + number > _CLAIMS_AT_ONCE or len(some) == _MOST_UNITS):
            yield some
            some, claims = [], 0
        some.append(unit)
        claims += number
    if some:
        yield some
