from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from serving import BROWSER, client
from starlette.testclient import TestClient

from kg.web.addresses import page_of
from kg.web.edge.headers import CONTENT_SECURITY_POLICY
from kg.web.state import Limits

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CONSTRUCT = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 2"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home, Limits(timeout=2, memory_mb=1000)) as opened:
        yield opened


@pytest.fixture(scope="module")
def dataset(site: TestClient) -> str:
    return page_of("datasets", site.get("/api/v1/search?q=small+angle+scattering").json()["hits"][0]["iri"])


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (BROWSER["accept"], "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
        ("text/turtle;q=0.3, application/ld+json;q=0.8", "application/ld+json"),
    ],
)
def test_a_dataset_answers_in_the_wanted_syntax(
    site: TestClient, dataset: str, accept: str, media_type: str
) -> None:
    answer = site.get(dataset, headers={"accept": accept})

    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_turtle_and_json_ld_of_a_dataset_are_the_same_graph(site: TestClient, dataset: str) -> None:
    turtle = site.get(dataset + "?format=ttl").content
    json_ld = site.get(dataset + "?format=jsonld").content

    triples = {str(quad.triple) for quad in parse(turtle, format=RdfFormat.TURTLE)}
    assert triples == {str(quad.triple) for quad in parse(json_ld, format=RdfFormat.JSON_LD)}
    assert len(triples) > 10


@pytest.mark.parametrize(
    ("address", "accept", "status", "kind"),
    [
        ("/nowhere", "application/json", 404, "not-found"),
        ("/datasets/doi.org/10.1/none", "application/json", 404, "not-found"),
        ("/techniques/PaNET99999", "application/json", 404, "not-found"),
        ("/search?as_of=2026-02-30", "application/json", 400, "bad-request"),
        ("/search?page=0", "application/json", 400, "bad-request"),
        ("/search?facility=nowhere", "application/json", 400, "bad-request"),
        ("/search?format=pdf", "application/json", 400, "bad-request"),
        ("/techniques", "image/png", 406, "not-offered"),
        ("/sparql", "application/json", 400, "bad-request"),
        ("/sparql?query=ASK+%7B", "application/json", 400, "bad-query"),
        ("/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D", "application/json", 400, "bad-request"),
        ("/sparql?query=ASK+%7B%7D", "image/png", 406, "not-offered"),
        ("/sparql?update=CLEAR+ALL", "application/json", 400, "bad-request"),
        ("/sparql?query=CLEAR+ALL", "application/json", 400, "bad-query"),
        ("/sparql?query=SELECT+*+%7BSERVICE+%3Chttp://x/%3E%7B%7D%7D", "application/json", 400, "bad-query"),
    ],
)
def test_errors_are_problem_documents(
    site: TestClient, address: str, accept: str, status: int, kind: str
) -> None:
    answer = site.get(address, headers={"accept": accept})

    told = answer.json()
    assert answer.status_code == told["status"] == status
    assert told["type"] == f"/problems/{kind}"
    assert told["detail"]
    assert answer.headers["content-type"] == "application/problem+json"
    assert site.get(told["type"]).status_code == 200


def test_a_syntax_error_has_its_line_and_column(site: TestClient) -> None:
    told = site.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"}).json()

    assert (told["line"], told["column"]) == (2, 8)


def test_a_browser_gets_errors_as_pages(site: TestClient) -> None:
    answer = site.get("/nowhere", headers=BROWSER)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_a_timeout_says_how_long_and_when_to_come_back(site: TestClient) -> None:
    answer = site.get("/sparql", params={"query": ENDLESS})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert answer.json()["timeoutSeconds"] == 2
    assert site.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


@pytest.mark.parametrize(
    "address",
    ["/", "/nowhere", "/sparql?query=ASK+%7B%7D", "/sparql?query=x", "/static/style.css", "/health/live"],
)
def test_every_answer_carries_the_headers(site: TestClient, address: str) -> None:
    headers = site.get(address).headers

    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert "set-cookie" not in headers


def test_a_preflight_is_allowed_for_reading(site: TestClient) -> None:
    answer = site.options(
        "/sparql", headers={"origin": "https://a.example", "access-control-request-method": "POST"}
    )

    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert answer.content == b""


@pytest.mark.parametrize("address", ["/", "/sparql?query=ASK+%7B%7D", "/nowhere", "/health/live"])
def test_head_is_get_without_a_body(site: TestClient, address: str) -> None:
    head, get = site.head(address), site.get(address)

    assert head.content == b""
    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]


def test_a_query_comes_in_three_ways(site: TestClient) -> None:
    by_get = site.get("/sparql", params={"query": COUNT})
    by_form = site.post("/sparql", data={"query": COUNT})
    direct = site.post("/sparql", content=COUNT, headers={"content-type": "application/sparql-query"})

    assert by_get.status_code == 200
    assert by_get.content == by_form.content == direct.content
    assert by_get.headers["content-type"] == "application/sparql-results+json"


def test_the_dataset_of_the_protocol_is_used(site: TestClient) -> None:
    panet = "https://w3id.org/pan-kg/graph/panet/1.3.0"
    whole = site.get("/sparql", params={"query": COUNT}).json()
    one = site.get("/sparql", params={"query": COUNT, "default-graph-uri": panet}).json()
    posted = site.post(
        "/sparql",
        params={"default-graph-uri": panet},
        content=COUNT,
        headers={"content-type": "application/sparql-query"},
    ).json()

    def number(answer: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> int:
        return int(answer["results"]["bindings"][0]["n"]["value"])

    assert 0 < number(one) < number(whole)
    assert number(posted) == number(one)


@pytest.mark.parametrize(
    ("query", "name", "media_type"),
    [
        (COUNT, "csv", "text/csv; charset=utf-8"),
        (COUNT, "tsv", "text/tab-separated-values; charset=utf-8"),
        (COUNT, "xml", "application/sparql-results+xml"),
        (CONSTRUCT, "ttl", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "nt", "application/n-triples"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "turtle", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "xml", "application/rdf+xml"),
    ],
)
def test_the_format_parameter_beats_the_accept_header(
    site: TestClient, query: str, name: str, media_type: str
) -> None:
    answer = site.get("/sparql", params={"query": query, "format": name}, headers=BROWSER)

    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type


def test_the_format_auto_leaves_the_choice_to_the_accept_header(site: TestClient) -> None:
    answer = site.get("/sparql", params={"query": COUNT, "format": "auto"}, headers={"accept": "text/csv"})

    assert answer.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize(
    ("content_type", "content", "status"),
    [
        ("application/json", "{}", 415),
        ("", "ASK {}", 415),
        ("application/sparql-query", "x" * 900_000, 413),
        ("application/sparql-query", b"ASK { ?s ?p '\xff' }", 400),
        ("application/sparql-update", "CLEAR ALL", 415),
    ],
)
def test_a_body_that_cannot_be_is_refused(
    site: TestClient, content_type: str, content: str | bytes, status: int
) -> None:
    answer = site.post("/sparql", content=content, headers={"content-type": content_type})

    assert answer.status_code == answer.json()["status"] == status


def test_other_methods_are_refused(site: TestClient) -> None:
    refused = site.delete("/sparql")

    assert refused.status_code == 405
    assert "GET" in refused.headers["allow"]
    assert site.put("/", content="x").json()["type"] == "/problems/wrong-method"


def test_the_api_answers_as_the_interface_says(site: TestClient) -> None:
    told = site.get("/api/v1/search?q=small+angle+scattering&limit=1&as_of=2026-01-01").json()

    assert {"reading", "total", "hits", "relaxations", "sparql", "generation", "milliseconds"} <= set(told)
    hit_keys = (
        "iri doi title score because facility instrument techniques sample date access opens group_size"
    )
    assert set(hit_keys.split()) <= set(told["hits"][0])
    assert site.get("/sparql", params={"query": told["sparql"]}).status_code == 200


def test_the_description_of_the_api_names_its_parts_and_no_page(site: TestClient) -> None:
    paths = site.get("/openapi.json").json()["paths"]

    parts = (
        "/sparql /.well-known/void /api/v1/search /api/v1/search/why-not /api/v1/read /api/v1/suggest "
        "/api/v1/similar /api/v1/link /api/v1/cite /api/v1/vocabulary /api/v1/ontology/check "
        "/api/v1/statement /api/v1/reports /api/v1/reports/{facility} /badge/{path}.svg /widget/{path} "
        "/health/live /health/ready"
    )
    assert set(paths) == set(parts.split())
    assert site.get("/docs").status_code == site.get("/redoc").status_code == 404
