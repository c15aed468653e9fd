from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from serving import BROWSER, client
from starlette.testclient import TestClient

from kg.errors import QueryFailed
from kg.web.state import Limits

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3"
PANET = "https://w3id.org/pan-kg/graph/panet/1.3.0"
FACILITIES = "https://w3id.org/pan-kg/graph/facilities"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home, Limits(timeout=5, memory_mb=1000)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("accept", "syntax", "format"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/trig", "application/trig", RdfFormat.TRIG),
        ("application/n-quads", "application/n-quads", RdfFormat.N_QUADS),
    ],
)
def test_a_graph_comes_in_every_syntax(site: TestClient, accept: str, syntax: str, format: RdfFormat) -> None:
    answer = site.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": accept})

    assert answer.headers["content-type"] == syntax
    assert len(list(parse(answer.content, format=format))) == 3


@pytest.mark.parametrize("name", ["ttl", "nt", "rdf", "jsonld", "trig", "nq"])
def test_every_syntax_has_a_name_for_the_address(site: TestClient, name: str) -> None:
    answer = site.get("/sparql", params={"query": CONSTRUCT, "format": name}, headers=BROWSER)

    kind = RdfFormat.from_extension(name)
    assert kind is not None
    assert len(list(parse(answer.content, format=kind))) == 3


@pytest.mark.parametrize("query", [None, "ASK {}", CONSTRUCT])
@pytest.mark.parametrize("headers", [{"accept": "*/*"}, BROWSER])
def test_a_format_that_is_none_is_refused_and_told_of_those_that_are(
    site: TestClient, query: str | None, headers: dict[str, str]
) -> None:
    asked = {"format": "xyz"} | ({"query": query} if query else {})
    answers = [site.get("/sparql", params=asked, headers=headers)]
    if query:
        answers.append(site.post("/sparql", data=asked, headers=headers))

    for answer in answers:
        assert answer.status_code == 400
        for told in ("xyz", "json, xml, csv, tsv", "ttl, nt, rdf, jsonld, trig, nq"):
            assert told in answer.text
        kind = "text/html; charset=utf-8" if headers is BROWSER else "application/problem+json"
        assert answer.headers["content-type"] == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("CSV", "text/csv; charset=utf-8"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("html", "text/html; charset=utf-8"),
    ],
)
def test_a_format_may_be_a_media_type_or_the_page(site: TestClient, name: str, kind: str) -> None:
    answer = site.get("/sparql", params={"query": "ASK {}", "format": name})

    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    ("method", "query", "content", "content_type", "status"),
    [
        ("POST", "", "query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        ("POST", "?query=ASK%7B%7D", "query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        ("POST", "?query=ASK%7B%7D", "ASK {}", "application/sparql-query", 400),
        ("POST", "", "update=CLEAR+ALL", "application/x-www-form-urlencoded", 400),
        ("POST", "", "", "application/x-www-form-urlencoded", 400),
        ("POST", "", b"query=ASK%7B%7D%FF", "application/x-www-form-urlencoded", 400),
        ("POST", "", "ASK {}".encode("utf-16"), "application/sparql-query", 400),
        ("POST", "", "ASK {}", "application/sparql-query; charset=UTF-16", 415),
        ("GET", "?query=ASK%7B%7D%FF", None, None, 400),
        ("GET", "?" + "&".join(f"a{n}=1" for n in range(1001)), None, None, 400),
    ],
)
def test_a_request_that_the_protocol_forbids_is_refused(
    site: TestClient,
    method: str,
    query: str,
    content: str | bytes | None,
    content_type: str | None,
    status: int,
) -> None:
    headers = {"content-type": content_type} if content_type else {}
    answer = site.request(method, "/sparql" + query, content=content, headers=headers)

    assert answer.status_code == answer.json()["status"] == status


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("value", ["relative", "http://a b/", "", "http://a/<x>"])
def test_a_graph_name_that_is_none_is_named(site: TestClient, name: str, value: str) -> None:
    told = site.get("/sparql", params={"query": COUNT, name: value}).json()

    assert told["type"] == "/problems/bad-request"
    assert f"`{name}`" in told["detail"]
    assert repr(value) in told["detail"]


def test_relative_iris_are_resolved_against_the_endpoint(site: TestClient) -> None:
    found = site.get("/sparql", params={"query": "SELECT (<x> AS ?n) {}"}).json()
    wrong = site.get("/sparql", params={"query": "SELECT (<x> AS) {}"}).json()
    same_length = site.get("/sparql", params={"query": "SELECT (?xx AS) {}"}).json()

    assert found["results"]["bindings"][0]["n"]["value"] == "http://testserver/x"
    place = (same_length["line"], same_length["column"])
    assert (wrong["line"], wrong["column"]) == place
    assert f"line 1, column {place[1]}:" in wrong["detail"]


def _number(site: TestClient, query: str, **parameters: str | list[str]) -> int:
    found = site.get("/sparql", params={"query": query, **parameters}).json()
    return int(found["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("union", [True, False])
def test_from_and_the_protocol_mean_the_same_in_both_modes(sample_home: Path, union: bool) -> None:
    in_graphs = "SELECT (COUNT(*) AS ?n) %s { GRAPH ?g { ?s ?p ?o } }"
    with client(sample_home, Limits(timeout=5, memory_mb=1000, union=union)) as site:
        one, two = (_number(site, COUNT, **{"default-graph-uri": graph}) for graph in (PANET, FACILITIES))
        both = _number(site, COUNT, **{"default-graph-uri": [PANET, FACILITIES]})
        named = _number(site, in_graphs % "", **{"named-graph-uri": [PANET, FACILITIES]})
        whole = _number(site, COUNT)
        nothing = _number(site, COUNT, **{"default-graph-uri": "urn:none"})
        only_named = _number(site, COUNT, **{"named-graph-uri": PANET})
        assert _number(site, f"SELECT (COUNT(*) AS ?n) FROM <{PANET}> {{ ?s ?p ?o }}") == one
        assert _number(site, in_graphs % f"FROM NAMED <{PANET}> FROM NAMED <{FACILITIES}>") == named
        # The dataset of the protocol wins over the one in the text.
        text = f"SELECT (COUNT(*) AS ?n) FROM <{PANET}> {{ ?s ?p ?o }}"
        assert _number(site, text, **{"default-graph-uri": FACILITIES}) == two

    assert one > 0
    assert two > 0
    assert both == one + two == named  # the two files say nothing twice
    assert nothing == only_named == 0
    assert (whole > both) if union else (whole == 0)


def test_a_client_that_spent_its_share_hears_when_to_come_back(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spent(*_: object) -> None:
        raise QueryFailed("You have used 60 s of 60 s.", "budget", wait=12.3)

    monkeypatch.setattr(site.app.state.service.pool, "run", spent)  # type: ignore[attr-defined]
    answer = site.get("/sparql", params={"query": COUNT})

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "13"
    assert answer.headers["ratelimit"] == '"worker-seconds";r=0;t=13'
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_broken_worker_tells_nothing_of_the_inside(
    site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise QueryFailed("No query worker can start on /a/secret/path", "start")

    monkeypatch.setattr(site.app.state.service.pool, "run", broken)  # type: ignore[attr-defined]
    answer = site.get("/sparql", params={"query": COUNT})

    assert answer.status_code == 503
    assert "secret" not in answer.text


def test_readiness_tells_what_a_probe_needs(site: TestClient) -> None:
    told = site.get("/health/ready").json()

    assert (told["status"], told["generation"]) == ("ready", 1)
    assert told["free_bytes"] > 0
    assert 0 <= told["age_seconds"] < 86400


def test_an_ending_service_is_not_ready(site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.app.state.service, "is_closing", True)  # type: ignore[attr-defined]

    assert site.get("/health/ready").status_code == 503
    assert site.get("/health/live").status_code == 200
