"""The queries that a report shows give the numbers that it shows, asked of the pairs in the graph."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store
from small_book import AS_OF, AURORA, GENERATION, PUBLISHED, small_book

from kg.citation.book import Book
from kg.citation.rdf import graph_of, pair_graph
from kg.rdf.names import PAN
from kg.report.report import Report, make_report

PUBLISHED_ON = date.fromisoformat(PUBLISHED)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_book(tmp_path_factory.mktemp("book") / "citations.sqlite")


@pytest.fixture(scope="module")
def graph(book: Path) -> Store:
    """The small book's pairs, and the names and words of their claims, in the graphs they belong to."""
    store = Store()
    with Book.open(book) as opened:
        for pair in opened.pairs_of():
            claims = opened.claims_of(pair)
            places = [AURORA] if "small.b1" not in pair.cited else []
            store.load(
                pair_graph([(pair, [claim.node for claim in claims])], places),
                RdfFormat.N_TRIPLES,
                to_graph=graph_of(pair.cited),
            )
            for claim in claims:
                word = Literal(claim.relation)
                store.add(Quad(NamedNode(claim.node), PAN["relationType"], word, NamedNode(claim.graph)))
    return store


def asked(graph: Store, query: str) -> list[dict[str, str]]:
    found = graph.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [
        {name: value.value for name, value in zip(names, row, strict=True) if value is not None}
        for row in found
    ]


@pytest.mark.parametrize("day", [AS_OF, "2026-05-31", "2022-03-10", "2021-06-01", "2019-01-01"])
def test_the_queries_agree_with_the_report(book: Path, graph: Store, day: str) -> None:
    report = make_report(book, AURORA, date.fromisoformat(day), GENERATION, PUBLISHED_ON)

    behind = {row["behind"]: int(row["pairs"]) for row in asked(graph, report.queries["pairs"])}
    told = report.as_json()["pairs"]
    assert behind == {kind: number for kind, number in told.items() if number and kind != "total"}

    years: Counter[str | None] = Counter()
    for row in asked(graph, report.queries["by_year"]):
        years[row.get("year")] += int(row["pairs"])
    assert years == {
        str(row.year) if row.year else None: row.pairs.total for row in report.by_year if row.pairs.total
    }

    cited = {row["cited"]: int(row["pairs"]) for row in asked(graph, report.queries["datasets_cited"])}
    assert cited == {one.iri: one.pairs["total"] for one in report.top_cited.shown}
    assert len(asked(graph, report.queries["independent"])) == report.pairs.independent


def test_the_claims_and_their_sources_agree(book: Path, graph: Store) -> None:
    report: Report = make_report(book, AURORA, date.fromisoformat(AS_OF), GENERATION, PUBLISHED_ON)

    sources = {row["source"]: int(row["claims"]) for row in asked(graph, report.queries["sources"])}
    assert sources == {one.name: one.claims for one in report.coverage.sources if one.claims}
    assert len(asked(graph, report.queries["claims"])) == report.coverage.claims
