"""What has felled an engine or called another server: refused or contained, and the service lives on."""

import socket
import threading
from collections.abc import Iterator

import pytest
from asking import count, lanes_on, make_generation

from kg.errors import BadQuery, KgError, QueryFailed
from kg.query import lanes as lanes_module
from kg.query.lanes import Lanes
from kg.query.precheck import Prechecked, precheck
from kg.query.question import Question


@pytest.fixture(scope="module")
def lanes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lanes]:
    generation = make_generation(tmp_path_factory.mktemp("hostile"), 3000)
    with lanes_on(generation, timeout=3.0, fast_seconds=0.5, memory_mb=600) as lanes:
        yield lanes


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything past the precheck, to see that the worker alone contains it."""
    monkeypatch.setattr(lanes_module, "precheck", lambda sparql: Prechecked(sparql, "FROM" in sparql))


CRASHES = {
    "groups": "SELECT * " + "{" * 5000 + "}" * 5000,
    "parentheses": "SELECT * { FILTER" + "(" * 5000 + "1" + ")" * 5000 + "}",
    "not": "SELECT * { FILTER(" + "!" * 10_000 + "?x) }",
    "paths": "SELECT * { ?s " + "(" * 5000 + "<p:p>" + ")" * 5000 + " ?o }",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 5000 + "1" + "]" * 5000 + "}",
    "or": "SELECT * { FILTER(" + "||".join(["?x"] * 10_000) + ") }",
    "plus": "SELECT (" + "+".join(["?x"] * 10_000) + " AS ?y) {}",
    "patterns": "SELECT * { " + "?s ?p ?o . " * 10_000 + "}",
}
HEAVY = {
    "cross product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "sorted product": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "doubled strings": "SELECT ?z { "
    + " ".join(f"BIND(CONCAT(?v{n}, ?v{n}, ?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(14)).replace(
        "?v0", "'abcdefgh'"
    )
    + " BIND(STRLEN(?v14) AS ?z) }",
    "free path": "SELECT * { ?a (<https://example.org/p>|!<x:x>)+ ?b . ?c ?d ?e . ?f ?g ?h } ORDER BY ?e",
    "regex": "SELECT * { ?s ?p ?o . ?a ?b ?c "
    "FILTER REGEX(CONCAT(STR(?o), STR(?c)), '((a{1,100}){1,100}){1,100}') }",
    "planning": "SELECT * { " + " ".join(f"?s{n} <p:p> ?s{n + 1} ." for n in range(1000)) + " }",
}


@pytest.mark.parametrize("crash", CRASHES)
def test_what_overflows_the_stack_is_refused_with_its_place(lanes: Lanes, crash: str) -> None:
    with pytest.raises(BadQuery) as caught:
        lanes.run(Question(CRASHES[crash]))

    assert caught.value.line == 1
    assert caught.value.column
    assert count(lanes) == 3000


@pytest.mark.usefixtures("unchecked")
@pytest.mark.parametrize("crash", CRASHES)
def test_past_the_precheck_a_crash_costs_one_worker(lanes: Lanes, crash: str) -> None:
    try:
        lanes.run(Question(CRASHES[crash]))
    except QueryFailed as error:
        assert error.kind == "crash"  # noqa: PT017 - path parentheses, on some machines, are survived
    else:
        assert crash == "paths"
    assert count(lanes) == 3000


@pytest.mark.parametrize("heavy", HEAVY)
def test_what_never_ends_or_never_fits_is_stopped(lanes: Lanes, heavy: str) -> None:
    with pytest.raises(QueryFailed) as caught:
        lanes.run(Question(HEAVY[heavy]))

    assert caught.value.kind in ("timeout", "memory")
    assert all(size < 600 << 20 for size in lanes.status()["rss_bytes"])
    assert count(lanes) == 3000


CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { service<URL>{ ?s ?p ?o } }",
    "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE: { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <URL> } SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { BIND(IRI('URL') AS ?x) SERVICE SILENT ?x { ?s ?p ?o } }",
    "SELECT * { SERVICE#\n<URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    r"SELECT * { S\u0045RVICE <URL> { ?s ?p ?o } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * { GRAPH <URL> { ?s ?p ?o } }",
    "DESCRIBE <URL>",
    "LOAD <URL>",
]


class Listener:
    """Counts who connects."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/sparql"
        self.connections = 0
        self._thread = threading.Thread(target=self._accept)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self.connections += 1  # before it is closed: then whoever came may be back already
            with connection:
                if connection.recv(4) == b"stop":
                    return

    def stop(self) -> None:
        port = self._socket.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"stop")
        self._thread.join(10)
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.stop()


def ask_all(lanes: Lanes, url: str) -> None:
    for call in CALLS:
        try:
            lanes.run(Question(call.replace("URL", url), default_graphs=(), named_graphs=()))
        except KgError as error:
            assert not isinstance(error, QueryFailed) or error.kind == "crash"  # noqa: PT017 - some answer


def test_no_query_makes_a_connection(lanes: Lanes, listener: Listener) -> None:
    refused = 0
    for call in CALLS:
        try:
            precheck(call.replace("URL", listener.url))
        except BadQuery:
            refused += 1
    ask_all(lanes, listener.url)
    lanes.run(Question("SELECT * { ?s ?p ?o }", default_graphs=(listener.url,)))

    assert (refused, listener.connections) == (15, 0)


@pytest.mark.usefixtures("unchecked")
def test_no_query_makes_a_connection_past_the_precheck(lanes: Lanes, listener: Listener) -> None:
    if not lanes.status()["containment"]["network"]:
        pytest.skip("this kernel can neither filter system calls nor make a network namespace")
    ask_all(lanes, listener.url)

    assert listener.connections == 0


def test_the_listener_counts_a_connection(listener: Listener) -> None:
    """Otherwise the two tests above would prove nothing."""
    from pyoxigraph import Store

    Store().query(f"SELECT * {{ SERVICE SILENT <{listener.url}> {{ ?s ?p ?o }} }}")

    assert listener.connections >= 1
