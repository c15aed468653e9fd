"""The queries to another SPARQL endpoint. What it holds is invented; one endpoint is a real engine."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from engines.servers import oxigraph, oxigraph_binary
from replay import Reply, StubWorld, serving
from sparql_endpoint import CATALOGUE, DATA, EndpointWorld, asides, endpoint, records
from SPARQLWrapper import SPARQLWrapper

from harvesters import _sparql_query
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source
from kg.harvest.world import FileWorld
from kg.rdf.syntax import canonical_file
from kg.rdf.terms import Literal, NamedNode
from kg.store.endpoint import EndpointStore

SPARQL = load_source("sparql")


def test_one_subject_alone_is_asked_with_a_limit() -> None:
    assert _sparql_query.subject_query(NamedNode(f"{DATA}/d")).endswith("LIMIT 10002")


def test_an_endpoint_that_repeats_a_page_is_left() -> None:
    class Stuck(EndpointWorld):
        def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
            query = str(params["query"]).replace(" FILTER(STR(?s) > ", " FILTER(true || STR(?s) > ")
            return super().get_bytes(path, accept=accept, query=query)

    with pytest.raises(SourceUnavailable, match="same page again"):
        list(SPARQL.records(Stuck(f"{DATA}/sparql")))


def test_subjects_cannot_break_out_of_a_query() -> None:
    evil = 'https://x.example/">%20}%20DROP%20ALL'
    bindings = [{"s": {"type": "uri", "value": value}} for value in (evil, "x> } DROP ALL", 'https://x/"')]
    asked: list[str] = []

    class Evil(StubWorld):
        def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
            asked.append(str(params["query"]))
            is_first = len(asked) == 1
            return json.dumps({"results": {"bindings": bindings if is_first else []}}).encode()

    found = list(SPARQL.records(Evil(f"{DATA}/sparql", live=True)))

    # They are put aside, and the next page begins after the last of them, as a text.
    assert asides(found) == [(one["s"]["value"], "skipped") for one in bindings]
    assert len(asked) == 2
    assert f"FILTER(STR(?s) > {Literal(bindings[-1]['s']['value'])})" in asked[1]
    for query in asked:
        pyoxigraph.Store().query(query)


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"classes": "Dataset"}, "is no class"),
        ({"classes": "dcat:Da taset> }"}, "is no class"),
        ({"page": "0"}, "from 1 to"),
        ({"page": "many"}, "from 1 to"),
        ({"graph": "x"}, "named graph"),
    ],
)
def test_wrong_options_are_named(options: dict[str, str], reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        list(SPARQL.records(endpoint(**options)))


def test_a_file_is_no_endpoint(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no SPARQL endpoint"):
        SPARQL.records(FileWorld(str(tmp_path)))


@pytest.mark.parametrize("answer", [b"<!doctype html>", b"{}", b'{"results": []}', b"[1]"])
def test_another_service_is_told_apart(answer: bytes) -> None:
    with serving(lambda _: Reply(answer)) as peer:
        world = HttpWorld(peer.address, pause=0.0)
        with pytest.raises(SourceUnavailable, match="SPARQL endpoint"):
            list(SPARQL.records(world))
        world.close()


def test_the_queries_travel_through_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    """SPARQLWrapper's own connection is never opened."""

    def refuse(*_: Any, **__: Any) -> None:  # noqa: ANN401
        raise AssertionError("urllib was used")

    monkeypatch.setattr("SPARQLWrapper.Wrapper.urlopener", refuse)
    world = endpoint(graph="https://data.fjord.example/graph")

    with pytest.raises(AssertionError, match="urllib"):
        SPARQLWrapper("http://127.0.0.1:1/").query()
    assert records(SPARQL.records(world))


def test_a_real_engine_gives_the_same_records(tmp_path: Path) -> None:
    if oxigraph_binary() is None:
        pytest.skip("the package oxigraph is not installed")
    expected = {one.key: one.raw for one in records(SPARQL.records(endpoint()))}
    with oxigraph(tmp_path) as remote:
        graph = "https://data.fjord.example/graph"
        with EndpointStore(remote) as store:
            store.http.put(graph, canonical_file(CATALOGUE.encode(), "ttl"), 60)
        world = HttpWorld(remote.query)
        world.options = {"graph": graph, "page": "2"}
        found = {one.key: one.raw for one in records(SPARQL.records(world))}
        world.options = {}
        without_graph = list(SPARQL.records(world))
        world.close()

    assert found == expected
    assert without_graph == []
