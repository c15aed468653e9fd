"""The SPARQL bench's engines: asked in processes of their own, timed, compared, shown in a table."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.bench import sparql
from kg.bench.sparql_answer import TABLE, TRIPLES, Answer, compared
from kg.bench.sparql_cpu import Reading, cpu_ms, family, spent_ms
from kg.bench.sparql_engine import Engine
from kg.bench.sparql_graphs import dataset_iri
from kg.bench.sparql_store import build
from kg.bench.sparql_table import lines
from kg.bench.sparql_world import catalogue
from kg.rdf.names import DCAT
from kg.store.generation import Generation


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return build(tmp_path_factory.mktemp("bench") / "store", catalogue(30))


@pytest.fixture(scope="module")
def store(generation: Generation) -> Store:
    return Store.read_only(str(generation.graph))


def test_one_row_and_another_order_are_noticed() -> None:
    one = _table({"n": ("literal", "1")}, {"n": ("literal", "2")})
    other = _table({"n": ("literal", "2")}, {"n": ("literal", "1")})
    third = _table({"n": ("literal", "2")}, {"n": ("literal", "2")})

    assert compared(TABLE, one) == compared(TABLE, other)
    assert compared(TABLE, one)[0] == 2
    assert compared(TABLE, one) != compared(TABLE, third)


def test_what_engines_spell_in_two_ways_is_the_same() -> None:
    moment = {"datatype": "http://www.w3.org/2001/XMLSchema#dateTime"}
    text = {"datatype": "http://www.w3.org/2001/XMLSchema#string"}
    one = [
        {"type": "literal", "value": "2020-01-01T10:00:00Z", **moment},
        {"type": "literal", "value": "a"},
    ]
    other = [
        {"type": "typed-literal", "value": "2020-01-01T10:00:00+00:00", **moment},
        {"type": "literal", "value": "a", **text},
    ]

    def table(terms: list[dict[str, str]]) -> bytes:
        return json.dumps({"results": {"bindings": [{"x": term} for term in terms]}}).encode()

    assert compared(TABLE, table(one)) == compared(f"{TABLE}; charset=utf-8", table(other))
    assert compared(TRIPLES, b'<a:b> <a:c> "\\u00e4" .\n# end\n') == compared(
        TRIPLES, '<a:b> <a:c> "ä".'.encode()
    )


def _table(*rows: dict[str, tuple[str, str]]) -> bytes:
    bindings = [{name: {"type": kind, "value": value} for name, (kind, value) in row.items()} for row in rows]
    return json.dumps({"head": {}, "results": {"bindings": bindings}}).encode()


def test_answers_agree_only_when_both_are_there_and_the_same() -> None:
    answer, slow = Answer(1.0, 2, "abc"), Answer(9.0, problem="more than 5 s")

    assert answer.agrees(Answer(7.0, 2, "abc"))
    assert not answer.agrees(Answer(7.0, 2, "abd"))
    assert not answer.agrees(slow)
    assert not slow.agrees(slow)


@pytest.fixture
def busy() -> Iterator[int]:
    """A process that has worked, and waits now."""
    work = "sum(range(3_000_000)); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", work], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        started.stdout.readline()
        yield started.pid
        started.kill()


def test_the_time_of_another_process_is_read(busy: int) -> None:
    assert busy in family(os.getpid())
    assert cpu_ms([busy]).living[busy] > 1
    assert cpu_ms([2**22 + 1]) == Reading({}, 0.0)


def test_what_a_process_used_before_it_ended_is_counted() -> None:
    before = Reading({1: 5.0, 2: 100.0}, ended=30.0)

    assert spent_ms(before, Reading({1: 7.5, 2: 104.0}, ended=30.0)) == 6.5
    # The second had used 100, ended with 390 in all, and a third took its place.
    assert spent_ms(before, Reading({1: 7.5, 3: 40.0}, ended=420.0)) == 2.5 + 290.0 + 40.0


@pytest.mark.parametrize("kind", ["bare", "rdflib"])
def test_an_engine_in_a_process_of_its_own_answers(
    kind: str, generation: Generation, store: Store, tmp_path: Path
) -> None:
    path = generation.graph
    if kind == "rdflib":
        path = tmp_path / "some.nt"
        triples = [quad.triple for quad in store.quads_for_pattern(None, DCAT["keyword"], None)]
        path.write_text("".join(f"{triple} .\n" for triple in set(triples)), encoding="utf-8")
    with Engine(kind, path, 20) as engine:
        answer = engine.ask(f"SELECT DISTINCT ?word {{ ?d {DCAT['keyword']} ?word }}")
        described = engine.ask(f"DESCRIBE {dataset_iri(0)}")

    words = {quad.object for quad in store.quads_for_pattern(None, DCAT["keyword"], None)}
    assert (answer.problem, answer.rows) == (None, len(words))
    assert described.rows == (2 if kind == "rdflib" else _count_of(store))


def _count_of(store: Store) -> int:
    return len({quad.triple for quad in store.quads_for_pattern(dataset_iri(0), None, None)})


def test_a_peer_that_takes_too_long_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "few.nt").write_text(
        "".join(f"<a:{n}> <a:p> <a:{n}> .\n" for n in range(90)), encoding="utf-8"
    )
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    with Engine("rdflib", tmp_path / "few.nt", 3) as engine:
        assert engine.ask(endless).problem == "more than 3 s"
        assert engine.ask("SELECT * { <a:1> ?p ?o }").rows == 1


def test_the_table_tells_what_differs() -> None:
    row = {
        "query": "01-count", "rows": 3, "service": 2.0, "worst": 2.5, "bare": 1.0, "ratio": 2.0,
        "target": 20.0, "met": False, "agrees": False, "problem": None,
        "peers": {"rdflib": {"ms": 7.25, "rows": 4, "agrees": False, "problem": None},
                  "virtuoso": {"ms": 0.0, "rows": 0, "agrees": False, "problem": "more than 20 s"}},
    }  # fmt: skip

    head, figures, *notes = lines([row], ["rdflib", "virtuoso"])

    assert head.split() == [
        "CPU",
        "ms,",
        "p50",
        "rows",
        "service",
        "worst",
        "bare",
        "ratio",
        "rdflib",
        "virtuoso",
        "target",
    ]
    assert figures.split() == ["01-count", "3", "2.0", "2.5", "1.0", "2.00", "7.2", "-", "20", "MISSED"]
    assert notes == [
        "    the service and the bare engine give different answers",
        "    rdflib differs: 4 rows",
        "    virtuoso: more than 20 s",
    ]


@pytest.mark.slow
@pytest.mark.bench
def test_the_bench_runs_from_catalogue_to_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.bench.sparql_peers.is_installed", lambda: False)
    said: list[str] = []

    found = sparql.run(said.append, data=tmp_path / "kept", datasets=40, rounds=1, peer_seconds=20)

    assert [row["query"].split("-")[0] for row in found["queries"]] == ["01", "01b"] + [
        f"{number:02d}" for number in range(2, 13)
    ]
    assert all(row["agrees"] and row["problem"] is None for row in found["queries"])
    assert all(row["peers"]["rdflib"]["agrees"] for row in found["queries"])
    assert (tmp_path / "kept" / "sparql-40" / "generations" / "000001").is_dir()
    assert any("overhead of the service" in line for line in said)
    json.dumps(found)
