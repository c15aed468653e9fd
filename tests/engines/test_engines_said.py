"""Who said what, and dumps by licence, are the same whichever engine holds the graphs."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.answer.said import who_said_what
from kg.export import export
from kg.store.graph_reader import GraphReader
from kg.store.home import Home


@pytest.fixture(scope="session")
def embedded(build) -> Home:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a fixture of the folder
    home: Home = build("embedded")
    return home


def _reader(home: Home) -> GraphReader:
    generation = home.current()
    assert generation is not None
    return home.reader(generation)


def _said(home: Home, iri: str) -> dict[str, set[tuple[str, tuple[str, ...]]]]:
    """Property -> its values, each with the graphs that state it."""
    found = who_said_what(_reader(home), NamedNode(iri))
    return {
        of.property: {
            (value.value, tuple(found.records[number].graph for number in value.records))
            for value in of.values
        }
        for of in found.statements
    }


def test_who_said_what_is_the_same(built: Home, embedded: Home) -> None:
    rows = _reader(embedded).select("SELECT ?d { ?d a dcat:Dataset } ORDER BY ?d LIMIT 5")

    assert len(rows) == 5
    for row in rows:
        mine = _said(built, row["d"].value)
        assert mine == _said(embedded, row["d"].value)
        assert all(graphs for values in mine.values() for _, graphs in values)


def test_records_of_no_known_licence_can_be_left_out(built: Home, embedded: Home, tmp_path: Path) -> None:
    made = export(_reader(built), tmp_path / "mine.nq", ["unknown"], 1)
    there = export(_reader(embedded), tmp_path / "theirs.nq", ["unknown"], 1)

    assert (made.quads, made.mixed, made.left_out) == (there.quads, there.mixed, there.left_out)
    assert sum(of.records for of in made.left_out) > 0
    graphs = {quad.graph_name for quad in parse(path=tmp_path / "mine.nq", format=RdfFormat.N_QUADS)}
    assert NamedNode("https://w3id.org/pan-kg/graph/pan") in graphs
    assert not any("/graph/scicat/" in str(graph) for graph in graphs)
