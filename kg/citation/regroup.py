"""Which identifiers are one work, drawn anew where what was read touches it; the rest stays as it is."""

import sqlite3
from collections import Counter

from kg.citation.clustering import Join, clusters, sole_joins
from kg.citation.joining import SAME_PARTS, are_of_two_kinds
from kg.rdf.claim import WORK_KINDS, WorkKind

# A thing is idle when nothing but its own form says anything of it.
_IDLE = f"""
SELECT DISTINCT one.id FROM thing one
JOIN (SELECT thing FROM touched UNION SELECT other FROM touched) named ON named.thing = one.id
WHERE NOT EXISTS (SELECT 1 FROM claim WHERE citing = one.id)
AND NOT EXISTS (SELECT 1 FROM claim WHERE cited = one.id)
AND NOT EXISTS (SELECT 1 FROM said WHERE thing = one.id)
AND NOT EXISTS (SELECT 1 FROM stated WHERE thing = one.id)
AND NOT EXISTS (SELECT 1 FROM edge WHERE to_thing = one.id)
AND NOT EXISTS (
  SELECT 1 FROM edge WHERE from_thing = one.id
  AND (graph IS NOT NULL OR substr(basis, 1, {len(SAME_PARTS)}) = ?))
AND NOT EXISTS (SELECT 1 FROM label WHERE cited = one.id OR citing = one.id)
"""

_REACH = """
WITH RECURSIVE reached (thing) AS (
  SELECT thing FROM touched WHERE what = 'edge' OR what = 'said' AND (
    EXISTS (SELECT 1 FROM edge WHERE from_thing = thing AND sole)
    OR EXISTS (SELECT 1 FROM edge WHERE to_thing = thing AND sole))
  UNION SELECT to_thing FROM reached JOIN edge ON from_thing = thing WHERE joins OR sole
  UNION SELECT from_thing FROM reached JOIN edge ON to_thing = thing WHERE joins OR sole
)
INSERT INTO reach SELECT reached.thing, iri, cluster FROM reached JOIN thing ON thing.id = reached.thing
"""
_REACH_ALL = """
INSERT INTO reach SELECT id, iri, cluster FROM thing WHERE id IN (
  SELECT from_thing FROM edge WHERE joins OR sole UNION SELECT to_thing FROM edge WHERE joins OR sole)
"""
_JOINS = """
SELECT DISTINCT kind, from_thing, to_thing, sole, joins FROM reach CROSS JOIN edge ON from_thing = reach.thing
WHERE joins OR sole
"""
_STATED_KINDS = """
SELECT reach.thing, json_extract(facts, '$.kind'), COUNT(*) FROM reach CROSS JOIN said USING (thing)
WHERE json_extract(facts, '$.by') = 'record' AND json_extract(facts, '$.kind') IS NOT NULL GROUP BY 1, 2
"""


def drop_idle(database: sqlite3.Connection) -> None:
    """Take away what the forms of identifiers show that nobody names any more.

    The identifiers themselves are forgotten by `forget_idle`, when nothing is to be done about them any more.
    """
    done: set[int] = set()
    while new := {thing for (thing,) in database.execute(_IDLE, (SAME_PARTS,))} - done:
        done |= new
        for thing in sorted(new):
            ends = database.execute(
                "DELETE FROM edge WHERE from_thing = ? RETURNING to_thing", (thing,)
            ).fetchall()
            touch = "INSERT INTO touched (thing, what, source) VALUES (?, 'edge', '')"
            database.executemany(touch, [(thing,), *ends] if ends else [])


def forget_idle(database: sqlite3.Connection) -> None:
    """Forget identifiers of which nothing is said any more."""
    idle = database.execute(_IDLE, (SAME_PARTS,)).fetchall()
    for table, column in (("work", "cluster"), ("facet", "cluster"), ("thing", "id")):
        database.executemany(f"DELETE FROM {table} WHERE {column} = ?", idle)


def regroup(database: sqlite3.Connection, is_first: bool) -> set[int]:
    """Give things their clusters; returns the clusters, old and new, whose members changed."""
    database.execute("CREATE TEMP TABLE reach (thing INTEGER PRIMARY KEY, iri TEXT, cluster INTEGER)")
    try:
        database.execute(_REACH_ALL if is_first else _REACH)
        before: dict[int, int] = dict(database.execute("SELECT thing, cluster FROM reach"))
        iris: dict[int, str] = dict(database.execute("SELECT thing, iri FROM reach"))
        stated = [
            (Join(kind, start, end, sole == 1), sole, bool(joins))
            for kind, start, end, sole, joins in database.execute(_JOINS)
        ]
        kinds = _stated_kinds(database)
    finally:
        database.execute("DROP TABLE reach")
    unlike = {
        (of.start, of.end)
        for of, sole, _ in stated
        if sole and are_of_two_kinds(iris[of.start], kinds.get(of.start), iris[of.end], kinds.get(of.end))
    }
    joins = [of for of, sole, _ in stated if not sole or (of.start, of.end) not in unlike]
    is_sole = sole_joins(joins)
    database.executemany(
        "UPDATE edge SET joins = :joins WHERE from_thing = :start AND to_thing = :end AND sole = :sole"
        " AND joins <> :joins",
        (
            {"joins": int(is_joining), "start": of.start, "end": of.end, "sole": sole}
            for of, sole, was_joining in stated
            if sole
            for is_joining in ((of.start, of.end) not in unlike and (sole == 2 or is_sole[of.start]),)
            if is_joining != was_joining
        ),
    )
    now = clusters(before, joins, is_sole, iris)
    changed = {thing: cluster for thing, cluster in now.items() if before[thing] != cluster}
    database.executemany(
        "UPDATE thing SET cluster = ? WHERE id = ?", ((cluster, thing) for thing, cluster in changed.items())
    )
    return set(changed.values()) | {before[thing] for thing in changed}


def _stated_kinds(database: sqlite3.Connection) -> dict[int, WorkKind]:
    """What most records about a thing say that it is; claims in passing are no witnesses here."""
    votes: dict[int, Counter[WorkKind]] = {}
    for thing, kind, number in database.execute(_STATED_KINDS):
        if kind in WORK_KINDS:
            votes.setdefault(thing, Counter())[kind] = number
    return {
        thing: min(said, key=lambda kind: (-said[kind], WORK_KINDS.index(kind)))
        for thing, said in votes.items()
    }
