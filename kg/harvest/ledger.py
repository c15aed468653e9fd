"""The ledger: what each source said, when, and what became of it; and every raw payload.

It may lag behind the store by the last page of an interrupted run, never lead it: a page goes to the
store, the store is flushed, then the page is entered here. Reading a page again changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import orjson

from kg.harvest.database import copy_database, open_database, transaction
from kg.harvest.payloads import Payloads

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
  source TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  copy TEXT NOT NULL,       -- '' for the record; the hash of the payload for what came beside it
  state TEXT NOT NULL,      -- live, skipped, quarantined, tombstone
  reason TEXT, origin TEXT NOT NULL, place TEXT NOT NULL, facility TEXT,
  graph TEXT, about TEXT,   -- IRIs
  raw TEXT NOT NULL,        -- SHA-256 of the payload, hexadecimal
  canonical TEXT,           -- SHA-256 of the N-Triples in the graph; NULL where the store holds none
  version TEXT NOT NULL,    -- of the mapping
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
  run INTEGER NOT NULL,
  PRIMARY KEY (source, kind, key, copy)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_graph ON record (graph) WHERE graph IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_odd ON record (source, state) WHERE state <> 'live';
CREATE TABLE IF NOT EXISTS run (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, place TEXT NOT NULL,
  started TEXT NOT NULL, ended TEXT, report TEXT
);
CREATE TABLE IF NOT EXISTS intent (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

_ENTER = """
INSERT INTO record (source, kind, key, copy, state, reason, origin, place, facility, graph, about, raw,
                    canonical, version, first_seen, last_seen, run)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  state = excluded.state, reason = excluded.reason, origin = excluded.origin, place = excluded.place,
  facility = excluded.facility, graph = excluded.graph, about = excluded.about, raw = excluded.raw,
  canonical = excluded.canonical, version = excluded.version, last_seen = excluded.last_seen,
  run = excluded.run
"""

_TOUCH = """
UPDATE record SET last_seen = ?, run = ?, place = ? WHERE source = ? AND kind = ? AND key = ? AND copy = ''
"""

_STALE = """
DELETE FROM record WHERE source = :source AND state <> 'live' AND copy <> '' AND run < :run AND (
  place = :place OR EXISTS (
    SELECT 1 FROM record AS kept WHERE kept.source = record.source AND kept.kind = record.kind
    AND kept.key = record.key AND kept.copy = '' AND kept.run = :run))
"""


@dataclass(slots=True)
class Entry:
    """What the ledger says of one record, or of what came beside it (`copy` is then its payload's hash).

    `canonical` is the hash of what the store holds, None when it holds nothing.
    """

    kind: str
    key: str
    state: str
    reason: str | None
    origin: str
    raw: str
    version: str
    facility: str | None = None
    graph: str | None = None
    about: str | None = None
    canonical: str | None = None
    copy: str = ""


@dataclass(slots=True)
class Page:
    """What one checkpoint enters: payloads by hash, changed entries, (kind, key) of unchanged ones."""

    payloads: dict[str, bytes] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    unchanged: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Run:
    """One harvest of one place; `started` is UTC, ISO 8601."""

    id: int
    source: str
    place: str
    started: str


class Ledger:
    """The two databases of one store; one writer at a time, the holder of the live store."""

    def __init__(self, path: Path, payloads: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._records = open_database(path, _SCHEMA)
        self._payloads = Payloads(payloads)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close both databases."""
        self._records.close()
        self._payloads.close()

    def begin(self, source: str, place: str) -> Run:
        """Enter that a run writes from now on; it stays unfinished until `finish`."""
        started = datetime.now(UTC).isoformat(timespec="seconds")
        done = self._records.execute(
            "INSERT INTO run (source, place, started) VALUES (?, ?, ?)", (source, place, started)
        )
        assert done.lastrowid is not None
        return Run(done.lastrowid, source, place, started)

    def finish(self, run: Run, report: dict[str, object]) -> None:
        """Enter that the run came to its end, whatever it found."""
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        values = (ended, orjson.dumps(report).decode(), run.id)
        self._records.execute("UPDATE run SET ended = ?, report = ? WHERE id = ?", values)

    def unfinished(self) -> list[Run]:
        """Runs that were killed: the store may hold a page of theirs that is not entered here."""
        rows = self._records.execute("SELECT id, source, place, started FROM run WHERE ended IS NULL")
        return [Run(*row) for row in rows]

    def knows(self, source: str) -> bool:
        """Whether anything was ever entered for a source."""
        query = "SELECT 1 FROM record WHERE source = ? LIMIT 1"
        return self._records.execute(query, (source,)).fetchone() is not None

    def find(self, source: str, kind: str, key: str) -> Entry | None:
        """The entry of one record."""
        row = self._records.execute(
            "SELECT state, reason, origin, raw, version, facility, graph, about, canonical FROM record"
            " WHERE source = ? AND kind = ? AND key = ? AND copy = ''",
            (source, kind, key),
        ).fetchone()
        return Entry(kind, key, *row) if row else None

    def enter(self, run: Run, page: Page, wrote: bool) -> None:
        """Enter a page in one transaction; `wrote` tells that the store's content changed with it."""
        self._payloads.keep(page.payloads)
        with transaction(self._records):
            last = {(entry.kind, entry.key, entry.copy): entry for entry in page.entries}
            is_news = wrote or any(self._is_news(run.source, entry) for entry in last.values())
            self._records.executemany(_ENTER, (_row(run, entry) for entry in page.entries))
            touched = ((run.started, run.id, run.place, run.source, *ident) for ident in page.unchanged)
            self._records.executemany(_TOUCH, touched)
            if is_news:
                self._count_change()
            self._records.execute("DELETE FROM intent")

    def intend(self, graphs: Iterable[str]) -> None:
        """Enter which known graphs a page is about to replace, in case it is never entered itself."""
        with transaction(self._records):
            self._records.executemany(
                "INSERT OR IGNORE INTO intent VALUES (?)", ((graph,) for graph in graphs)
            )

    def doubt_intended(self) -> None:
        """After a killed run, graphs meant to be replaced may hold either: their records are due again."""
        with transaction(self._records):
            change = (
                "UPDATE record SET canonical = 'unknown', raw = '' WHERE graph IN (SELECT graph FROM intent)"
            )
            self._records.execute(change + " AND canonical IS NOT NULL")
            self._records.execute("DELETE FROM intent")

    def drop_stale_copies(self, run: Run) -> None:
        """Forget what formerly came beside records and did not come again in this complete run."""
        self._records.execute(_STALE, {"source": run.source, "run": run.id, "place": run.place})

    def vanished(self, run: Run) -> tuple[list[Entry], int]:
        """Records that the run's place once listed and no longer does, and how many it ever listed."""
        query = (
            "SELECT kind, key, state, reason, origin, raw, version, facility, graph, about, canonical"
            " FROM record WHERE source = ? AND place = ? AND copy = '' AND canonical IS NOT NULL AND run < ?"
        )
        gone = [Entry(*row) for row in self._records.execute(query, (run.source, run.place, run.id))]
        total = (
            "SELECT COUNT(*) FROM record"
            " WHERE source = ? AND place = ? AND copy = '' AND canonical IS NOT NULL"
        )
        return gone, int(self._records.execute(total, (run.source, run.place)).fetchone()[0])

    def stored_graphs(self, source: str) -> set[str]:
        """The graph IRIs that the store should hold for a source."""
        query = "SELECT graph FROM record WHERE source = ? AND copy = '' AND canonical IS NOT NULL"
        return {row[0] for row in self._records.execute(query, (source,))}

    def forget_content(self, graphs: Iterable[str]) -> None:
        """Enter that the store lacks these graphs, so that their records are written when read again."""
        with transaction(self._records):
            change = "UPDATE record SET canonical = NULL, raw = '' WHERE graph = ?"
            self._records.executemany(change, ((graph,) for graph in graphs))

    def amending(self, doubts_records: bool) -> None:
        """Enter that the store is about to be changed otherwise than by a page."""
        self.remember("amending", "records" if doubts_records else "graphs")

    def amended(self, wrote: bool = True) -> None:
        """Enter that such a change is over; called again after a crash in between, whatever it did.

        A change that could reach the graphs of records makes their content doubtful: all are due again.
        """
        doubts = self.fact("amending")
        with transaction(self._records):
            if doubts and wrote:
                self._count_change()
            if doubts == "records" and wrote:
                self._records.execute(
                    "UPDATE record SET canonical = 'unknown', raw = '' WHERE canonical IS NOT NULL"
                )
            self.forget("amending")

    def source_of(self, graph: str) -> str | None:
        """The source whose record a graph belongs to."""
        query = "SELECT source FROM record WHERE graph = ? AND copy = '' LIMIT 1"
        row = self._records.execute(query, (graph,)).fetchone()
        return row[0] if row else None

    def payload(self, raw: str) -> bytes | None:
        """The payload with this SHA-256."""
        return self._payloads.find(raw)

    def revision(self) -> int:
        """How often the store's content, or what became of a record, has changed."""
        return int(self.fact("revision") or 0)

    def changed(self) -> None:
        """Enter that the store's content changed otherwise than by a page."""
        with transaction(self._records):
            self._count_change()

    def fact(self, name: str) -> str | None:
        """A remembered value."""
        row = self._records.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._records.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def forget(self, name: str) -> None:
        """Drop a remembered value."""
        self._records.execute("DELETE FROM fact WHERE name = ?", (name,))

    def doubt_facts(self, prefix: str, but: Iterable[str] = ()) -> None:
        """Empty all remembered values whose names start so, except some."""
        marks = set(but)
        names = self._records.execute(
            "SELECT name FROM fact WHERE substr(name, 1, ?) = ?", (len(prefix), prefix)
        )
        with transaction(self._records):
            for (name,) in names.fetchall():
                if name not in marks:
                    self.remember(name, "")

    def copy(self, records: Path, payloads: Path | None = None) -> None:
        """Write consistent copies of the databases into new files."""
        copy_database(self._records, records)
        if payloads is not None:
            self._payloads.copy(payloads)

    def _is_news(self, source: str, entry: Entry) -> bool:
        """Whether the record, or what came beside it, is new here or fares otherwise than before."""
        row = self._records.execute(
            "SELECT state, reason FROM record WHERE source = ? AND kind = ? AND key = ? AND copy = ?",
            (source, entry.kind, entry.key, entry.copy),
        ).fetchone()
        return row is None or tuple(row) != (entry.state, entry.reason)

    def _count_change(self) -> None:
        self.remember("revision", str(self.revision() + 1))


def _row(run: Run, entry: Entry) -> tuple[object, ...]:
    return (
        run.source, entry.kind, entry.key, entry.copy, entry.state, entry.reason, entry.origin, run.place,
        entry.facility, entry.graph, entry.about, entry.raw, entry.canonical, entry.version,
        run.started, run.started, run.id,
    )  # fmt: skip
