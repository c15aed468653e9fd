"""What one publication changes of the pairs, and why: new claims, lost ones, a label, other names."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import orjson

from kg.citation.pairs_table import Row

_TOUCHED = """
SELECT b.cluster, a.cluster, what, source, reason FROM touched
JOIN thing b ON b.id = touched.thing JOIN thing a ON a.id = touched.other
WHERE what IN ('claimed', 'withdrawn')
UNION ALL
SELECT b.cluster, a.cluster, 'labelled', '', NULL FROM touched JOIN label ON label.cited = touched.thing
JOIN thing b ON b.id = label.cited JOIN thing a ON a.id = label.citing WHERE what = 'labelled'
ORDER BY 3, 4
"""


class Compared(NamedTuple):
    """Pairs of one cited work, as they were and as they are; and the facilities whose data it is."""

    before: Sequence[Row]
    after: Sequence[Row]
    facilities: Sequence[str]


class Log:
    """Collects the changes of one generation.

    Only of pairs that are or were counted, or made apart from citations; references among literature would
    drown them. A book that is made from nothing has nothing to compare with, and notes nothing.
    """

    def __init__(self, database: sqlite3.Connection, generation: int, at: str, is_first: bool) -> None:
        self.today = date.fromisoformat(at[:10])
        self._head = (generation, at)
        self._is_first = is_first
        self._rows: list[tuple[Any, ...]] = []
        self._why: dict[tuple[int, int], dict[str, tuple[str, str | None]]] = defaultdict(dict)
        if not is_first:
            for cited, citing, what, source, reason in database.execute(_TOUCHED):
                self._why[cited, citing].setdefault(what, (source, reason))

    def note(self, told: Compared) -> None:
        """Compare the pairs of a cited work with those of before."""
        if self._is_first:
            return
        before = {(row.citing, row.cited): row for row in told.before if row.is_in_graph}
        after = {(row.citing, row.cited): row for row in told.after if row.is_in_graph}
        facilities = orjson.dumps(told.facilities).decode()
        for ends in sorted(before.keys() | after.keys()):
            one, other = before.get(ends), after.get(ends)
            what = "added" if one is None else "removed" if other is None else "reclassified"
            said = [row.told() if row else None for row in (one, other)]
            if said[0] != said[1]:
                known = other or one
                why = self._reason(what, self._why.get(known.ends, {}) if known else {})
                why |= {"before": said[0], "after": said[1]}
                self._rows.append((*self._head, *ends, what, orjson.dumps(why).decode(), facilities))

    def write(self, database: sqlite3.Connection) -> None:
        """Enter what was noted since the last time."""
        database.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)", self._rows)
        self._rows.clear()

    def _reason(self, what: str, touched: Mapping[str, tuple[str, str | None]]) -> dict[str, Any]:
        if what == "added" and "claimed" in touched:
            return {"source": touched["claimed"][0], "reason": "new claim"}
        if what == "removed" and "withdrawn" in touched:
            source, reason = touched["withdrawn"]
            return {"source": source, "reason": reason or "the record no longer says so"}
        if what == "reclassified":
            for kind, reason in (("labelled", "a curator's label"), ("claimed", "new claim")):
                if kind in touched:
                    return {"source": touched[kind][0] or None, "reason": reason}
            if "withdrawn" in touched:
                return {"source": touched["withdrawn"][0], "reason": "a claim is gone"}
            return {"source": None, "reason": "other facts about one of the works"}
        return {"source": None, "reason": "identifiers were joined or parted, or facts about a work changed"}
