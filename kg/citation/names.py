"""The numbers that a book gives to identifiers."""

import sqlite3
from collections.abc import Collection, Iterator

_AT_ONCE = 10_000


class Names:
    """Identifier -> number, for those of the piece of work in hand."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._ids: dict[str, int] = {}

    def __getitem__(self, iri: str) -> int:
        return self._ids[iri]

    def add(self, iris: Collection[str]) -> set[str]:
        """Number these, and forget those of the piece before; returns which were not known to the book."""
        self._ids = dict(self._found(sorted(iris)))
        new = sorted(iris - self._ids.keys() if isinstance(iris, set) else set(iris) - self._ids.keys())
        (last,) = self._database.execute("SELECT COALESCE(MAX(id), 0) FROM thing").fetchone()
        rows = [(last + place, iri, last + place) for place, iri in enumerate(new, 1)]
        self._database.executemany("INSERT INTO thing (id, iri, cluster) VALUES (?, ?, ?)", rows)
        self._ids.update((iri, number) for number, iri, _ in rows)
        return set(new)

    def _found(self, iris: list[str]) -> Iterator[tuple[str, int]]:
        for start in range(0, len(iris), _AT_ONCE):
            some = iris[start : start + _AT_ONCE]
            marks = ",".join("?" * len(some))
            yield from self._database.execute(f"SELECT iri, id FROM thing WHERE iri IN ({marks})", some)
