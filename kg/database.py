"""Our SQLite files: one connection, safe on disk, in transactions, the schema kept up to date."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kg.errors import BadInput


def open_database(path: Path, steps: Sequence[str], *, is_read_by_others: bool = False) -> sqlite3.Connection:
    """A database of our own, with its tables; whoever opens it holds it alone.

    `is_read_by_others` lets further processes read it meanwhile.

    `steps[n]` is the SQL that leads from schema n to n + 1. All that are missing run in one transaction, so a
    crash leaves the schema that was there. The first must do nothing where its tables are: before schemas had
    numbers, it was all there was.

    Raises:
        BadInput: a newer release has brought the database to a schema unknown here.
    """
    database = sqlite3.connect(path, isolation_level=None)
    if not is_read_by_others:
        # The holder of the live store is the only one here, so locking once will do.
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    try:
        _migrate(database, path, steps)
    except BaseException:
        database.close()
        raise
    return database


def _migrate(database: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    (found,) = database.execute("PRAGMA user_version").fetchone()
    if found > len(steps):
        raise BadInput(
            f"{path} was written by a newer release: its schema is {found}, this release knows {len(steps)}. "
            "Install that release again, or restore a backup that this one made: kg restore FOLDER --force"
        )
    if found == len(steps):
        return
    missing = ";\n".join(steps[found:])
    try:
        database.executescript(f"BEGIN IMMEDIATE;\n{missing};\nPRAGMA user_version = {len(steps)};\nCOMMIT;")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


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
