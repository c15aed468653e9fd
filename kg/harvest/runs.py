"""The harvests of a store: what each asked of its place, how far it came, and how it ended."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import orjson

from kg.harvest.attempt import Try, tries_in

NOWHERE = ""
"""The place of a run that asked nobody: kept payloads were mapped again."""

_LAST = "SELECT source, MAX(ended) FROM run WHERE outcome = 'whole' AND place <> '' GROUP BY source"


@dataclass(frozen=True, slots=True)
class Terms:
    """What must be the same for one harvest to go on with what another began, or to ask only for changes."""

    version: str | None = None
    facility: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One harvest of one place; `started` is UTC, ISO 8601.

    `first` is the run that began the listing: its own, or that of the cut run which it goes on with.
    """

    id: int
    source: str
    place: str
    started: str
    first: int


@dataclass(frozen=True, slots=True)
class Past:
    """A run that ended; `began` is when the first run of its listing did.

    It `is_stuck` when it went on from a mark and came no further.
    """

    id: int
    first: int
    began: str
    since: str | None
    mark: str | None
    outcome: str
    is_stuck: bool
    terms: Terms


_PAST = """
SELECT run.id, run.first, begun.started, run.since, run.mark, run.outcome,
       EXISTS (SELECT 1 FROM run AS former
               WHERE former.first = run.first AND former.id < run.id AND former.mark = run.mark),
       run.version, run.facility, run.licence
FROM run JOIN run AS begun ON begun.id = run.first
WHERE run.source = ? AND run.place = ? AND run.outcome IS NOT NULL
"""


class Runs:
    """The table of runs in the ledger."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def begin(
        self,
        source: str,
        place: str,
        terms: Terms | None = None,
        since: str | None = None,
        after: Past | None = None,
    ) -> Run:
        """Enter that a run writes from now on; it stays unfinished until `finish`."""
        started, terms = _now(), terms or Terms()
        done = self._database.execute(
            "INSERT INTO run (source, place, started, since, version, facility, licence, mark)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                source, place, started, since, terms.version, terms.facility, terms.licence,
                after.mark if after else None,
            ),
        )  # fmt: skip
        assert done.lastrowid is not None
        run = Run(done.lastrowid, source, place, started, after.first if after else done.lastrowid)
        self._database.execute("UPDATE run SET first = ? WHERE id = ?", (run.first, run.id))
        return run

    def restart(self, run: Run) -> Run:
        """Enter that the source began at the beginning, though it was asked to go on."""
        self._database.execute("UPDATE run SET first = id WHERE id = ?", (run.id,))
        return Run(run.id, run.source, run.place, run.started, run.id)

    def mark(self, run: Run, resume: str) -> None:
        """Enter where to go on if the run is cut short; for within a transaction."""
        self._database.execute("UPDATE run SET mark = ? WHERE id = ?", (resume, run.id))

    def finish(self, run: Run, report: dict[str, Any], outcome: Literal["whole", "cut"] = "whole") -> None:
        """Enter that the run came to its end: `whole` when the place was read to the end."""
        values = (_now(), orjson.dumps(report).decode(), outcome, run.id)
        self._database.execute("UPDATE run SET ended = ?, report = ?, outcome = ? WHERE id = ?", values)

    def tries(self) -> Iterator[Try]:
        """All runs that asked somebody, the oldest first."""
        return tries_in(self._database)

    def settle(self, runs: Iterable[int]) -> None:
        """Enter that the command which made these runs did all it was to do.

        A command that is killed after its last run and given again lists its place twice, which says no more
        than once. So only settled listings bear witness that a record is gone.
        """
        self._database.executemany("UPDATE run SET settled = 1 WHERE id = ?", ((run,) for run in runs))

    def unfinished(self) -> list[Run]:
        """Runs that were killed: the store may hold a page of theirs that is not entered here."""
        rows = self._database.execute("SELECT id, source, place, started, first FROM run WHERE ended IS NULL")
        return [Run(*row) for row in rows]

    def latest(self, source: str, place: str) -> Past | None:
        """The last run of a place that ended."""
        return next(self._past(source, place, "ORDER BY run.id DESC LIMIT 1"), None)

    def covering(self, source: str, place: str) -> Past | None:
        """The last run up to which nothing was left out: a whole listing, or one for changes that followed.

        One that asked for changes since a later day than its predecessor began leaves a gap, and is no such.
        """
        covered: Past | None = None
        for past in self._past(source, place, "AND run.outcome = 'whole' ORDER BY run.id"):
            follows = (
                covered is not None
                and past.since is not None
                and past.since[:10] <= covered.began[:10]
                and past.terms == covered.terms
            )
            if past.since is None or follows:
                covered = past
        return covered

    def listing_before(self, run: Run) -> int | None:
        """The first run of the last settled listing of the place, read to its end before this one began."""
        row = self._database.execute(
            "SELECT first FROM run WHERE source = ? AND place = ? AND outcome = 'whole' AND settled = 1"
            " AND since IS NULL AND id < ? ORDER BY id DESC LIMIT 1",
            (run.source, run.place, run.first),
        ).fetchone()
        return row[0] if row else None

    def report(self, run: int) -> dict[str, Any]:
        """What `finish` was told of a run that has ended."""
        row = self._database.execute("SELECT report FROM run WHERE id = ?", (run,)).fetchone()
        found: dict[str, Any] = orjson.loads(row[0])
        return found

    def licence_of(self, run: int) -> str | None:
        """The licence of the metadata that the place of a run was known to have."""
        row = self._database.execute("SELECT licence FROM run WHERE id = ?", (run,)).fetchone()
        return row[0] if row else None

    def _past(self, source: str, place: str, condition: str) -> Iterator[Past]:
        for row in self._database.execute(f"{_PAST} {condition}", (source, place)):
            id, first, began, since, mark, outcome, is_stuck, *terms = row
            yield Past(id, first, began, since, mark, outcome, bool(is_stuck), Terms(*terms))


def last_runs(ledger: Path) -> dict[str, datetime] | None:
    """The end of the newest run of each source that read a place to its end.

    None where there is no ledger of this release, or it is in use.
    """
    # Its writer leaves no such file behind. Reading without locks and extra files cannot get in its way.
    if not ledger.is_file() or ledger.with_name(f"{ledger.name}-wal").exists():
        return None
    try:
        with closing(
            sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        ) as database:
            return {source: datetime.fromisoformat(ended) for source, ended in database.execute(_LAST)}
    except sqlite3.Error:
        return None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
