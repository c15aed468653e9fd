"""Ledgers of earlier releases are brought up to date in place; those of later ones are refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from harvesting import open_bench

from kg.database import open_database
from kg.errors import BadInput
from kg.harvest.ledger import Ledger
from kg.harvest.ledger_schema import STEPS

# As the release before schemas had numbers made it, written down here so that no later edit can change it.
OLD_SCHEMA = """
CREATE TABLE record (
  source TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  copy TEXT NOT NULL, state TEXT NOT NULL,
  reason TEXT, origin TEXT NOT NULL, place TEXT NOT NULL, facility TEXT,
  graph TEXT, about TEXT, raw TEXT NOT NULL, canonical TEXT, version TEXT NOT NULL,
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, run INTEGER NOT NULL,
  PRIMARY KEY (source, kind, key, copy)
) WITHOUT ROWID;
CREATE INDEX record_graph ON record (graph) WHERE graph IS NOT NULL;
CREATE INDEX record_odd ON record (source, state) WHERE state <> 'live';
CREATE TABLE run (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, place TEXT NOT NULL,
  started TEXT NOT NULL, ended TEXT, report TEXT
);
CREATE TABLE intent (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO fact VALUES ('revision', '7');
INSERT INTO run VALUES (1, 'given', 'given', '2026-01-01T00:00:00+00:00', '2026-01-01T00:01:00+00:00',
  '{"read": 2, "failed": []}');
INSERT INTO run VALUES (2, 'given', 'given', '2026-01-02T00:00:00+00:00', '2026-01-02T00:01:00+00:00',
  '{"read": 1, "failed": [{"location": "given"}]}');
INSERT INTO run VALUES (3, 'given', 'given', '2026-01-03T00:00:00+00:00', '2026-01-04T00:00:00+00:00',
  '{"interrupted": true}');
INSERT INTO run VALUES (4, 'given', 'given', '2026-01-05T00:00:00+00:00', NULL, NULL);
INSERT INTO record VALUES ('given', 'dataset', '1', '', 'live', NULL, 'list.json', 'given', NULL,
  'https://example.org/g1', 'https://example.org/a1', 'aa', 'bb', '1', '2026-01-01T00:00:00+00:00',
  '2026-01-03T00:00:00+00:00', 3);
INSERT INTO record VALUES ('given', 'dataset', '2', '', 'quarantined', 'it is broken', 'list.json', 'given',
  NULL, NULL, NULL, 'cc', NULL, '1', '2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00', 1);
"""
KNOWN = len(STEPS)


def old_ledger(folder: Path) -> Path:
    path = folder / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(OLD_SCHEMA)
        database.execute("PRAGMA journal_mode = WAL")
    return path


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_an_old_ledger_keeps_all_it_knows(tmp_path: Path) -> None:
    path = old_ledger(tmp_path)

    with Ledger(path, tmp_path / "payloads.sqlite") as ledger:
        one, two = ledger.find("given", "dataset", "1"), ledger.find("given", "dataset", "2")
        whole, latest = ledger.runs.covering("given", "given"), ledger.runs.latest("given", "given")
        unfinished = ledger.runs.unfinished()
        assert ledger.revision() == 7

    assert one is not None
    assert (one.raw, one.about, one.datestamp, one.run) == ("aa", "https://example.org/a1", None, 3)
    assert one.retrieved == "2026-01-03T00:00:00+00:00"  # the same bytes were read then, the last time
    assert not one.is_stored  # its graph does not say yet what it was made of
    assert two is not None
    assert (two.state, two.reason, two.canonical) == ("quarantined", "it is broken", None)
    assert whole is not None
    assert latest is not None
    assert (whole.id, latest.id, latest.outcome) == (1, 3, "cut")
    assert [run.id for run in unfinished] == [4]
    assert version(path) == KNOWN


def test_an_old_ledger_has_the_schema_of_a_new_one(tmp_path: Path) -> None:
    old = old_ledger(tmp_path)
    new = tmp_path / "new" / "ledger.sqlite"
    for path in (old, new):
        Ledger(path, path.with_name("payloads.sqlite")).close()

    def schema(path: Path) -> set[tuple[str, str, int]]:
        with closing(sqlite3.connect(path)) as database:
            names = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
            return {
                (name, column[1], column[3])
                for name in names
                for column in database.execute(f"PRAGMA table_info({name})")
            } | {(name, "", 0) for name in names}

    assert schema(old) == schema(new)


def test_the_records_of_an_old_ledger_are_written_once_more(tmp_path: Path) -> None:
    bench = open_bench(tmp_path)
    bench.harvest([{"key": "1", "title": "one"}])
    bench.ledger.close()
    path = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(path)) as database:  # back to what an earlier release left
        database.executescript(
            "DROP INDEX record_gone; ALTER TABLE record DROP COLUMN datestamp;"
            " ALTER TABLE record DROP COLUMN retrieved;"
            + "".join(
                f"ALTER TABLE run DROP COLUMN {name};"
                for name in ("first", "since", "facility", "licence", "version", "mark", "outcome", "settled")
            )
            + "PRAGMA user_version = 0;"
        )

    bench = open_bench(tmp_path)
    reports = [bench.harvest([{"key": "1", "title": "one"}]) for _ in range(2)]
    bench.ledger.close()

    assert [(report.mapped, report.unchanged) for report in reports] == [(1, 0), (0, 1)]


def test_a_newer_ledger_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger(path, tmp_path / "payloads.sqlite").close()
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {KNOWN + 1}")

    with pytest.raises(BadInput, match=rf"schema is {KNOWN + 1}, this release knows {KNOWN}.*kg restore"):
        Ledger(path, tmp_path / "payloads.sqlite")

    assert version(path) == KNOWN + 1


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = old_ledger(tmp_path)

    with pytest.raises(sqlite3.Error):
        open_database(path, (*STEPS, "CREATE TABLE new (a TEXT); CREATE TABLE record (a TEXT)"))

    with closing(sqlite3.connect(path)) as database:
        names = {row[1] for row in database.execute("PRAGMA table_info(record)")}
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
    assert version(path) == 0
    assert "datestamp" not in names
    assert "new" not in tables
    Ledger(path, tmp_path / "payloads.sqlite").close()
    assert version(path) == KNOWN
