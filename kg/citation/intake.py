"""What graphs say, entered into a book; and what that touches, noted for those who draw the conclusions."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from kg.citation.extract import Extract, FoundClaim, FoundEdge
from kg.citation.joining import SAME_PARTS, joined, shown_edges, sign_of
from kg.citation.names import Names
from kg.citation.uncollected import uncollected
from kg.database import transaction


@dataclass(frozen=True, slots=True)
class GraphState:
    """A graph as it is now: `fingerprint` changes with what it says; `source` is the harvester's name."""

    iri: str
    fingerprint: str
    source: str = ""
    retrieved: str | None = None


_TABLES = ("edge", "said", "stated", "label", "sign")
_COLUMNS = "subject, object, relation, class, citing, cited, origin, confidence, day"
_CLAIM = f"INSERT INTO claim (graph, node, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_OLD_TOUCHED = """
INSERT INTO touched (thing, what, source, reason)
SELECT thing, 'said', :source, :reason FROM said WHERE graph = :g
UNION ALL SELECT from_thing, 'edge', :source, :reason FROM edge WHERE graph = :g
UNION ALL SELECT to_thing, 'edge', :source, :reason FROM edge WHERE graph = :g
UNION ALL SELECT cited, 'labelled', :source, :reason FROM label WHERE graph = :g
UNION ALL SELECT citing, 'said', :source, :reason FROM label WHERE graph = :g
UNION ALL SELECT thing, 'stated', :source, :reason FROM stated WHERE graph = :g
"""
_TOUCH = "INSERT INTO touched (thing, other, what, source, reason) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Before:
    """The names of a graph's former claims, and of those among them that stand as they were."""

    nodes: Collection[str] = ()
    standing: Collection[str] = ()


class Intake:
    """Enters graphs into a book. While a book is made from nothing, nothing is noted: all is due."""

    def __init__(self, database: sqlite3.Connection, is_first: bool) -> None:
        self._database = database
        self._is_first = is_first
        self._names = Names(database)
        self._pending: dict[str, list[tuple[Any, ...]]] = defaultdict(list)

    def take(self, graphs: Sequence[tuple[GraphState, Extract]]) -> None:
        """Enter what graphs say now, in the place of what they said before; all or nothing."""
        with uncollected(), transaction(self._database):
            iris = {iri for _, found in graphs for iri in found.things()}
            shown = list(shown_edges(iris))
            iris.update(edge.end for edge in shown)
            new = self._names.add(iris)
            signs: set[str] = set()
            if self._are_new([state.iri for state, _ in graphs]):
                self._enter_new(graphs, signs)
            else:
                for state, found in graphs:
                    before = self._clear(state, found, signs)
                    self._enter(self._graph(state), state, found, signs, before)
            self._show([edge for edge in shown if edge.start in new])
            self._flush()
            self._match(signs)
            self._flush()

    def remove(self, graphs: Iterable[str], reason: str) -> None:
        """Forget what graphs said that are no more; `reason` is for the list of changes."""
        with transaction(self._database):
            signs: set[str] = set()
            for iri in graphs:
                row = self._database.execute("SELECT source FROM graph WHERE iri = ?", (iri,)).fetchone()
                if row:
                    self._clear(GraphState(iri, "", row[0]), Extract(), signs, reason)
                    self._database.execute("DELETE FROM graph WHERE iri = ?", (iri,))
            self._match(signs)
            self._flush()

    def _clear(
        self, state: GraphState, found: Extract, signs: set[str], reason: str | None = None
    ) -> "_Before":
        """Remove what a graph said, but for the claims that it still makes as before."""
        row = self._database.execute("SELECT id FROM graph WHERE iri = ?", (state.iri,)).fetchone()
        if row is None:
            return _Before()
        self._database.execute(_OLD_TOUCHED, {"g": row[0], "source": state.source, "reason": reason})
        before = self._clear_claims(row[0], state, found.claims, reason)
        signs.update(
            value for (value,) in self._database.execute("SELECT value FROM sign WHERE graph = ?", row)
        )
        for table in _TABLES:
            self._database.execute(f"DELETE FROM {table} WHERE graph = ?", row)
        return before

    def _clear_claims(
        self, graph: int, state: GraphState, claims: Sequence[FoundClaim], reason: str | None
    ) -> "_Before":
        now = {of.node: self._values(of) for of in claims}
        said = self._database.execute(f"SELECT node, {_COLUMNS} FROM claim WHERE graph = ?", (graph,))
        before = {node: tuple(values) for node, *values in said}
        standing = {node for node, values in before.items() if now.get(node) == values}
        old = before.keys() - standing
        self._database.executemany(
            "DELETE FROM claim WHERE graph = ? AND node = ?", ((graph, node) for node in old)
        )
        for node in sorted(old):
            *_, citing, cited, _, _, _ = before[node]
            what = "said" if node in now else "withdrawn"
            self._put(_TOUCH, [(cited, citing, what, state.source, reason)])
        return _Before(before.keys(), standing)

    def _are_new(self, iris: Sequence[str]) -> bool:
        """Whether the book knows none of these graphs, and each comes once."""
        query = "SELECT 1 FROM json_each(?) CROSS JOIN graph ON graph.iri = value LIMIT 1"
        return (
            len(set(iris)) == len(iris)
            and not self._database.execute(query, (orjson.dumps(iris),)).fetchone()
        )

    def _graph(self, state: GraphState) -> int:
        """The number of a graph, whose state is noted."""
        found = self._database.execute(
            "INSERT INTO graph (iri, fingerprint, source, retrieved) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (iri) DO UPDATE SET fingerprint = excluded.fingerprint,"
            " source = excluded.source, retrieved = excluded.retrieved RETURNING id",
            (state.iri, state.fingerprint, state.source, state.retrieved),
        ).fetchone()
        return int(found[0])

    def _enter_new(self, graphs: Sequence[tuple[GraphState, Extract]], signs: set[str]) -> None:
        """Enter graphs none of which the book knows: nothing has to go before, and they are numbered here."""
        (last,) = self._database.execute("SELECT COALESCE(MAX(id), 0) FROM graph").fetchone()
        for graph, (state, found) in enumerate(graphs, last + 1):
            row = (graph, state.iri, state.fingerprint, state.source, state.retrieved)
            self._put("INSERT INTO graph VALUES (?, ?, ?, ?, ?)", [row])
            self._enter(graph, state, found, signs, _Before())

    def _enter(
        self, graph: int, state: GraphState, found: Extract, signs: set[str], before: "_Before"
    ) -> None:
        claims = [of for of in found.claims if of.node not in before.standing]
        self._put(_CLAIM, ((graph, of.node, *self._values(of)) for of in claims))
        if not self._is_first:
            for of in claims:
                what = "said" if of.node in before.nodes else "claimed"
                ends = self._names[of.cited], self._names[of.citing]
                self._put(_TOUCH, [(*ends, what, state.source, None)])
        if found.edges:
            self._enter_edges(graph, state, found.edges)
        if found.said:
            self._enter_said(graph, state, found, signs)
        if found.counts or found.labels:
            self._enter_counts_and_labels(graph, state, found)

    def _values(self, of: FoundClaim) -> tuple[Any, ...]:
        """A claim's columns, as in `_COLUMNS`."""
        ids = self._names
        return (
            ids[of.subject], ids[of.object], of.relation, of.klass, ids[of.citing], ids[of.cited], of.origin,
            of.confidence, of.day,
        )  # fmt: skip

    def _enter_edges(self, graph: int, state: GraphState, edges: Sequence[FoundEdge]) -> None:
        ids = self._names
        rows = [
            (graph, of.kind, ids[of.start], ids[of.end], of.basis, how.joins, how.waits_for)
            for of in edges
            for how in (joined(of.kind, of.start, of.end),)
        ]
        self._put("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._touch(state, "edge", (thing for row in rows for thing in row[2:4]))

    def _enter_counts_and_labels(self, graph: int, state: GraphState, found: Extract) -> None:
        ids = self._names
        counts = [
            (
                graph, of.node, ids[of.about], of.metric, of.number, of.begin, of.end, of.method, of.country,
                of.note,
            )
            for of in found.counts
        ]  # fmt: skip
        labels = [
            (
                graph, of.node, ids[of.citing], ids[of.cited], of.curator, of.behind, of.reuse, of.reason,
                of.at,
            )
            for of in found.labels
        ]  # fmt: skip
        self._put("INSERT INTO stated VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", counts)
        self._put("INSERT INTO label VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", labels)
        self._touch(state, "stated", (ids[of.about] for of in found.counts))
        self._touch(state, "labelled", (ids[of.cited] for of in found.labels))
        self._touch(state, "said", (ids[of.citing] for of in found.labels))

    def _enter_said(self, graph: int, state: GraphState, found: Extract, signs: set[str]) -> None:
        ids = self._names
        self._put(
            "INSERT INTO said VALUES (?, ?, ?)",
            ((graph, ids[iri], orjson.dumps(facts).decode()) for iri, facts in found.said.items()),
        )
        self._touch(state, "said", (ids[iri] for iri in found.said))
        for iri, facts in found.said.items():
            if value := sign_of(iri, facts):
                self._put("INSERT INTO sign VALUES (?, ?, ?)", [(graph, ids[iri], value)])
                signs.add(value)

    def _touch(self, state: GraphState, what: str, things: Iterable[int]) -> None:
        if not self._is_first:
            self._put(_TOUCH, ((thing, None, what, state.source, None) for thing in things))

    def _put(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Keep rows for one statement: a piece of many graphs is entered by a few of them."""
        self._pending[statement].extend(rows)

    def _flush(self) -> None:
        for statement, rows in self._pending.items():
            self._database.executemany(statement, rows)
        self._pending.clear()

    def _show(self, shown: Sequence[FoundEdge]) -> None:
        ids = self._names
        rows = {(None, edge.kind, ids[edge.start], ids[edge.end], edge.basis, 1, 0) for edge in shown}
        self._database.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?)", sorted(rows, key=str))
        self._touch(GraphState("", ""), "edge", (thing for row in rows for thing in row[2:4]))

    def _match(self, signs: Collection[str]) -> None:
        """Join the publications that share a sign, all of them with the first by its IRI."""
        for value in sorted(signs):
            basis = SAME_PARTS + value
            joined_before = self._database.execute(
                "DELETE FROM edge WHERE graph IS NULL AND basis = ? RETURNING from_thing, to_thing", (basis,)
            ).fetchall()
            things = self._database.execute(
                "SELECT DISTINCT thing FROM sign JOIN thing ON thing.id = sign.thing"
                " WHERE value = ? ORDER BY iri",
                (value,),
            ).fetchall()
            first, *others = [thing for (thing,) in things] or [0]
            self._database.executemany(
                "INSERT INTO edge VALUES (NULL, 'same', ?, ?, ?, 1, 0)",
                ((other, first, basis) for other in others),
            )
            ends = {thing for pair in joined_before for thing in pair} | (
                {first, *others} if others else set()
            )
            self._touch(GraphState("", ""), "edge", sorted(ends))
