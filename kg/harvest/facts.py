"""Values that a store remembers under names: how often it changed, its newest generation, what was loaded."""

import sqlite3
from collections.abc import Iterable

from kg.database import transaction

_REVISION = "revision"


class Facts:
    """The table of remembered values in the ledger."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def find(self, name: str) -> str | None:
        """A remembered value."""
        row = self._database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def remember(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def forget(self, name: str) -> None:
        """Drop a remembered value."""
        self._database.execute("DELETE FROM fact WHERE name = ?", (name,))

    def doubt(self, prefix: str, but: Iterable[str] = ()) -> None:
        """Empty all remembered values whose names start so, except some."""
        kept = set(but)
        names = self._database.execute(
            "SELECT name FROM fact WHERE substr(name, 1, ?) = ?", (len(prefix), prefix)
        )
        with transaction(self._database):
            for (name,) in names.fetchall():
                if name not in kept:
                    self.remember(name, "")

    def revision(self) -> int:
        """How often the store's content, or what became of a record, has changed."""
        return int(self.find(_REVISION) or 0)

    def count_change(self) -> None:
        """Raise the revision."""
        self.remember(_REVISION, str(self.revision() + 1))
