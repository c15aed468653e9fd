"""Citation books in memory, and what is in them, by name instead of number."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.citation.book import Book
from kg.citation.build import World, bring_up_to_date
from kg.citation.intake import GraphState
from kg.citation.schema import STEPS
from kg.rdf.claim import Claim, WorkKind, claim_triples
from kg.rdf.names import DCT, PAN, RDF
from kg.rdf.terms import Triple

AT = "2026-11-01T00:00:00+00:00"


def doi(name: str) -> NamedNode:
    return NamedNode(f"https://doi.org/{name}")


def claimed(
    subject: str,
    relation: str,
    other: str,
    source: str = "crossref",
    kinds: tuple[WorkKind | None, WorkKind | None] = (None, None),
) -> list[Triple]:
    """The triples of one claim about two DOIs."""
    claim = Claim(
        doi(subject), doi(other), relation, f"{relation} {other}", subject_kind=kinds[0], object_kind=kinds[1]
    )
    return claim_triples(claim, source, subject)


def dataset(name: str, **said: str) -> list[Triple]:
    """A dataset with a DOI; `said` are terms of Dublin Core."""
    triples: list[Triple] = [(doi(name), RDF["type"], PAN["DataCollection"])]
    return triples + [(doi(name), DCT[term], Literal(value)) for term, value in said.items()]


class Kept:
    """A book, in memory if no file is given, and the graphs that it is made of and that it writes."""

    def __init__(self, database: sqlite3.Connection | None = None, processes: int = 1) -> None:
        self.database = database or sqlite3.connect(":memory:", isolation_level=None)
        if database is None:
            self.database.executescript("".join(STEPS))
        self.processes = processes
        self.book = Book(self.database)
        self.written: dict[str, bytes] = {}
        self.read: list[str] = []
        self.generation = 0

    def bring(self, graphs: Mapping[str, Iterable[Triple]], source: str = "crossref") -> None:
        """Bring it up to date with these graphs."""
        held = {iri: list(triples) for iri, triples in graphs.items()}
        states = [GraphState(iri, repr(sorted(map(str, of))), source, AT) for iri, of in held.items()]

        def read(names: Iterable[str]) -> Any:  # noqa: ANN401 - an iterator of pairs
            for name in names:
                self.read.append(name)
                yield name, held[name]

        self.generation += 1
        world = World(read, self._write, lambda _: "deleted by the source", processes=self.processes)
        bring_up_to_date(self.database, states, world, self.generation, AT)

    def _write(self, graphs: Mapping[str, bytes]) -> None:
        self.written.update(graphs)
        for name in [name for name, text in graphs.items() if not text]:
            del self.written[name]


def contents(kept: Kept) -> dict[str, Any]:
    """All conclusions of a book and all that it was told, without numbers and without its history."""
    book = kept.book
    pairs = list(book.pairs_of())
    return {
        "works": list(book.works()),
        "pairs": [(pair, book.claims_of(pair), book.labels_of(pair)) for pair in pairs],
        "dropped": book.dropped(),
        "edges": sorted(map(repr, book.edges())),
        "stated": book.stated_in_all(),
        "facets": {slot: list(book.facets(slot)) for slot in ("facility", "instrument", "country")},
        "things": kept.database.execute(
            "SELECT thing.iri, other.iri FROM thing JOIN thing other ON other.id = thing.cluster ORDER BY 1"
        ).fetchall(),
        "written": kept.written,
        "left": [
            kept.database.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
            for name in ("touched", "unit", "again", "due")
        ],
    }
