"""Graphs of which the store may not hold what the ledger says: their records are due again."""

import sqlite3
from collections.abc import Iterable

from kg.database import transaction
from kg.harvest.facts import Facts
from kg.harvest.ledger_schema import DOUBTED


class Doubts:
    """What the ledger notes before the store is changed, and makes of it after a crash."""

    def __init__(self, database: sqlite3.Connection, facts: Facts) -> None:
        self._database = database
        self._facts = facts

    def stored_graphs(self, source: str) -> set[str]:
        """The graph IRIs that the store should hold for a source."""
        query = "SELECT graph FROM record WHERE source = ? AND copy = '' AND canonical IS NOT NULL"
        return {row[0] for row in self._database.execute(query, (source,))}

    def intend(self, graphs: Iterable[str]) -> None:
        """Enter which known graphs a page is about to replace, in case it is never entered itself."""
        with transaction(self._database):
            self._database.executemany(
                "INSERT OR IGNORE INTO intent VALUES (?)", ((graph,) for graph in graphs)
            )

    def settle_intended(self) -> None:
        """After a killed run, graphs meant to be replaced may hold either: their records are due again."""
        with transaction(self._database):
            change = "UPDATE record SET canonical = ? WHERE graph IN (SELECT graph FROM intent)"
            self._database.execute(change + " AND canonical IS NOT NULL", (DOUBTED,))
            self._database.execute("DELETE FROM intent")

    def lacking(self, graphs: Iterable[str]) -> None:
        """Enter that the store lacks these graphs, so that their records are written when read again."""
        with transaction(self._database):
            change = "UPDATE record SET canonical = NULL WHERE graph = ?"
            self._database.executemany(change, ((graph,) for graph in graphs))

    def any_of(self, source: str) -> bool:
        """Whether the store may hold some record of a source otherwise than was entered."""
        query = (
            "SELECT 1 FROM record WHERE source = ? AND copy = '' AND state = 'live'"
            " AND (canonical = ? OR canonical IS NULL) LIMIT 1"
        )
        return self._database.execute(query, (source, DOUBTED)).fetchone() is not None

    def amending(self, doubts_records: bool) -> None:
        """Enter that the store is about to be changed otherwise than by a page."""
        self._facts.remember("amending", "records" if doubts_records else "graphs")

    def amended(self, wrote: bool = True) -> None:
        """Enter that such a change is over; called again after a crash in between, whatever it did.

        A change that could reach the graphs of records makes their content doubtful: all are due again.
        """
        doubts = self._facts.find("amending")
        with transaction(self._database):
            if doubts and wrote:
                self._facts.count_change()
            if doubts == "records" and wrote:
                change = "UPDATE record SET canonical = ? WHERE canonical IS NOT NULL"
                self._database.execute(change, (DOUBTED,))
            self._facts.forget("amending")
