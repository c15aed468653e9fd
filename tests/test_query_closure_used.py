"""Which graphs' walks a query worker answers by the stored closure."""

import json
import shutil

import pytest
from asking import lanes_on
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.errors import BadQuery
from kg.query.lanes import Lanes
from kg.query.question import Question
from kg.rdf.names import PAN, RDFS
from kg.store.generation import Generation

EX = "https://example.org/"
PROLOGUE = f"PREFIX rdfs: <{RDFS}> PREFIX ex: <{EX}> "


@pytest.fixture(scope="module")
def lying(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """A generation whose facts call a closure exact that holds one class more than the steps lead to.

    No publication writes such facts; here they show which of both a worker asks.
    """
    path = tmp_path_factory.mktemp("lying") / "000001"
    path.mkdir()
    low, top, more = (NamedNode(f"{EX}{name}") for name in ("low", "top", "more"))
    rows = [(low, low), (top, top), (more, more), (low, top), (more, top)]
    store = Store(str(path / "graph"))
    for graph in (NamedNode(f"{EX}graph"), DefaultGraph()):
        store.add(Quad(low, RDFS["subClassOf"], top, graph))
        store.extend(Quad(one, PAN["broaderOrSelf"], other, graph) for one, other in rows)
    store.flush()
    del store
    shutil.copytree(path / "graph", path / "plain")
    (path / "generation.json").write_text('{"closure": {"members": 3, "inexact": []}}')
    return Generation(path, 1)


PATH = PROLOGUE + "SELECT ?t {} {{ ?t rdfs:subClassOf* ex:top }}"
BY_STEPS, BY_CLOSURE = {f"{EX}low", f"{EX}top"}, {f"{EX}low", f"{EX}top", f"{EX}more"}


def test_a_worker_uses_the_closure_of_the_united_graph_only(lying: Generation) -> None:
    graph = f"{EX}graph"
    with lanes_on(lying) as lanes:
        assert _things(lanes, Question(PATH.format(""))) == BY_CLOSURE
        assert _things(lanes, Question(PATH.format("FROM ex:graph"))) == BY_STEPS
        assert _things(lanes, Question(PATH.format(""), default_graphs=(graph,))) == BY_STEPS
        assert (
            _things(lanes, Question(PATH.format("").replace("?t rdfs", "GRAPH ?g { ?t rdfs") + "}"))
            == BY_STEPS
        )
    plain = Lanes(lying, timeout=10, memory_mb=1000, union=False)
    try:
        assert _things(plain, Question(PATH.format(""))) == BY_STEPS
    finally:
        plain.close()


def test_an_error_names_the_place_in_the_text_that_was_sent(lying: Generation) -> None:
    query = (
        "SELECT * { ?t <http://www.w3.org/2000/01/rdf-schema#subClassOf>* <https://example.org/top> . oops }"
    )
    with lanes_on(lying) as lanes, pytest.raises(BadQuery) as caught:
        lanes.run(Question(query))

    assert caught.value.line == 1
    assert caught.value.column is not None
    assert caught.value.column >= query.index("oops")


def _things(lanes: Lanes, question: Question) -> set[str]:
    rows = json.loads(lanes.run(question).body)["results"]["bindings"]
    return {row["t"]["value"] for row in rows}
