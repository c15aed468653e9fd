"""The works of a book: what is known of each cluster, merged anew where what was said of it changed."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson
from pyoxigraph import NamedNode

from kg.citation.identifier import doi_of, is_constructed
from kg.citation.merge import Said, labels, merged
from kg.citation.rdf import other_dois
from kg.citation.readers import Readers
from kg.citation.work import Work
from kg.citation.work_text import work_from_text, work_text
from kg.database import transaction
from kg.resolve.facility import facility_by_iri

_SAID = """
SELECT thing.cluster, thing.id, thing.iri, said.facts, graph.source, graph.retrieved
FROM {0} LEFT JOIN said ON said.thing = thing.id LEFT JOIN graph ON graph.id = said.graph
WHERE {1}.cluster > ? AND {1}.cluster <= ? ORDER BY {1}.cluster
"""
_ALL_SAID = _SAID.format("thing", "thing")
_DUE_SAID = _SAID.format("due_work CROSS JOIN thing ON thing.cluster = due_work.cluster", "due_work")
# CROSS JOIN keeps the order: what changed is little, and its neighbours are found by indexes.
_AGAIN = """
INSERT INTO again {} ON CONFLICT (cited, citing) DO UPDATE SET restated = MAX(restated, excluded.restated)
"""
_CLAIMED = _AGAIN.format(
    "SELECT one.cluster, other.cluster, 1 FROM touched JOIN thing one ON one.id = touched.{}"
    " JOIN thing other ON other.id = touched.{} WHERE true"
)
_CITED_BY_IT = _AGAIN.format(
    "SELECT other.cluster, changed_work.cluster, regrouped FROM changed_work"
    " CROSS JOIN thing ON thing.cluster = changed_work.cluster"
    " CROSS JOIN claim ON claim.citing = thing.id CROSS JOIN thing other ON other.id = claim.cited WHERE true"
)
_PAIRED_BEFORE = _AGAIN.format(
    "SELECT pair.cited, pair.citing, regrouped FROM changed_work"
    " CROSS JOIN pair ON pair.citing = changed_work.cluster WHERE true"
)
_AHEAD = _AGAIN.format("SELECT cited, citing, 0 FROM pair WHERE instr(flags, 'future-date') > 0")
_AT_ONCE = 20_000


@dataclass(slots=True)
class Merged:
    """What is known of a piece of the clusters: rows of `work` and of `facet`.

    `joined` are the identifiers that stand for works whose other DOIs are told in the graph.
    """

    rows: list[tuple[Any, ...]] = field(default_factory=list)
    facets: list[tuple[Any, ...]] = field(default_factory=list)
    joined: set[str] = field(default_factory=set)


def make_works(database: sqlite3.Connection, readers: Readers) -> None:
    """Merge all works of a book that has none, and note that all pairs are due."""
    (last,) = database.execute("SELECT COALESCE(MAX(id), 0) FROM thing").fetchone()
    pieces = [(after, after + _AT_ONCE) for after in range(0, last, _AT_ONCE)]
    for found in readers.each(merge_all, pieces):
        with transaction(database):
            _enter(database, found)
    with transaction(database):
        database.execute(
            "INSERT OR IGNORE INTO unit SELECT DISTINCT cluster FROM claim JOIN thing ON thing.id = cited"
        )


def refresh_works(database: sqlite3.Connection, regrouped: Iterable[int]) -> None:
    """Merge the works that are due, and note the pairs that are due then."""
    database.execute("CREATE TEMP TABLE due_work (cluster INTEGER PRIMARY KEY)")
    database.execute("CREATE TEMP TABLE changed_work (cluster INTEGER PRIMARY KEY, regrouped INTEGER)")
    try:
        regrouped = set(regrouped)
        database.execute(
            "INSERT INTO due_work SELECT cluster FROM touched JOIN thing ON thing.id = touched.thing"
            " UNION SELECT cluster FROM touched JOIN thing ON thing.id = touched.other"
        )
        database.executemany("INSERT OR IGNORE INTO due_work VALUES (?)", ((of,) for of in regrouped))
        database.executemany("INSERT OR IGNORE INTO changed_work VALUES (?, 1)", ((of,) for of in regrouped))
        for bounds in _pieces(database):
            _refresh(database, bounds)
        _note_due(database)
    finally:
        database.execute("DROP TABLE due_work")
        database.execute("DROP TABLE changed_work")


def merge_all(database: sqlite3.Connection, bounds: tuple[int, int]) -> Merged:
    """What is known of all clusters after the one number up to the other."""
    return _merge(database.execute(_ALL_SAID, bounds), {})[0]


def works_of(database: sqlite3.Connection, clusters: Iterable[int]) -> dict[int, Work]:
    """The works of clusters; one of which nothing is known has its identifier only."""
    some = sorted(set(clusters))
    found: dict[int, Work] = {}
    for start in range(0, len(some), _AT_ONCE):
        piece = some[start : start + _AT_ONCE]
        rows = database.execute(
            "SELECT thing.id, iri, facts FROM thing LEFT JOIN work ON work.cluster = thing.id"
            f" WHERE thing.id IN ({','.join('?' * len(piece))})",
            piece,
        )
        for cluster, iri, facts in rows:
            found[cluster] = work_from_text(facts) if facts else Work(identifiers=(iri,))
    return found


def _note_due(database: sqlite3.Connection) -> None:
    """All pairs are due of works that changed, or got labels or other identifiers; else those touched.

    Each is due both ways: where claims contradict each other, one way depends on the other.
    """
    database.execute(_CLAIMED.format("thing", "other"))
    database.execute(_CLAIMED.format("other", "thing"))
    database.execute(_CITED_BY_IT)
    database.execute(_PAIRED_BEFORE)
    database.execute(_AHEAD)  # what lay ahead may have come meanwhile
    database.execute(
        "INSERT OR IGNORE INTO unit SELECT cluster FROM touched JOIN thing ON thing.id = touched.thing"
        " WHERE what IN ('labelled', 'edge')"
    )
    database.execute("INSERT OR IGNORE INTO unit SELECT cluster FROM changed_work")


def _pieces(database: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """The clusters that are due, cut into pieces: after which, up to which."""
    after = -1
    while True:
        (last,) = database.execute(
            "SELECT MAX(cluster) FROM"
            " (SELECT cluster FROM due_work WHERE cluster > ? ORDER BY cluster LIMIT ?)",
            (after, _AT_ONCE),
        ).fetchone()
        if last is None:
            return
        yield after, last
        after = last


def _known(database: sqlite3.Connection, bounds: tuple[int, int]) -> dict[int, str]:
    return dict(
        database.execute(
            "SELECT cluster, facts FROM due_work LEFT JOIN work USING (cluster)"
            " WHERE cluster > ? AND cluster <= ?",
            bounds,
        ).fetchall()
    )


def _refresh(database: sqlite3.Connection, bounds: tuple[int, int]) -> None:
    """Merge a piece of what is due; a work that is as it was does not count as changed."""
    before = _known(database, bounds)
    found, gone = _merge(database.execute(_DUE_SAID, bounds), before)
    changed = [(row[0],) for row in found.rows] + [(of,) for of in gone if before[of] is not None]
    stood = (before[of] for (of,) in changed)
    found.joined.update(*(_stands(work_from_text(facts)) for facts in stood if facts))
    database.executemany("DELETE FROM work WHERE cluster = ?", changed)
    database.executemany("DELETE FROM facet WHERE cluster = ?", ((cluster,) for cluster in before))
    database.executemany("INSERT OR IGNORE INTO changed_work VALUES (?, 0)", changed)
    _enter(database, found)


def _enter(database: sqlite3.Connection, found: Merged) -> None:
    database.executemany("INSERT OR IGNORE INTO due VALUES (?)", ((iri,) for iri in sorted(found.joined)))
    database.executemany(f"INSERT INTO work VALUES ({', '.join('?' * 11)})", found.rows)
    database.executemany("INSERT OR IGNORE INTO facet VALUES (?, ?, ?, ?)", found.facets)


def _merge(said: Iterable[tuple[Any, ...]], before: Mapping[int, str]) -> tuple[Merged, set[int]]:
    """The works that are other than before, and the clusters of which nothing is known now."""
    found, gone = Merged(), set(before)
    for cluster, some in groupby(said, key=itemgetter(0)):
        work, named = _merged(cluster, list(some))
        if work is None:
            continue
        gone.discard(cluster)
        facts = work_text(work)
        found.facets.extend((cluster, *facet) for facet in _facets(work, named))
        if before.get(cluster) != facts:
            found.rows.append(_row(cluster, work, facts))
            found.joined |= _stands(work)
    return found, gone


def _stands(work: Work) -> set[str]:
    """The identifier that stands for a work whose other DOIs are told in the graph; none for others."""
    return {work.identifiers[0]} if other_dois(work) else set()


def _merged(cluster: int, some: list[tuple[Any, ...]]) -> tuple[Work | None, dict[str, str]]:
    """The work, None where nothing is known of it; and what its instruments and proposals are called."""
    iris = {thing: iri for _, thing, iri, *_ in some}
    said = [
        Said(iri, source, retrieved, orjson.loads(facts))
        for _, _, iri, facts, source, retrieved in some
        if facts
    ]
    work = merged(iris[cluster], sorted(iris.values()), said)
    is_known = said or work.kind or work.facilities or work.date or len(iris) > 1
    return (work if is_known else None), labels(said)


def _words(text: str) -> str:
    """An affiliation as it is written, but for its blanks."""
    return " ".join(text.split())


def _row(cluster: int, work: Work, facts: str) -> tuple[Any, ...]:
    date = work.date
    return (
        cluster, work.kind, work.title, date.text if date else None, date.basis if date else None,
        work.collected, work.opens, work.rights, any(map(doi_of, work.identifiers)),
        any(map(is_constructed, work.identifiers)), facts,
    )  # fmt: skip


def _facets(work: Work, named: dict[str, str]) -> Iterator[tuple[str, str, str | None]]:
    for iri in work.facilities:
        known = facility_by_iri(NamedNode(iri))
        yield "facility", iri, known.label if known else None
    for slot, values in (("instrument", work.instruments), ("proposal", work.proposals)):
        yield from ((slot, iri, named.get(iri)) for iri in values)
    yield from (("technique", iri, None) for iri in work.techniques)
    yield from (("country", one.country, None) for one in work.people if one.country)
    yield from (("institution", one.ror, one.affiliation) for one in work.people if one.ror)
    known_as = {_words(one.affiliation) for one in work.people if one.affiliation and one.ror}
    alone = (_words(one.affiliation) for one in work.people if one.affiliation and not one.ror)
    yield from (("institution", name, None) for name in alone if name and name not in known_as)
