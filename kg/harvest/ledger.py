"""The ledger: what each source said, when, and what became of it; and every raw payload.

It may lag behind the store by the last page of an interrupted run, never lead it: a page goes to the
store, the store is flushed, then the page is entered here. Reading a page again changes nothing.
"""

from collections.abc import Iterator
from pathlib import Path

from kg.database import copy_database, open_database, transaction
from kg.harvest.doubts import Doubts
from kg.harvest.entry import COLUMNS, Entry, Page
from kg.harvest.facts import Facts
from kg.harvest.ledger_schema import DOUBTED, STEPS
from kg.harvest.payloads import Payloads
from kg.harvest.runs import Run, Runs

_ENTER = """
INSERT INTO record (source, kind, key, copy, state, reason, origin, place, facility, graph, about, raw,
                    canonical, version, datestamp, retrieved, first_seen, last_seen, run)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  state = excluded.state, reason = excluded.reason, origin = excluded.origin, place = excluded.place,
  facility = excluded.facility, graph = excluded.graph, about = excluded.about, raw = excluded.raw,
  canonical = excluded.canonical, version = excluded.version, datestamp = excluded.datestamp,
  retrieved = excluded.retrieved, last_seen = excluded.last_seen, run = excluded.run
"""

_FIND = f"SELECT {COLUMNS} FROM record WHERE source = ? AND kind = ? AND key = ? AND copy = ''"

_STANDS = f"""
SELECT raw, version, facility, state = 'live' AND canonical IS NOT NULL AND canonical <> '{DOUBTED}'
FROM record WHERE source = ? AND kind = ? AND key = ? AND copy = ''
"""

_AMEND = """
UPDATE record SET state = ?, reason = ?, graph = ?, about = ?, canonical = ?, version = ?
WHERE source = ? AND kind = ? AND key = ? AND copy = ''
"""

_TOUCH = """
UPDATE record SET last_seen = ?, run = ?, place = ?, datestamp = ?
WHERE source = ? AND kind = ? AND key = ? AND copy = ''
"""

_STALE = """
DELETE FROM record WHERE source = :source AND state <> 'live' AND copy <> '' AND run < :first AND (
  :listed AND place = :place OR EXISTS (
    SELECT 1 FROM record AS kept WHERE kept.source = record.source AND kept.kind = record.kind
    AND kept.key = record.key AND kept.copy = '' AND kept.run >= :first))
"""


class Ledger:
    """The two databases of one store; one writer at a time, the holder of the live store.

    Opening brings those of an earlier release up to date. Raises BadInput for those of a newer one.
    """

    def __init__(self, path: Path, payloads: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._records = open_database(path, STEPS)
        self._payloads = Payloads(payloads)
        self.runs = Runs(self._records)
        self.facts = Facts(self._records)
        self.doubts = Doubts(self._records, self.facts)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close both databases."""
        self._records.close()
        self._payloads.close()

    def knows(self, source: str) -> bool:
        """Whether anything was ever entered for a source."""
        query = "SELECT 1 FROM record WHERE source = ? LIMIT 1"
        return self._records.execute(query, (source,)).fetchone() is not None

    def sources(self) -> list[str]:
        """The names of all sources of which something was entered."""
        return [row[0] for row in self._records.execute("SELECT DISTINCT source FROM record ORDER BY 1")]

    def find(self, source: str, kind: str, key: str) -> Entry | None:
        """The entry of one record."""
        row = self._records.execute(_FIND, (source, kind, key)).fetchone()
        return Entry(*row) if row else None

    def standing(self, source: str, kind: str, key: str) -> tuple[str, str, str | None, int] | None:
        """Of one record: payload hash, mapping version, facility, and 1 where the store holds just that.

        It is asked for each record of each harvest, and takes a third of the time of `find`.
        """
        found: tuple[str, str, str | None, int] | None = self._records.execute(
            _STANDS, (source, kind, key)
        ).fetchone()
        return found

    def kept(self, source: str, after: tuple[str, str], most: int) -> list[Entry]:
        """Entries of records that are not gone, in the order of kind and key, from there on."""
        query = (
            f"SELECT {COLUMNS} FROM record WHERE source = ? AND (kind, key) > (?, ?) AND copy = ''"
            " AND state <> 'tombstone' ORDER BY kind, key LIMIT ?"
        )
        return [Entry(*row) for row in self._records.execute(query, (source, *after, most))]

    def enter(self, run: Run, page: Page, wrote: bool) -> None:
        """Enter a page and its mark in one transaction; `wrote` tells that the store's content changed."""
        self._payloads.keep(page.payloads)
        with transaction(self._records):
            self._records.executemany(_ENTER, (_row(run, entry) for entry in self._noting(run, page, wrote)))
            touched = (
                (run.started, run.id, run.place, datestamp, run.source, kind, key)
                for kind, key, datestamp in page.unchanged
            )
            self._records.executemany(_TOUCH, touched)
            if page.mark is not None:
                self.runs.mark(run, page.mark)
            self._records.execute("DELETE FROM intent")

    def amend(self, run: Run, page: Page, wrote: bool) -> None:
        """Enter what became of kept payloads that were mapped again; when they were seen stays as it was."""
        with transaction(self._records):
            amended = (
                (
                    of.state,
                    of.reason,
                    of.graph,
                    of.about,
                    of.canonical,
                    of.version,
                    run.source,
                    of.kind,
                    of.key,
                )
                for of in self._noting(run, page, wrote)
            )
            self._records.executemany(_AMEND, amended)
            self._records.execute("DELETE FROM intent")

    def drop_stale_copies(self, run: Run, listed: bool = True) -> None:
        """Forget what formerly came beside records and did not come again in this complete run.

        Where only changes were asked for (`listed` is False), only beside records that did come.
        """
        values = {"source": run.source, "first": run.first, "place": run.place, "listed": listed}
        self._records.execute(_STALE, values)

    def missing(self, run: Run, since_run: int) -> list[Entry]:
        """Records that the run's place once listed, and that no run from `since_run` on has seen."""
        query = (
            f"SELECT {COLUMNS} FROM record"
            " WHERE source = ? AND place = ? AND copy = '' AND state <> 'tombstone' AND run < ?"
        )
        return [Entry(*row) for row in self._records.execute(query, (run.source, run.place, since_run))]

    def quarantined(self, run: Run, kind: str, since_run: int) -> set[str]:
        """The keys of one kind that the run's place gave from `since_run` on and that were put aside."""
        query = (
            "SELECT DISTINCT key FROM record"
            " WHERE source = ? AND state = 'quarantined' AND kind = ? AND place = ? AND run >= ?"
        )
        return {row[0] for row in self._records.execute(query, (run.source, kind, run.place, since_run))}

    def count_listed(self, run: Run) -> int:
        """How many records the run's place ever listed and was not found to have lost."""
        query = (
            "SELECT COUNT(*) FROM record"
            " WHERE source = ? AND place = ? AND copy = '' AND state <> 'tombstone'"
        )
        return int(self._records.execute(query, (run.source, run.place)).fetchone()[0])

    def standing_since(self, run: Run) -> str | None:
        """How many records of a run's place its listing saw, in which states; None with any in doubt."""
        query = (
            "SELECT COUNT(*), SUM(state = 'live'), SUM(state = 'quarantined'),"
            " SUM(state = 'live' AND (canonical IS NULL OR canonical = ?))"
            " FROM record WHERE source = ? AND place = ? AND run >= ?"
        )
        row = self._records.execute(query, (DOUBTED, run.source, run.place, run.first)).fetchone()
        return None if row[3] else " ".join(str(number or 0) for number in row[:3])

    def has_varying_datestamps(self, source: str, place: str) -> bool:
        """Whether a place's datestamps tell records apart: some give the time of the request, or one day.

        Only those count that are more than a day older than the reading of them.
        """
        query = (
            "SELECT DISTINCT datestamp FROM record WHERE source = ? AND place = ? AND copy = ''"
            " AND julianday(last_seen) - julianday(datestamp) > 1 LIMIT 2"
        )
        return len(self._records.execute(query, (source, place)).fetchall()) > 1

    def source_of(self, graph: str) -> str | None:
        """The source whose record a graph belongs to."""
        query = "SELECT source FROM record WHERE graph = ? AND copy = '' LIMIT 1"
        row = self._records.execute(query, (graph,)).fetchone()
        return row[0] if row else None

    def standing_graphs(self) -> Iterator[tuple[str, str, str, str]]:
        """Of all graphs of records in the store: name, hash of its triples, source, when it was read.

        A graph of which it is in doubt what it holds has a hash that changes with the store.
        """
        doubted = f"{DOUBTED} {self.revision()}"
        query = (
            "SELECT graph, CASE canonical WHEN ? THEN ? ELSE canonical END, source, retrieved FROM record"
            " WHERE canonical IS NOT NULL AND graph IS NOT NULL AND copy = ''"
        )
        return self._records.execute(query, (DOUBTED, doubted))

    def why_gone(self, graph: str) -> str:
        """Why the store no longer holds a graph of a record."""
        query = "SELECT reason FROM record WHERE graph = ? AND copy = '' AND state <> 'live' LIMIT 1"
        row = self._records.execute(query, (graph,)).fetchone()
        return (row[0] if row else None) or "the graph is gone"

    def payload(self, raw: str) -> bytes | None:
        """The payload with this SHA-256."""
        return self._payloads.find(raw)

    def keep(self, payloads: dict[str, bytes]) -> None:
        """Keep payloads that belong to no record under their SHA-256."""
        self._payloads.keep(payloads)

    def revision(self) -> int:
        """How often the store's content, or what became of a record, has changed."""
        return self.facts.revision()

    def changed(self) -> None:
        """Enter that the store's content changed otherwise than by a page."""
        with transaction(self._records):
            self.facts.count_change()

    def copy(self, records: Path, payloads: Path | None = None) -> None:
        """Write consistent copies of the databases into new files."""
        copy_database(self._records, records)
        if payloads is not None:
            self._payloads.copy(payloads)

    def _noting(self, run: Run, page: Page, wrote: bool) -> list[Entry]:
        """The page's entries; the revision is raised when they are news, or the store was written."""
        last = {(entry.kind, entry.key, entry.copy): entry for entry in page.entries}
        if wrote or any(self._is_news(run.source, entry) for entry in last.values()):
            self.facts.count_change()
        return page.entries

    def _is_news(self, source: str, entry: Entry) -> bool:
        """Whether the record, or what came beside it, is new here or fares otherwise than before."""
        row = self._records.execute(
            "SELECT state, reason FROM record WHERE source = ? AND kind = ? AND key = ? AND copy = ?",
            (source, entry.kind, entry.key, entry.copy),
        ).fetchone()
        return row is None or tuple(row) != (entry.state, entry.reason)


def _row(run: Run, entry: Entry) -> tuple[object, ...]:
    return (
        run.source, entry.kind, entry.key, entry.copy, entry.state, entry.reason, entry.origin, run.place,
        entry.facility, entry.graph, entry.about, entry.raw, entry.canonical, entry.version,
        entry.datestamp, entry.retrieved, run.started, run.started, run.id,
    )  # fmt: skip
