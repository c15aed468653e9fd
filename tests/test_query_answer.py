"""What an answer is: complete, in the wanted syntax, from the asked dataset; or an error that says why."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import COUNT, ENDLESS, count, lanes_on, make_generation

from kg.errors import BadQuery, QueryFailed
from kg.query.formats import NotOffered
from kg.query.lanes import Lanes
from kg.query.question import Question
from kg.store.generation import Generation

DESCRIBED = b'<https://example.org/1> <https://example.org/p> "text 1" .\n'
"""In Turtle; nothing in it can be shortened, so no prefix is declared."""


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return make_generation(tmp_path_factory.mktemp("lanes"), 3000)


@pytest.fixture(scope="module")
def lanes(generation: Generation) -> Iterator[Lanes]:
    with lanes_on(generation, timeout=2.0) as lanes:
        yield lanes


def test_the_default_graph_is_the_union_of_all_graphs(lanes: Lanes) -> None:
    assert count(lanes) == 3000


def test_from_is_honoured_although_the_union_is_the_default(lanes: Lanes) -> None:
    one = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/graph/1> { ?s ?p ?o }"
    none = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/nowhere> { ?s ?p ?o }"

    assert (count(lanes, one), count(lanes, none)) == (1000, 0)


def test_the_protocol_dataset_wins_over_from(lanes: Lanes) -> None:
    sparql = "SELECT (COUNT(*) AS ?n) FROM <https://example.org/nowhere> { ?s ?p ?o }"

    assert count(lanes, sparql, default=("https://example.org/graph/2",)) == 1000


def test_with_named_graphs_alone_the_default_graph_is_empty(lanes: Lanes) -> None:
    named = ("https://example.org/graph/2",)

    assert count(lanes, named=named) == 0
    assert count(lanes, "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named=named) == 1000


@pytest.mark.parametrize(
    ("sparql", "accept", "media_type", "start"),
    [
        ("ASK {}", "*/*", "application/sparql-results+json", b'{"head"'),
        ("ASK {}", "text/csv", "text/csv", b"true"),
        (COUNT, "text/tab-separated-values", "text/tab-separated-values", b"?n\n3000"),
        (COUNT, "application/xml", "application/xml", b"<?xml"),
        ("DESCRIBE <https://example.org/1>", "*/*", "text/turtle", DESCRIBED),
        ("DESCRIBE <https://example.org/1>", "application/ld+json", "application/ld+json", b"[{"),
        ("DESCRIBE <https://example.org/1>", "text/csv, text/turtle;q=0.1", "text/turtle", DESCRIBED),
    ],
)
def test_the_answer_is_in_the_wanted_syntax(
    lanes: Lanes, sparql: str, accept: str, media_type: str, start: bytes
) -> None:
    result = lanes.run(Question(sparql, accept))

    assert result.media_type == media_type
    assert result.body.startswith(start)


@pytest.mark.parametrize(
    ("sparql", "accept"), [(COUNT, "text/turtle"), ("DESCRIBE <x:y>", "text/csv"), (COUNT, "image/png")]
)
def test_a_syntax_that_does_not_fit_is_not_offered(lanes: Lanes, sparql: str, accept: str) -> None:
    with pytest.raises(NotOffered, match="Offered: "):
        lanes.run(Question(sparql, accept))


def test_a_syntax_error_names_line_and_column_of_a_missing_prefix(lanes: Lanes) -> None:
    with pytest.raises(BadQuery, match="line 3, column 5: the prefix ex: is not declared") as caught:
        lanes.run(Question("SELECT * {\n ?s ?p ?o .\n ?s ex:p ?o }"))

    assert (caught.value.line, caught.value.column) == (3, 5)


def test_a_syntax_error_names_line_and_column(lanes: Lanes) -> None:
    with pytest.raises(BadQuery, match="line 2, column 8: found `}`, expected an object") as caught:
        lanes.run(Question("SELECT * {\n ?s ?p }"))

    assert (caught.value.line, caught.value.column) == (2, 8)
    assert caught.value.excerpt == " ?s ?p }\n       ^"


def test_a_syntax_error_keeps_three_of_the_engines_many_expectations(lanes: Lanes) -> None:
    with pytest.raises(BadQuery, match=r"The `\{` opened at line 1 is never closed") as caught:
        lanes.run(Question("SELECT * {"))

    assert caught.value.engine_message == """expected one of "$", "'", "'''", …"""


def test_an_endless_query_is_stopped_and_the_next_one_answered(lanes: Lanes) -> None:
    with pytest.raises(QueryFailed, match="longer than 2 s") as caught:
        lanes.run(Question(ENDLESS))

    assert caught.value.kind == "timeout"
    assert count(lanes) == 3000


def test_a_query_that_eats_memory_is_stopped_and_reported_as_such(generation: Generation) -> None:
    with lanes_on(generation, timeout=30.0, memory_mb=400) as lanes:
        with pytest.raises(QueryFailed) as caught:
            lanes.run(Question("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"))

        assert caught.value.kind == "memory"
        assert "400 MB" in str(caught.value)
        assert "KG_" not in str(caught.value)  # strangers have no settings
        assert "KG_QUERY_MEMORY" in str(caught.value.for_operator)
        assert count(lanes) == 3000


def test_an_answer_beyond_the_cap_is_refused_whole(generation: Generation) -> None:
    with lanes_on(generation, largest=10_000) as lanes:
        with pytest.raises(QueryFailed, match="Add a LIMIT") as caught:
            lanes.run(Question("SELECT * { ?s ?p ?o }"))

        assert caught.value.kind == "too-large"
        assert len(lanes.run(Question("SELECT * { ?s ?p ?o } LIMIT 10")).body) < 10_000


def test_a_client_that_leaves_stops_its_query(generation: Generation) -> None:
    gone = threading.Event()
    threading.Timer(0.2, gone.set).start()

    with lanes_on(generation, timeout=30.0) as lanes, pytest.raises(QueryFailed) as caught:
        lanes.run(Question(ENDLESS), gone=gone)

    assert caught.value.kind == "gone"


def test_an_answer_says_who_gave_it_and_what_it_cost(lanes: Lanes) -> None:
    result = lanes.run(Question(COUNT))

    assert result.generation == 1
    assert 0 < result.seconds < 2


def test_a_graph_that_is_not_there_is_named(tmp_path: Path) -> None:
    with lanes_on(Generation(tmp_path / "nothing", 1)) as lanes:
        with pytest.raises(QueryFailed, match=r"No query worker can start: on .*nothing") as caught:
            count(lanes)
        status = lanes.status()

    assert caught.value.kind == "start"
    assert not status["ready"]
    assert "nothing" in status["reason"]


def test_a_function_that_is_not_there_is_the_query_s_fault(lanes: Lanes) -> None:
    with pytest.raises(BadQuery, match="No function is called <urn:exec> here"):
        lanes.run(Question("SELECT (<urn:exec>(1) AS ?x) {}"))
