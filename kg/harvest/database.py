"""SQLite as the ledger uses it: one connection, safe on disk, in transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


def open_database(path: Path, schema: str) -> sqlite3.Connection:
    """A database of our own, with its tables; whoever opens it holds it alone."""
    database = sqlite3.connect(path, isolation_level=None)
    # The holder of the live store is the only one here, so locking once will do.
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.executescript(schema)
    return database


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is done inside."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def copy_database(database: sqlite3.Connection, target: Path) -> None:
    """A consistent copy in a new file, which readers can open without further files."""
    with closing(sqlite3.connect(target)) as copy:
        database.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
