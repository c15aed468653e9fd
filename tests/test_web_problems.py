"""What a problem says to whoever asked: what they themselves can do, and about which address it is."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from rights import OPERATOR, Noted, writable
from serving import BROWSER
from starlette.testclient import TestClient

from kg.errors import QueryFailed
from kg.query import failures
from kg.web.change.writing import Written

STORE = "/rdf-graph-store"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with writable(sample_home, Noted(Written(1))) as opened:
        yield opened


def _failing(site: TestClient, monkeypatch: pytest.MonkeyPatch, error: QueryFailed) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(site.app.state.service.pool, "run", fail)  # type: ignore[attr-defined]


class Lines(logging.Handler):
    """What the server's log says."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@pytest.fixture
def log() -> Iterator[list[str]]:
    handler, logger = Lines(), logging.getLogger("uvicorn.error")
    logger.addHandler(handler)
    yield handler.lines
    logger.removeHandler(handler)


@pytest.mark.parametrize("headers", [{}, BROWSER], ids=["machine", "browser"])
def test_who_runs_out_of_memory_is_told_what_they_can_do(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, log: list[str], headers: dict[str, str]
) -> None:
    _failing(site, monkeypatch, failures.out_of_memory(512))

    answer = site.get("/sparql", params={"query": "ASK {}"}, headers=headers)

    assert answer.status_code == 503
    assert "512 MB" in answer.text
    assert "LIMIT" in answer.text
    assert "KG_" not in answer.text
    (line,) = [line for line in log if "512 MB" in line]
    assert "KG_QUERY_MEMORY" in line


@pytest.mark.parametrize("headers", [{}, BROWSER], ids=["machine", "browser"])
def test_a_worker_that_cannot_start_tells_strangers_nothing_of_the_inside(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    _failing(site, monkeypatch, failures.no_worker("on /secret/graph: raise the setting KG_QUERY_MEMORY."))

    answer = site.get("/sparql", params={"query": "ASK {}"}, headers=headers)

    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert "KG_" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "detail"),
    [
        ("POST", "/search", "/search does not take POST; it takes GET, HEAD, OPTIONS."),
        ("PUT", "/sparql", "/sparql does not take PUT; it takes GET, HEAD, OPTIONS, POST."),
        ("GET", "/update", "/update does not take GET; it takes OPTIONS, POST."),
        ("GET", "/nowhere", "Nothing is at /nowhere."),
    ],
)
def test_a_problem_with_an_address_names_it(site: TestClient, method: str, path: str, detail: str) -> None:
    told = site.request(method, path).json()

    assert told["detail"] == detail
    assert detail in site.request(method, path, headers=BROWSER).text


def test_an_endless_address_is_not_repeated_whole(site: TestClient) -> None:
    told = site.get("/" + "a" * 5000).json()

    assert told["detail"].endswith("a….")
    assert len(told["detail"]) < 300


def test_a_missing_graph_is_no_missing_page(site: TestClient) -> None:
    missing = f"{STORE}?graph=urn:none"
    told = site.get(missing).json()

    assert (told["status"], told["type"]) == (404, "/problems/no-graph")
    assert told["title"] == "There is no such graph"
    assert told["detail"] == "There is no graph urn:none."
    assert "There is no such graph" in site.get(missing, headers=BROWSER).text
    assert site.get(told["type"]).status_code == 200


def test_what_is_not_there_to_remove_is_a_missing_graph(sample_home: Path) -> None:
    with writable(sample_home, Noted(None)) as site:
        told = site.delete(f"{STORE}?graph=urn:none", headers=OPERATOR).json()

    assert (told["status"], told["title"]) == (404, "There is no such graph")
