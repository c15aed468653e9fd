"""The citation book as readers see it: read-only, in a generation or wherever its file lies."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson

from kg.citation import row
from kg.citation.joining import SAME_PARTS
from kg.citation.schema import STEPS
from kg.citation.work import PartialDate
from kg.citation.work_text import work_from_text
from kg.errors import BadInput

NAME = "citations.sqlite"
"""What its file is called, in the folder of a store and in a generation."""

_WORK = """
SELECT work.cluster, thing.iri, work.is_registered, work.is_constructed, work.facts
FROM work JOIN thing ON thing.id = work.cluster
"""
_PAIR = """
SELECT pair.node, one.iri, other.iri, class, counted, behind, behind_basis, reuse, reuse_basis,
  date, date_basis, flags, origins, sources, claims, is_constructed
FROM pair JOIN thing one ON one.id = pair.citing JOIN thing other ON other.id = pair.cited
"""
_CLAIM = """
SELECT node, graph.iri, graph.source, graph.retrieved, s.iri, o.iri, relation, class, a.iri, b.iri,
  origin, confidence, day, dropped
FROM claim JOIN graph ON graph.id = claim.graph
JOIN thing s ON s.id = claim.subject JOIN thing o ON o.id = claim.object
JOIN thing a ON a.id = claim.citing JOIN thing b ON b.id = claim.cited
"""
_EDGE = """
SELECT kind, a.iri, b.iri, basis, joins, graph.iri, graph.source
FROM edge JOIN thing a ON a.id = from_thing JOIN thing b ON b.id = to_thing
LEFT JOIN graph ON graph.id = edge.graph
"""
_STATED = """
SELECT node, graph.iri, graph.source, graph.retrieved, thing.iri, metric, number, begin, end, method,
  country, note
FROM stated JOIN graph ON graph.id = stated.graph JOIN thing ON thing.id = stated.thing
"""
_IN_ORDER = "ORDER BY thing.iri, metric, begin, node, graph.iri"
_LABEL = """
SELECT node, a.iri, b.iri, curator, behind, reuse, reason, at
FROM label JOIN thing a ON a.id = citing JOIN thing b ON b.id = cited
"""
_PAIRED = "('companion', 'citation', 'documentation')"
_THESE = "(SELECT thing.id FROM json_each(?) JOIN thing ON thing.iri = value)"
_MEMBERS = "SELECT id FROM thing WHERE cluster = (SELECT cluster FROM thing WHERE iri = ?)"


class Book:
    """What was concluded from all claims of a store. Threads may share it.

    Identifiers are asked for as whole IRIs, and any of a work's identifiers will do. Lists are in a fixed
    order, so that the same book always gives the same answer.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @classmethod
    def open(cls, path: Path) -> "Book":
        """The book in a file that nobody writes to any more.

        Raises:
            BadInput: there is none, or it was made by another release.
        """
        if not path.is_file():
            raise BadInput(f"There is no citation book {path}. Make one with: kg publish")
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        database = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            (found,) = database.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            database.close()
            raise BadInput(
                f"The citation book {path} cannot be read: {error}. Make it anew: kg publish"
            ) from None
        if found != len(STEPS):
            database.close()
            raise BadInput(
                f"The citation book {path} has format {found}, this release reads {len(STEPS)}. "
                "Make it anew with: kg publish"
            )
        return cls(database)

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def stands_for(self, iri: str) -> str | None:
        """The identifier that stands for the work which this one means; None where it is unheard of."""
        query = "SELECT other.iri FROM thing JOIN thing other ON other.id = thing.cluster WHERE thing.iri = ?"
        found = self._database.execute(query, (iri,)).fetchone()
        return found[0] if found else None

    def work(self, iri: str) -> row.KnownWork | None:
        """The work that an identifier means; None where nothing is known of it."""
        where = "WHERE work.cluster = (SELECT cluster FROM thing WHERE iri = ?)"
        return next(self._works(f"{_WORK} {where}", (iri,)), None)

    def works_named(self, iris: Sequence[str]) -> Iterator[row.KnownWork]:
        """The works that these identifiers stand for, as far as something is known of them."""
        return self._works(f"{_WORK} WHERE work.cluster IN {_THESE}", (orjson.dumps(iris),))

    def works(self, facility: str | None = None, kind: str | None = None) -> Iterator[row.KnownWork]:
        """All works, or those of a facility (an IRI), or of a kind, by IRI."""
        where, values = ["1"], list[object]()
        if facility is not None:
            where.append("cluster IN (SELECT cluster FROM facet WHERE slot = 'facility' AND value = ?)")
            values.append(facility)
        if kind is not None:
            where.append("kind = ?")
            values.append(kind)
        # Aliased, for both tables have a column of that name.
        inner = _WORK.replace("FROM work", f"FROM (SELECT * FROM work WHERE {' AND '.join(where)}) work")
        return self._works(f"{inner} ORDER BY thing.iri", tuple(values))

    def pairs_of(
        self, *, cited: str | None = None, citing: str | None = None, facility: str | None = None
    ) -> Iterator[row.Pair]:
        """Pairs by what is cited, what cites, the facility of what is cited; all when nothing is named."""
        where, values = ["1"], list[object]()
        for column, iri in (("cited", cited), ("citing", citing)):
            if iri is not None:
                where.append(f"pair.{column} = (SELECT cluster FROM thing WHERE iri = ?)")
                values.append(iri)
        if facility is not None:
            where.append("pair.cited IN (SELECT cluster FROM facet WHERE slot = 'facility' AND value = ?)")
            values.append(facility)
        query = f"{_PAIR} WHERE {' AND '.join(where)} ORDER BY other.iri, one.iri"
        return (_pair(found) for found in self._database.execute(query, values))

    def claims_of(self, pair: row.Pair) -> list[row.SaidClaim]:
        """The claims behind a pair, whichever identifiers they name.

        Where claims contradict each other on who cites whom, those that have it the other way are among them.
        """
        one_way = f"claim.cited IN ({_MEMBERS}) AND claim.citing IN ({_MEMBERS})"
        where, values = one_way, [pair.cited, pair.citing]
        if "contradictory-direction" in pair.flags:
            where, values = f"({one_way} OR {one_way})", [*values, pair.citing, pair.cited]
        return self._claims(f"WHERE {where} AND dropped IS NULL AND class IN {_PAIRED}", values)

    def pairs_citing(self, works: Sequence[str]) -> Iterator[row.Pair]:
        """The pairs in which these are cited, each named by the identifier that stands for it."""
        query = f"{_PAIR} WHERE pair.cited IN {_THESE} ORDER BY other.iri, one.iri"
        return (_pair(found) for found in self._database.execute(query, (orjson.dumps(works),)))

    def claim_names(self, works: Sequence[str]) -> dict[tuple[str, str], list[str]]:
        """What cites and which of these is cited -> names of the claims of it, as `claims_of` has them."""
        query = (
            "SELECT by.iri, head.iri, claim.node FROM thing JOIN claim ON claim.cited = thing.id"
            " JOIN thing one ON one.id = claim.citing JOIN thing by ON by.id = one.cluster"
            f" JOIN thing head ON head.id = thing.cluster WHERE thing.cluster IN {_THESE}"
            f" AND dropped IS NULL AND class IN {_PAIRED}"
        )
        found: dict[tuple[str, str], list[str]] = {}
        for citing, cited, node in self._database.execute(query, (orjson.dumps(works),)):
            found.setdefault((citing, cited), []).append(node)
        return found

    def claims_about(self, iri: str) -> list[row.SaidClaim]:
        """All claims that name a work on either side, with what became of them."""
        return self._claims(f"WHERE claim.cited IN ({_MEMBERS}) OR claim.citing IN ({_MEMBERS})", (iri, iri))

    def dropped(self, facility: str | None = None) -> list[row.SaidClaim]:
        """Claims of which no pair comes, with the reason; of one facility, where its data are on a side."""
        if facility is None:
            return self._claims("WHERE dropped IS NOT NULL", ())
        ours = "(SELECT thing.id FROM facet JOIN thing USING (cluster) WHERE slot = 'facility' AND value = ?)"
        where = f"WHERE dropped IS NOT NULL AND (claim.cited IN {ours} OR claim.citing IN {ours})"
        return self._claims(where, (facility, facility))

    def claims_of_class(self, klass: str) -> list[row.SaidClaim]:
        """All claims of one of the classes of relations, but for those dropped."""
        return self._claims("WHERE class = ? AND dropped IS NULL", (klass,))

    def edges_of(self, iri: str) -> list[row.Edge]:
        """Versions, parts, derivations and other names of a work, from either end."""
        query = (
            f"{_EDGE} WHERE from_thing IN ({_MEMBERS}) OR to_thing IN ({_MEMBERS})"
            " ORDER BY kind, a.iri, b.iri, basis, graph.iri"
        )
        found = self._database.execute(query, (iri, iri))
        return [_edge(one) for one in found]

    def edges(self) -> Iterator[row.Edge]:
        """All versions, parts, derivations and other names."""
        query = f"{_EDGE} ORDER BY kind, a.iri, b.iri, graph.source IS NULL, graph.source, basis"
        return (_edge(one) for one in self._database.execute(query))

    def stated(self, iri: str) -> list[row.Stated]:
        """Counts and usage that sources state of a work's identifiers."""
        query = f"{_STATED} WHERE stated.thing IN ({_MEMBERS}) {_IN_ORDER}"
        return [row.Stated(*found) for found in self._database.execute(query, (iri,))]

    def stated_of(self, facility: str) -> list[row.Stated]:
        """The same of all works of a facility."""
        ours = "SELECT thing.id FROM facet JOIN thing USING (cluster) WHERE slot = 'facility' AND value = ?"
        query = f"{_STATED} WHERE stated.thing IN ({ours}) {_IN_ORDER}"
        return [row.Stated(*found) for found in self._database.execute(query, (facility,))]

    def stated_in_all(self) -> list[row.Stated]:
        """The same of all works."""
        query = f"{_STATED} {_IN_ORDER}"
        return [row.Stated(*found) for found in self._database.execute(query)]

    def labels_of(self, pair: row.Pair) -> list[row.Label]:
        """What curators say of a pair, oldest first."""
        query = f"{_LABEL} WHERE cited IN ({_MEMBERS}) AND citing IN ({_MEMBERS}) ORDER BY at, node"
        return [row.Label(*found) for found in self._database.execute(query, (pair.cited, pair.citing))]

    def labels(self) -> list[row.Label]:
        """All that curators said."""
        return [row.Label(*found) for found in self._database.execute(f"{_LABEL} ORDER BY at, node")]

    def facets(self, slot: str) -> Iterator[tuple[str, str | None, int]]:
        """Values of a slot (facility, instrument, technique ...), labels, and how many works have them."""
        query = "SELECT value, MAX(label), COUNT(*) FROM facet WHERE slot = ? GROUP BY value ORDER BY value"
        return self._database.execute(query, (slot,))

    def changes(self, since: int = 0) -> list[row.Change]:
        """What generations after this number changed."""
        query = (
            "SELECT generation, at, citing, cited, what, why, facilities FROM change"
            " WHERE generation > ? ORDER BY generation, cited, citing, what"
        )
        return [
            row.Change(number, at, citing, cited, what, orjson.loads(why), tuple(orjson.loads(facilities)))
            for number, at, citing, cited, what, why, facilities in self._database.execute(query, (since,))
        ]

    def sources(self) -> list[row.SourceState]:
        """How each citation source was last asked."""
        query = (
            "SELECT name, facility, state, asked_at, retrieved_at, reason, asked, answered"
            " FROM source ORDER BY name, facility"
        )
        return [row.SourceState(*found) for found in self._database.execute(query)]

    def claims_by_source(self) -> dict[str, int]:
        """How many claims each source makes."""
        query = (
            "SELECT source, COUNT(*) FROM claim JOIN graph ON graph.id = claim.graph GROUP BY 1 ORDER BY 1"
        )
        return dict(self._database.execute(query).fetchall())

    def size(self) -> tuple[int, int]:
        """How many claims there are, and how many pairs."""
        query = "SELECT (SELECT COUNT(*) FROM claim), (SELECT COUNT(*) FROM pair)"
        claims, pairs = self._database.execute(query).fetchone()
        return claims, pairs

    def _works(self, query: str, values: tuple[object, ...]) -> Iterator[row.KnownWork]:
        for _, iri, registered, constructed, facts in self._database.execute(query, values):
            work = work_from_text(facts)
            yield row.KnownWork(iri, work.identifiers or (iri,), work, bool(registered), bool(constructed))

    def _claims(self, where: str, values: Sequence[object]) -> list[row.SaidClaim]:
        query = f"{_CLAIM} {where} ORDER BY b.iri, a.iri, graph.source, node, graph.iri"
        return [row.SaidClaim(*found) for found in self._database.execute(query, values)]


def _edge(found: tuple[Any, ...]) -> row.Edge:
    kind, start, end, basis, joins, graph, source = found
    shown = SAME_PARTS.strip() if basis.startswith(SAME_PARTS) else basis  # without the digest behind it
    return row.Edge(kind, start, end, shown, bool(joins), graph, source)


def _pair(found: tuple[Any, ...]) -> row.Pair:
    (node, citing, cited, klass, counted, behind, behind_basis, reuse, reuse_basis, date, date_basis,
     flags, origins, sources, claims, constructed) = found  # fmt: skip
    return row.Pair(
        node, citing, cited, klass, bool(counted),
        behind, tuple(orjson.loads(behind_basis)), reuse, tuple(orjson.loads(reuse_basis)),
        PartialDate(date, date_basis) if date else None,
        tuple(orjson.loads(flags)), tuple(orjson.loads(origins)), tuple(orjson.loads(sources)),
        claims, bool(constructed),
    )  # fmt: skip
