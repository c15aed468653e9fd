"""What spares work and bytes: ETags and 304 by generation, and gzip."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from serving import BROWSER, client
from starlette.testclient import TestClient

from kg.query.question import QueryResult
from kg.web.state import Limits

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3"
MANY = "SELECT * { ?s ?p ?o } LIMIT 2000"
PANET = "https://w3id.org/pan-kg/graph/panet/1.3.0"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home, Limits(timeout=5, memory_mb=1000)) as opened:
        yield opened


@pytest.fixture
def asked(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that reach the workers from now on."""
    queries: list[str] = []
    pool = site.app.state.service.pool  # type: ignore[attr-defined]
    run = pool.run

    def noted(question: Any, *rest: Any) -> Any:  # noqa: ANN401
        queries.append(question.sparql)
        return run(question, *rest)

    monkeypatch.setattr(pool, "run", noted)
    return queries


def test_an_answer_that_is_known_is_not_computed_again(site: TestClient, asked: list[str]) -> None:
    first = site.get("/sparql", params={"query": COUNT})
    again = site.get("/sparql", params={"query": COUNT}, headers={"if-none-match": first.headers["etag"]})
    listed = site.get(
        "/sparql", params={"query": COUNT}, headers={"if-none-match": f'"x", {first.headers["etag"]}'}
    )
    head = site.head("/sparql", params={"query": COUNT}, headers={"if-none-match": first.headers["etag"]})

    assert asked == [COUNT]
    for answer in (again, listed, head):
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == first.headers["etag"]
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["vary"] == "Accept, Accept-Encoding"
        assert answer.headers["cache-control"] == "no-cache"


def test_another_question_has_another_etag(site: TestClient) -> None:
    asked: list[dict[str, Any]] = [
        {"params": {"query": COUNT}},
        {"params": {"query": COUNT}, "headers": {"accept": "text/csv"}},
        {"params": {"query": COUNT, "format": "tsv"}},
        {"params": {"query": COUNT, "default-graph-uri": PANET}},
        {"params": {"query": COUNT, "named-graph-uri": PANET}},
        {"params": {"query": COUNT}, "headers": BROWSER},
        {"params": {"query": CONSTRUCT}},
    ]
    tags = [site.get("/sparql", **one).headers["etag"] for one in asked]

    assert len(set(tags)) == len(tags)
    assert all(tag.startswith('W/"') for tag in tags)


@pytest.mark.parametrize(
    "text", ["SELECT (NOW() AS ?n) {}", "SELECT (rand() AS ?n) {}", "SELECT (\\u004eow() AS ?n) {}"]
)
def test_what_differs_each_time_has_no_etag(site: TestClient, text: str) -> None:
    answer = site.get("/sparql", params={"query": text})

    assert answer.status_code == 200
    assert "etag" not in answer.headers


def test_an_answer_of_another_generation_than_expected_gets_no_etag(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newer(*_: object) -> QueryResult:
        return QueryResult("application/sparql-results+json", b"{}", generation=7, seconds=0.5)

    monkeypatch.setattr(site.app.state.service.pool, "run", newer)  # type: ignore[attr-defined]
    answer = site.get("/sparql", params={"query": COUNT})

    assert (answer.status_code, answer.headers["x-generation"]) == (200, "7")
    assert answer.headers["x-query-seconds"] == "0.5000"
    assert "etag" not in answer.headers


def test_a_posted_query_and_an_error_have_no_etag(site: TestClient) -> None:
    assert "etag" not in site.post("/sparql", data={"query": COUNT}).headers
    assert "etag" not in site.get("/sparql", params={"query": "ASK {"}).headers


@pytest.mark.parametrize(
    "address", ["/", "/search?q=ptychography", "/techniques", "/api/v1/search?q=x", "/sources"]
)
def test_a_page_that_is_known_is_not_made_again(
    site: TestClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    first = site.get(address)
    monkeypatch.setattr("kg.web.pages._environment", lambda: pytest.fail("the page was made again"))
    again = site.get(address, headers={"if-none-match": first.headers["etag"]})

    assert again.status_code == 304
    assert again.headers["x-generation"] == "1"
    assert again.headers["content-security-policy"]


def test_a_page_of_another_day_or_form_has_another_etag(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    class Tomorrow(date):
        @classmethod
        def today(cls) -> "Tomorrow":
            return cls(2999, 1, 1)

    html, told = site.get("/techniques", headers=BROWSER), site.get("/techniques?format=json")
    monkeypatch.setattr("kg.web.edge.validators.date", Tomorrow)
    later = site.get("/techniques", headers=BROWSER)

    assert len({html.headers["etag"], told.headers["etag"], later.headers["etag"]}) == 3
    assert "etag" not in site.get("/nowhere").headers


@pytest.mark.parametrize("address", ["/sparql?query=" + quote(MANY), "/", "/.well-known/void"])
def test_gzip_is_for_those_who_take_it(site: TestClient, address: str) -> None:
    def raw(encoding: str, method: str = "GET") -> tuple[dict[str, str], bytes]:
        with site.stream(method, address, headers={"accept-encoding": encoding}) as answer:
            return dict(answer.headers), b"".join(answer.iter_raw())

    plain, whole = raw("identity")
    packed, small = raw("gzip, br;q=0.5")
    refused, as_it_is = raw("gzip;q=0, identity")
    head, nothing = raw("gzip", "HEAD")

    assert "content-encoding" not in plain
    assert "content-encoding" not in refused
    assert packed["content-encoding"] == head["content-encoding"] == "gzip"
    assert packed["vary"] == plain["vary"] == "Accept, Accept-Encoding"
    assert len(small) < len(whole) / 2
    assert nothing == b""
    if "sparql" in address:  # other answers count their milliseconds
        assert gzip.decompress(small) == whole == as_it_is
        with pytest.raises(gzip.BadGzipFile):
            gzip.decompress(gzip.decompress(small))
