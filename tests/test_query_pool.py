import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import BadQuery, QueryFailed
from kg.query.formats import NotOffered
from kg.query.pool import Pool
from kg.query.question import Question
from kg.store.generation import Generation

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TOO_MANY_OPERATORS = "SELECT * { FILTER(" + "||".join(["?x"] * 10_000) + ") }"


def make_graph(folder: Path, size: int) -> Path:
    store = Store(str(folder / "graph"))
    store.bulk_extend(
        Quad(
            NamedNode(f"https://example.org/{number}"),
            NamedNode("https://example.org/p"),
            Literal(f"text {number}"),
            NamedNode(f"https://example.org/graph/{number % 3}"),
        )
        for number in range(size)
    )
    store.flush()
    return folder / "graph"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_graph(tmp_path_factory.mktemp("pool"), 3000)


@pytest.fixture(scope="module")
def pool(graph: Path) -> Iterator[Pool]:
    pool = Pool(graph, timeout=2, memory_mb=1000)
    yield pool
    pool.close()


def count(pool: Pool, sparql: str = COUNT, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> int:
    found = json.loads(pool.run(Question(sparql, default_graphs=default, named_graphs=named)).body)
    return int(found["results"]["bindings"][0]["n"]["value"])


def run_until_gone(pool: Pool, gone: threading.Event) -> None:
    with pytest.raises(QueryFailed):
        pool.run(Question(ENDLESS), gone=gone)


def test_the_default_graph_is_the_union_of_all_graphs(pool: Pool) -> None:
    assert count(pool) == 3000


def test_from_is_honoured_although_the_union_is_the_default(pool: Pool) -> None:
    one = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/graph/1> { ?s ?p ?o }"
    none = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/nowhere> { ?s ?p ?o }"

    assert (count(pool, one), count(pool, none)) == (1000, 0)


def test_the_protocol_dataset_wins_over_from(pool: Pool) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/nowhere> { ?s ?p ?o }"

    assert count(pool, sparql, default=("https://example.org/graph/2",)) == 1000


def test_with_named_graphs_alone_the_default_graph_is_empty(pool: Pool) -> None:
    named = ("https://example.org/graph/2",)

    assert count(pool, named=named) == 0
    assert count(pool, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named=named) == 1000


@pytest.mark.parametrize(
    ("sparql", "accept", "media_type", "start"),
    [
        ("ASK {}", "*/*", "application/sparql-results+json", b'{"head"'),
        ("ASK {}", "text/csv", "text/csv", b"true"),
        (COUNT, "text/tab-separated-values", "text/tab-separated-values", b"?n\n3000"),
        (COUNT, "application/xml", "application/xml", b"<?xml"),
        ("DESCRIBE <https://example.org/1>", "*/*", "text/turtle", b"@prefix"),
        ("DESCRIBE <https://example.org/1>", "application/ld+json", "application/ld+json", b"[{"),
        ("DESCRIBE <https://example.org/1>", "text/csv, text/turtle;q=0.1", "text/turtle", b"@prefix"),
    ],
)
def test_the_answer_is_in_the_wanted_syntax(
    pool: Pool, sparql: str, accept: str, media_type: str, start: bytes
) -> None:
    result = pool.run(Question(sparql, accept))

    assert result.media_type == media_type
    assert result.body.startswith(start)


@pytest.mark.parametrize(
    ("sparql", "accept"), [(COUNT, "text/turtle"), ("DESCRIBE <x:y>", "text/csv"), (COUNT, "image/png")]
)
def test_a_syntax_that_does_not_fit_is_not_offered(pool: Pool, sparql: str, accept: str) -> None:
    with pytest.raises(NotOffered, match="Offered: "):
        pool.run(Question(sparql, accept))


def test_a_syntax_error_names_line_and_column_of_a_missing_prefix(pool: Pool) -> None:
    with pytest.raises(BadQuery, match="line 3, column 5: the prefix ex: is not declared") as caught:
        pool.run(Question("SELECT * {\n ?s ?p ?o .\n ?s ex:p ?o }"))

    assert (caught.value.line, caught.value.column) == (3, 5)


def test_a_syntax_error_names_line_and_column(pool: Pool) -> None:
    with pytest.raises(BadQuery, match="line 2, column 9: expected") as caught:
        pool.run(Question("SELECT * {\n ?s ?p }"))

    assert (caught.value.line, caught.value.column) == (2, 9)


def test_a_syntax_error_names_three_of_many_expectations(pool: Pool) -> None:
    with pytest.raises(BadQuery) as caught:
        pool.run(Question("SELECT * {"))

    assert str(caught.value).endswith(""": expected one of "$", "'", "'''", …""")


def test_an_endless_query_is_stopped_and_the_next_one_answered(pool: Pool) -> None:
    with pytest.raises(QueryFailed, match="longer than 2 s") as caught:
        pool.run(Question(ENDLESS))

    assert caught.value.kind == "timeout"
    assert count(pool) == 3000


def test_a_crash_of_the_engine_is_survived_and_reported_as_such(pool: Pool) -> None:
    with pytest.raises(QueryFailed) as caught:
        pool.run(Question(TOO_MANY_OPERATORS))

    assert caught.value.kind == "crash"
    assert count(pool) == 3000


def test_a_query_that_eats_memory_is_stopped_and_reported_as_such(graph: Path) -> None:
    pool = Pool(graph, timeout=30, memory_mb=400)

    with pytest.raises(QueryFailed) as caught:
        pool.run(Question("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"))

    assert caught.value.kind == "memory"
    assert "400 MB" in str(caught.value)
    assert "KG_QUERY_MEMORY" in str(caught.value)
    pool.close()


def test_an_answer_beyond_the_cap_is_refused_whole(graph: Path) -> None:
    pool = Pool(graph, timeout=10, memory_mb=1000, largest=10_000)

    with pytest.raises(QueryFailed, match="Add a LIMIT") as caught:
        pool.run(Question("SELECT * { ?s ?p ?o }"))

    assert caught.value.kind == "too-large"
    assert len(pool.run(Question("SELECT * { ?s ?p ?o } LIMIT 10")).body) < 10_000
    pool.close()


def test_a_client_that_leaves_stops_its_query(graph: Path) -> None:
    pool = Pool(graph, timeout=30, memory_mb=1000)
    gone = threading.Event()
    threading.Timer(0.2, gone.set).start()

    with pytest.raises(QueryFailed) as caught:
        pool.run(Question(ENDLESS), gone=gone)

    assert caught.value.kind == "gone"
    pool.close()


def test_after_a_swap_the_other_graph_answers(graph: Path, tmp_path: Path) -> None:
    pool = Pool(graph, timeout=5, memory_mb=1000)
    before = count(pool)

    make_graph(tmp_path, 5)
    pool.swap(Generation(tmp_path, 2))

    assert (before, count(pool)) == (3000, 5)
    pool.close()


def test_two_workers_answer_two_queries_at_once(graph: Path) -> None:
    pool = Pool(graph, timeout=5, memory_mb=1000, workers=2)
    gone = threading.Event()
    slow = threading.Thread(target=run_until_gone, args=(pool, gone))
    slow.start()

    answered = count(pool)

    assert answered == 3000
    assert slow.is_alive()
    gone.set()
    slow.join()
    pool.close()


def test_a_graph_that_is_not_there_is_named(tmp_path: Path) -> None:
    pool = Pool(tmp_path / "nothing", timeout=5, memory_mb=1000)

    with pytest.raises(QueryFailed, match=r"No query worker can start on .*nothing"):
        pool.run(Question(COUNT))
    pool.close()


def test_the_worker_itself_reaches_no_network(graph: Path) -> None:
    """Past the precheck, as a second lock: the worker has a network namespace with nothing in it."""
    import socket

    from kg.query.process import Process

    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.5)
    address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    worker = Process(graph, 1000)
    request = {
        "limit": 1000,
        "table": "text/csv",
        "graph": None,
        "default_graphs": [],
        "named_graphs": [],
        "union": True,
        "seconds": 5,
    }

    head, _ = worker.ask(
        request, f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}".encode(), 5, threading.Event()
    )
    worker.kill()

    if not worker.is_cut_off:
        pytest.skip("this kernel allows no network namespace of one's own")
    assert head["error"] == "crash"
    with pytest.raises(TimeoutError):
        listening.accept()
    listening.close()
