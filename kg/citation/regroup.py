"""Which identifiers are one work, drawn anew where what was read touches it; the rest stays as it is."""

import sqlite3

from kg.citation.clustering import Join, clusters, sole_joins
from kg.citation.joining import SAME_PARTS

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
  SELECT thing FROM touched WHERE what = 'edge'
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
SELECT DISTINCT kind, from_thing, to_thing, sole FROM reach CROSS JOIN edge ON from_thing = reach.thing
WHERE joins OR sole
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
        joins = [Join(kind, start, end, bool(sole)) for kind, start, end, sole in database.execute(_JOINS)]
    finally:
        database.execute("DROP TABLE reach")
    is_sole = sole_joins(joins)
    database.executemany(
        "UPDATE edge SET joins = :joins WHERE from_thing = :thing AND sole AND joins <> :joins",
        ({"joins": int(joins), "thing": part} for part, joins in is_sole.items()),
    )
    now = clusters(before, joins, is_sole, iris)
    changed = {thing: cluster for thing, cluster in now.items() if before[thing] != cluster}
    database.executemany(
        "UPDATE thing SET cluster = ? WHERE id = ?", ((cluster, thing) for thing, cluster in changed.items())
    )
    return set(changed.values()) | {before[thing] for thing in changed}
