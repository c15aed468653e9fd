"""The works of a book: what is known of each cluster, merged anew where what was said of it changed."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import orjson
from pyoxigraph import NamedNode

from kg.citation.identifier import doi_of, is_constructed
from kg.citation.merge import Said, labels, merged
from kg.citation.rdf import other_dois
from kg.citation.work import Work, work_from_json
from kg.resolve.facility import facility_by_iri

_SAID = """
SELECT due_work.cluster, thing.id, thing.iri, said.facts, graph.source, graph.retrieved
FROM due_work JOIN thing ON thing.cluster = due_work.cluster
LEFT JOIN said ON said.thing = thing.id LEFT JOIN graph ON graph.id = said.graph
WHERE due_work.cluster > ? AND due_work.cluster <= ? ORDER BY due_work.cluster
"""
_CITED_BY_IT = """
INSERT OR IGNORE INTO unit SELECT DISTINCT other.cluster FROM changed_work
JOIN thing ON thing.cluster = changed_work.cluster JOIN claim ON claim.citing = thing.id
JOIN thing other ON other.id = claim.cited
"""
_AT_ONCE = 20_000


def refresh_works(database: sqlite3.Connection, regrouped: Iterable[int], is_first: bool) -> None:
    """Merge the works that are due, and note the clusters whose pairs are due then."""
    database.execute("CREATE TEMP TABLE due_work (cluster INTEGER PRIMARY KEY)")
    database.execute("CREATE TEMP TABLE changed_work (cluster INTEGER PRIMARY KEY)")
    try:
        if is_first:
            database.execute("INSERT INTO due_work SELECT DISTINCT cluster FROM thing")
            database.execute(
                "INSERT OR IGNORE INTO unit SELECT DISTINCT cluster FROM claim JOIN thing ON thing.id = cited"
            )
            for bounds in _pieces(database):
                _refresh(database, bounds, {})
            return
        regrouped = set(regrouped)
        database.execute(
            "INSERT INTO due_work SELECT cluster FROM touched JOIN thing ON thing.id = touched.thing"
            " UNION SELECT cluster FROM touched JOIN thing ON thing.id = touched.other"
        )
        database.executemany("INSERT OR IGNORE INTO due_work VALUES (?)", ((of,) for of in regrouped))
        database.executemany("INSERT OR IGNORE INTO changed_work VALUES (?)", ((of,) for of in regrouped))
        for bounds in _pieces(database):
            _refresh(database, bounds, _known(database, bounds))
        _note_units(database)
    finally:
        database.execute("DROP TABLE due_work")
        database.execute("DROP TABLE changed_work")


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
            found[cluster] = work_from_json(orjson.loads(facts)) if facts else Work(identifiers=(iri,))
    return found


def _note_units(database: sqlite3.Connection) -> None:
    """Pairs are due where claims, labels, clusters or works changed, on either side."""
    either = "SELECT cluster FROM touched JOIN thing ON thing.id = touched.{} WHERE other IS NOT NULL"
    database.execute(f"INSERT OR IGNORE INTO unit {either.format('thing')} OR what IN ('labelled', 'edge')")
    database.execute(f"INSERT OR IGNORE INTO unit {either.format('other')}")
    database.execute("INSERT OR IGNORE INTO unit SELECT cluster FROM changed_work")
    database.execute(_CITED_BY_IT)


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


def _refresh(database: sqlite3.Connection, bounds: tuple[int, int], before: dict[int, str]) -> None:
    """Merge a piece; a work that is as it was does not count as changed."""
    rows: list[tuple[Any, ...]] = []
    facets: list[tuple[Any, ...]] = []
    joined: set[str] = set()
    gone = set(before)
    for cluster, some in groupby(database.execute(_SAID, bounds), key=itemgetter(0)):
        work, named = _merged(cluster, list(some))
        if work is None:
            continue
        gone.discard(cluster)
        facts = orjson.dumps(work).decode()  # as `Work.as_json`, many times faster
        facets.extend((cluster, *facet) for facet in _facets(work, named))
        if before.get(cluster) != facts:
            rows.append(_row(cluster, work, facts))
            joined |= _stands(work)
    changed = [(row[0],) for row in rows] + [(cluster,) for cluster in gone if before[cluster] is not None]
    if before:
        stood = (before[of] for (of,) in changed)
        joined.update(*(_stands(work_from_json(orjson.loads(facts))) for facts in stood if facts))
        database.executemany("DELETE FROM work WHERE cluster = ?", changed)
        database.executemany("DELETE FROM facet WHERE cluster = ?", ((cluster,) for cluster in before))
        database.executemany("INSERT OR IGNORE INTO changed_work VALUES (?)", changed)
    database.executemany("INSERT OR IGNORE INTO due VALUES (?)", ((iri,) for iri in sorted(joined)))
    database.executemany(f"INSERT INTO work VALUES ({', '.join('?' * 11)})", rows)
    database.executemany("INSERT OR IGNORE INTO facet VALUES (?, ?, ?, ?)", facets)


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
