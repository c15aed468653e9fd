"""W3C SPARQL 1.1 Update over HTTP: syntax, and every evaluation test against the whole state of the store.

Each test sets the store up and changes it in one request, which publishes a generation: a minute in all.
"""

import re
from collections.abc import Iterator

import pytest
from httpx2 import Response
from rdflib import Graph
from rights import OPERATOR, really_writable
from starlette.testclient import TestClient
from w3c.compare import same_graph
from w3c.known_misses import judge, known_misses
from w3c.suite import Case, cases, file_of, text_of

from kg.publishing import publish_live
from kg.store.home import Home
from kg.web.state import Limits
from kg.writer import open_writer

pytestmark = pytest.mark.slow

EVALUATION = [
    case
    for case in cases("manifest-sparql11-update.ttl", "UpdateEvaluationTest", "NegativeSyntaxTest11")
    if not case.id.startswith("syntax-")
]
SYNTAX = [
    case
    for part in ("syntax-update-1", "syntax-update-2")
    for case in cases(f"{part}/manifest.ttl", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")
]
_LOADS = {f"syntax-update-1/test_{number}" for number in (1, 2, 3, 4, 37)}
_PROLOGUE = re.compile(r"(?:\s|#.*\n|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s+<[^>]*>)*", re.IGNORECASE)
_OURS = "https://w3id.org/pan-kg/"
"""Graphs of the product's own, which no test of the suite is about."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """On a store without the vocabularies that ship: each DROP ALL would have them loaded again."""
    home = Home(tmp_path_factory.mktemp("w3c") / "home")
    with open_writer(home) as writer:
        publish_live(home, writer, None)
    with really_writable(home, Limits(timeout=10, memory_mb=1000, union=False)) as opened:
        yield opened


@pytest.mark.parametrize("case", EVALUATION, ids=lambda case: case.id)
def test_update_evaluation(site: TestClient, case: Case) -> None:
    if case.kind == "NegativeSyntaxTest11":
        _is_refused(_update(site, case))
        return
    request = _request(case)
    prologue = _PROLOGUE.match(request)  # the engine takes no BASE and PREFIX after the first operation
    start = prologue.end() if prologue else 0
    answer = _send(site, f"{request[:start]}\n{_set_up(case)} ;\n{request[start:]}")
    passed, told = answer.status_code == 204, f"{case.name}: {answer.status_code} {answer.text}"
    if passed:
        expected, got = _files(case.expected_data, case.expected_graphs), _state(site)
        passed = expected.keys() == got.keys()
        passed = passed and all(same_graph(expected[name], got[name]) for name in expected)
        told = f"{case.name}\nexpected {_shown(expected)}\ngot {_shown(got)}"
    judge(case.id, passed, told)


@pytest.mark.parametrize("case", SYNTAX, ids=lambda case: case.id)
def test_update_syntax(site: TestClient, case: Case) -> None:
    answer = _update(site, case)
    if case.kind == "NegativeUpdateSyntaxTest11":
        _is_refused(answer)
    elif case.id in _LOADS:  # understood, and refused by name: the store fetches nothing
        assert (answer.status_code, "LOAD is refused" in answer.json()["detail"]) == (400, True)
    elif answer.status_code != 204:  # understood, and not carried out: it drops what is not there
        assert "does not exist" in answer.json()["detail"], answer.text
        assert re.search(r"(?:DROP|CLEAR) +GRAPH", text_of(case.action), re.IGNORECASE)


def test_the_suite_is_whole() -> None:
    if not EVALUATION:
        pytest.skip("the W3C SPARQL 1.1 suite is not at hand")
    assert (len(EVALUATION), len(SYNTAX)) == (102, 55)
    assert not known_misses().keys() & {case.id for case in EVALUATION}


def _update(site: TestClient, case: Case) -> Response:
    return _send(site, _request(case))


def _request(case: Case) -> str:
    return f"BASE <{case.action}>\n{text_of(case.action)}"


def _send(site: TestClient, text: str) -> Response:
    headers = OPERATOR | {"content-type": "application/sparql-update"}
    return site.post("/update", content=text.encode(), headers=headers)


def _is_refused(answer: Response) -> None:
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/bad-query"), answer.text


def _set_up(case: Case) -> str:
    """An update that makes the store hold just what the test begins with."""
    wanted = _files(case.data, case.graphs)
    blocks = [
        f"GRAPH <{name}> {{ {graph.serialize(format='nt')} }}" if name else graph.serialize(format="nt")
        for name, graph in wanted.items()
    ]
    return f"DROP ALL ;\nINSERT DATA {{ {' '.join(blocks)} }}"


def _files(data: tuple[str, ...], graphs: dict[str, str]) -> dict[str, Graph]:
    """The graphs that hold something, by name; the default graph has the empty name."""
    found = {name: _read(file) for name, file in graphs.items()}
    found[""] = Graph()
    for file in data:
        found[""] += _read(file)
    return {name: graph for name, graph in found.items() if len(graph)}


def _read(file: str) -> Graph:
    return Graph().parse(file_of(file), format="turtle", publicID=file)


def _state(site: TestClient) -> dict[str, Graph]:
    """All that the service shows, read through the query endpoint and the graph store."""
    listed = site.get("/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}).json()
    names = [row["g"]["value"] for row in listed["results"]["bindings"]]
    found = {name: _fetched(site, {"graph": name}) for name in names if not name.startswith(_OURS)}
    found[""] = _fetched(site, {"default": ""})
    return {name: graph for name, graph in found.items() if len(graph)}


def _fetched(site: TestClient, which: dict[str, str]) -> Graph:
    answer = site.get("/rdf-graph-store", params=which, headers={"accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return Graph().parse(data=answer.text, format="nt")


def _shown(graphs: dict[str, Graph]) -> dict[str, int]:
    return {name: len(graph) for name, graph in sorted(graphs.items())}
