"""Questions to a generation's graph: union of all graphs, bound values, named errors."""

from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode

from kg.errors import BadInput, BadQuery
from kg.rdf.names import DCAT, DCT, PAN, RDF
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple
from kg.store.embedded import EmbeddedStore
from kg.store.queries import stored, stored_names
from kg.store.reader import Reader
from kg.store.union import keep_union

ONE, TWO = NamedNode("https://example.org/1"), NamedNode("https://example.org/2")
TITLES = "SELECT ?d ?title { ?d dcterms:title ?title }"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Two datasets, each described in a graph of its own; the second is also a collection."""
    folder = tmp_path_factory.mktemp("reader")
    with EmbeddedStore(folder / "live") as store:
        for thing, title in ((ONE, "one"), (TWO, "two")):
            said: list[Triple] = [
                (thing, RDF["type"], DCAT["Dataset"]),
                (thing, DCT["title"], Literal(title)),
            ]
            if thing == TWO:
                said.append((thing, RDF["type"], PAN["DataCollection"]))
            store.replace({NamedNode(f"{thing.value}/graph"): canonical(said)})
        store.backup(folder / "graph")
    return Reader(folder / "graph")


def test_all_named_graphs_together_are_asked(reader: Reader) -> None:
    titles = {row["title"].value for row in reader.select(TITLES)}

    assert titles == {"one", "two"}
    assert reader.size() == 5


def test_a_triple_that_two_graphs_say_is_one_once_the_union_is_kept(tmp_path: Path) -> None:
    said = canonical([(ONE, DCT["title"], Literal("one"))])
    with EmbeddedStore(tmp_path / "live") as store:
        store.replace({ONE: said, TWO: said})
        store.backup(tmp_path / "graph")

    repeated = Reader(tmp_path / "graph").select(TITLES)
    keep_union(tmp_path / "graph")
    once = Reader(tmp_path / "graph")

    assert (len(repeated), len(once.select(TITLES)), once.size()) == (2, 1, 1)
    assert once.dump(tmp_path / "all.nq") == 2


def test_a_value_is_bound_by_name(reader: Reader) -> None:
    assert reader.select(TITLES, d=TWO) == [{"d": TWO, "title": Literal("two")}]


def test_a_hostile_value_stays_a_value(reader: Reader) -> None:
    assert reader.select(TITLES, title=Literal('one" } # {')) == []


def test_a_bound_variable_must_be_asked_for(reader: Reader) -> None:
    with pytest.raises(BadQuery, match="among the results"):
        reader.select("SELECT ?title { ?d dcterms:title ?title }", d=ONE)


def test_a_variable_without_value_is_absent(reader: Reader) -> None:
    rows = reader.select("SELECT ?d ?part { ?d a dcat:Dataset OPTIONAL { ?d dcterms:hasPart ?part } }", d=ONE)

    assert rows == [{"d": ONE}]


def test_ask_and_construct(reader: Reader) -> None:
    assert reader.ask("ASK { ?d a pan:DataCollection }")
    assert not reader.ask("ASK { ?d a pan:DataCollection }", d=ONE)
    assert reader.construct("CONSTRUCT { ?d a ?c } WHERE { ?d a ?c }", d=ONE) == [
        pyoxigraph.Triple(ONE, RDF["type"], DCAT["Dataset"])
    ]


@pytest.mark.parametrize("method", ["select", "ask", "construct"])
def test_the_wrong_kind_of_query_is_refused(reader: Reader, method: str) -> None:
    other = "ASK { ?s ?p ?o }" if method != "ask" else TITLES

    with pytest.raises(BadQuery, match="is no"):
        getattr(reader, method)(other)


def test_text_that_is_no_sparql_is_refused(reader: Reader) -> None:
    with pytest.raises(BadQuery, match="Not valid SPARQL"):
        reader.select("SELECT ?x {")


def test_stored_queries_go_by_their_name(reader: Reader) -> None:
    (counts,) = reader.select("counts")

    assert {name: value.value for name, value in counts.items()} == {
        "datasets": "2",
        "publications": "1",
        "files": "0",
    }


def test_an_unknown_stored_query_is_answered_with_the_known_ones() -> None:
    with pytest.raises(BadInput, match="counts"):
        stored("count")


@pytest.mark.parametrize("name", stored_names())
def test_every_stored_query_starts_with_a_comment(name: str) -> None:
    assert stored(name).startswith("# ")


def test_a_missing_graph_is_answered_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="kg harvest"):
        Reader(tmp_path / "nothing")


def test_the_dump_names_the_graph_of_every_triple(reader: Reader, tmp_path: Path) -> None:
    reader.dump(tmp_path / "all.nq")

    lines = (tmp_path / "all.nq").read_text("utf-8").splitlines()
    assert len(lines) == 5
    assert all(line.endswith("/graph> .") for line in lines)
