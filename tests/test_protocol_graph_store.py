from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rights import OPERATOR, READER, Noted, writable
from serving import BROWSER
from starlette.testclient import TestClient

from kg.web.change.writing import Written
from kg.web.state import Limits

STORE = "/rdf-graph-store"
TURTLE = {"content-type": "text/turtle"} | OPERATOR
FACILITIES = "https://w3id.org/pan-kg/graph/facilities"
BODY = b"<urn:a> <urn:b> <urn:c> ."


@pytest.fixture(scope="module")
def noted() -> Noted:
    return Noted(Written(1))


@pytest.fixture(scope="module")
def site(sample_home: Path, noted: Noted) -> Iterator[TestClient]:
    with writable(sample_home, noted, Limits(timeout=3, memory_mb=1000, body_mb=1)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def forget(noted: Noted) -> None:
    noted.calls.clear()
    noted.answer, noted.error = Written(1), None


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize(("created", "status"), [(True, 201), (False, 204)])
@pytest.mark.parametrize(
    ("query", "graph"),
    [("?graph=urn:g", "urn:g"), ("?default", None), ("?default=", None), ("?graph=default", None)],
)
def test_a_graph_is_written(
    site: TestClient, noted: Noted, method: str, created: bool, status: int, query: str, graph: str | None
) -> None:
    noted.answer = Written(1, created)
    answer = site.request(method, STORE + query, content=BODY, headers=TURTLE)

    assert (answer.status_code, answer.content, answer.headers["x-generation"]) == (status, b"", "1")
    assert noted.calls == [(method.lower(), graph, BODY, "text/turtle")]


def test_a_graph_is_removed(site: TestClient, noted: Noted) -> None:
    assert site.delete(f"{STORE}?graph=urn:g", headers=OPERATOR).status_code == 204
    noted.answer = None
    assert site.delete(f"{STORE}?graph=urn:g", headers=OPERATOR).status_code == 404
    assert noted.calls == [("delete", "urn:g"), ("delete", "urn:g")]


def test_what_is_posted_to_no_graph_gets_a_new_one_and_hears_its_name(site: TestClient, noted: Noted) -> None:
    answer = site.post(STORE, content=BODY, headers=TURTLE)

    assert answer.status_code == 201
    assert answer.headers["location"] == noted.calls[0][1]
    assert answer.headers["location"].startswith("https://w3id.org/pan-kg/graph/posted/")


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_every_syntax_of_one_graph_is_handed_on(site: TestClient, noted: Noted, media_type: str) -> None:
    headers = OPERATOR | {"content-type": f"{media_type}; charset=utf-8"}

    assert site.put(f"{STORE}?graph=urn:g", content=b"...", headers=headers).status_code == 204
    assert noted.calls == [("put", "urn:g", b"...", media_type)]


def test_the_files_of_a_form_are_one_change(site: TestClient, noted: Noted) -> None:
    files = [
        ("one", ("one.ttl", b"<urn:a> <urn:b> _:x .", "text/turtle")),
        ("two", ("two.nt", b"<urn:d> <urn:e> _:x .\n", "application/n-triples")),
    ]
    answer = site.post(f"{STORE}?graph=urn:g", files=files, headers=OPERATOR)

    assert answer.status_code == 204
    ((_, graph, body, media_type),) = noted.calls
    assert (graph, media_type) == ("urn:g", "application/n-triples")
    quads = list(parse(body, format=RdfFormat.N_TRIPLES))
    assert {(quad.subject.value, quad.predicate.value) for quad in quads} == {
        ("urn:a", "urn:b"),
        ("urn:d", "urn:e"),
    }
    assert len({quad.object for quad in quads}) == 2  # one label in two files is two nodes


@pytest.mark.parametrize(
    ("query", "content", "headers", "status"),
    [
        ("?graph=urn:g", BODY, {"content-type": "text/turtle"}, 401),
        ("?graph=urn:g", BODY, {"content-type": "text/turtle"} | READER, 403),
        ("?graph=relative", BODY, TURTLE, 400),
        ("?graph=", BODY, TURTLE, 400),
        ("?graph=%FF", BODY, TURTLE, 400),
        ("?graph=urn:g&default", BODY, TURTLE, 400),
        ("?graph=urn:g&graph=urn:h", BODY, TURTLE, 400),
        ("", BODY, TURTLE, 400),
        ("?graph=urn:g", BODY, OPERATOR, 415),
        ("?graph=urn:g", BODY, OPERATOR | {"content-type": "application/trig"}, 415),
        ("?graph=urn:g", BODY, OPERATOR | {"content-type": "text/html"}, 415),
        ("?graph=urn:g", BODY, TURTLE | {"content-encoding": "gzip"}, 415),
        ("?graph=urn:g", BODY, OPERATOR | {"content-type": "text/turtle; charset=latin-1"}, 415),
        ("?graph=urn:g", BODY, OPERATOR | {"content-type": "multipart/form-data"}, 400),
        ("?graph=urn:g", b"--x--\r\n", OPERATOR | {"content-type": "multipart/form-data; boundary=x"}, 400),
        ("?graph=urn:g", b"#" * (1024 * 1024 + 1), TURTLE, 413),
    ],
)
def test_what_is_no_graph_is_refused_before_it_reaches_the_writer(
    site: TestClient, noted: Noted, query: str, content: bytes, headers: dict[str, str], status: int
) -> None:
    answer = site.put(STORE + query, content=content, headers=headers)

    assert answer.status_code == answer.json()["status"] == status
    assert noted.calls == []


def test_a_body_without_a_length_is_stopped_at_the_limit(site: TestClient, noted: Noted) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"#" * 65536

    assert site.put(f"{STORE}?default", content=endless(), headers=TURTLE).status_code == 413
    assert noted.calls == []


def test_other_methods_are_told_which_ones_are_right(site: TestClient) -> None:
    answer = site.patch(f"{STORE}?default", content=BODY, headers=TURTLE)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "DELETE, GET, HEAD, OPTIONS, POST, PUT"


def test_scripts_of_other_sites_may_read_and_not_write(site: TestClient) -> None:
    preflight = site.options(f"{STORE}?default")
    read = site.get(f"{STORE}?graph=urn:none")
    written = site.put(f"{STORE}?graph=urn:g", content=BODY, headers=TURTLE)

    assert preflight.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert read.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in written.headers


def test_a_graph_is_read_without_a_token_in_the_wanted_syntax(site: TestClient) -> None:
    address = f"{STORE}?graph={FACILITIES}"
    turtle = site.get(address, headers={"accept": "text/turtle"})
    named = site.get(f"{address}&format=nt", headers=BROWSER)
    json_ld = site.get(address, headers={"accept": "application/ld+json"})

    assert turtle.headers["content-type"] == "text/turtle; charset=utf-8"
    assert named.headers["content-type"] == "application/n-triples"
    told = {str(quad.triple) for quad in parse(turtle.content, format=RdfFormat.TURTLE)}
    assert told == {str(quad.triple) for quad in parse(named.content, format=RdfFormat.N_TRIPLES)}
    assert told == {str(quad.triple) for quad in parse(json_ld.content, format=RdfFormat.JSON_LD)}
    assert len(told) > 20


def test_the_default_graph_is_what_was_written_to_it_and_not_the_union(site: TestClient) -> None:
    answer = site.get(f"{STORE}?default", headers={"accept": "application/n-triples"})

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("?graph=urn:none", "*/*", 404),
        (f"?graph={FACILITIES}", "image/png", 406),
        (f"?graph={FACILITIES}&format=pdf", "*/*", 400),
        ("", "*/*", 400),
    ],
)
def test_what_cannot_be_read_says_why(site: TestClient, query: str, accept: str, status: int) -> None:
    got = site.get(STORE + query, headers={"accept": accept})
    head = site.head(STORE + query, headers={"accept": accept})

    assert got.status_code == got.json()["status"] == head.status_code == status
    assert head.content == b""


def test_a_known_graph_is_not_sent_again(site: TestClient) -> None:
    first = site.get(f"{STORE}?graph={FACILITIES}")
    again = site.get(f"{STORE}?graph={FACILITIES}", headers={"if-none-match": first.headers["etag"]})
    other = site.get(
        f"{STORE}?graph={FACILITIES}&format=nt", headers={"if-none-match": first.headers["etag"]}
    )

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert other.status_code == 200
