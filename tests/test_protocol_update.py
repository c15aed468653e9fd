from collections.abc import Iterator
from pathlib import Path

import pytest
from rights import OPERATOR, READER, Noted, writable
from serving import client
from starlette.testclient import TestClient

from kg.errors import BadQuery, QueryFailed, StoreBusy, StoreFull
from kg.web.change.writing import Written

UPDATE = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
DIRECT = {"content-type": "application/sparql-update"} | OPERATOR
FORM = {"content-type": "application/x-www-form-urlencoded"} | OPERATOR


@pytest.fixture(scope="module")
def noted() -> Noted:
    return Noted(Written(1))


@pytest.fixture(scope="module")
def site(sample_home: Path, noted: Noted) -> Iterator[TestClient]:
    with writable(sample_home, noted) as opened:
        yield opened


@pytest.fixture(autouse=True)
def forget(noted: Noted) -> None:
    noted.calls.clear()
    noted.answer, noted.error, noted.trouble = Written(1), None, None


def test_without_tokens_there_is_no_such_address(sample_home: Path) -> None:
    with client(sample_home) as reading:
        for path in ("/update", "/rdf-graph-store?default"):
            for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"):
                assert reading.request(method, path).status_code == 404, (method, path)


def test_an_update_comes_as_a_form_or_as_it_is(site: TestClient, noted: Noted) -> None:
    direct = site.post(
        "/update?using-graph-uri=urn:d&using-named-graph-uri=urn:n", content=UPDATE, headers=DIRECT
    )
    fields = {"update": UPDATE, "using-graph-uri": ["urn:d", "urn:e"], "using-named-graph-uri": "urn:n"}
    form = site.post("/update", data=fields, headers=OPERATOR)

    assert direct.status_code == form.status_code == 204
    assert direct.content == b""
    assert direct.headers["x-generation"] == "1"
    assert noted.calls == [
        ("update", UPDATE, ("urn:d",), ("urn:n",)),
        ("update", UPDATE, ("urn:d", "urn:e"), ("urn:n",)),
    ]


def test_a_charset_of_utf_8_is_fine(site: TestClient, noted: Noted) -> None:
    headers = OPERATOR | {"content-type": "application/sparql-update; charset=UTF-8"}

    assert (
        site.post("/update", content="INSERT DATA { <urn:a> <urn:b> 'é' }", headers=headers).status_code
        == 204
    )
    assert noted.calls[0][1] == "INSERT DATA { <urn:a> <urn:b> 'é' }"


@pytest.mark.parametrize(
    ("query", "content", "headers", "status"),
    [
        ("", UPDATE, {"content-type": "application/sparql-update"}, 401),
        ("", UPDATE, {"content-type": "application/sparql-update"} | READER, 403),
        ("", UPDATE, OPERATOR, 415),
        ("", UPDATE, OPERATOR | {"content-type": "text/plain"}, 415),
        ("", UPDATE, OPERATOR | {"content-type": "application/sparql-query"}, 415),
        ("", UPDATE, DIRECT | {"content-encoding": "gzip"}, 415),
        (
            "",
            UPDATE.encode("utf-16"),
            OPERATOR | {"content-type": "application/sparql-update; charset=UTF-16"},
            415,
        ),
        ("", UPDATE.encode("utf-16"), DIRECT, 400),
        ("", b"update=%FF", FORM, 400),
        ("", b"", FORM, 400),
        ("", b"update=a&update=b", FORM, 400),
        ("", b"query=ASK%7B%7D", FORM, 400),
        ("?update=CLEAR+ALL", b"", FORM, 400),
        ("?using-graph-uri=relative", UPDATE, DIRECT, 400),
        ("?using-named-graph-uri=http://a%20b/", UPDATE, DIRECT, 400),
        ("", b"x" * (8 * 1024 * 1024 + 1), DIRECT, 413),
    ],
)
def test_what_is_no_update_is_refused_before_it_reaches_the_writer(
    site: TestClient, noted: Noted, query: str, content: str | bytes, headers: dict[str, str], status: int
) -> None:
    answer = site.post("/update" + query, content=content, headers=headers)

    assert answer.status_code == answer.json()["status"] == status
    assert noted.calls == []
    assert ("www-authenticate" in answer.headers) == (status == 401)


def test_a_graph_name_that_is_none_is_named_in_the_error(site: TestClient) -> None:
    told = site.post("/update?using-graph-uri=relative", content=UPDATE, headers=DIRECT).json()["detail"]

    assert "using-graph-uri" in told
    assert "'relative'" in told


def test_other_methods_are_told_which_one_is_right(site: TestClient) -> None:
    answer = site.get("/update", params={"update": UPDATE}, headers=OPERATOR)

    assert answer.status_code == 405
    assert answer.headers["allow"] == "OPTIONS, POST"


def test_no_script_of_another_site_may_write(site: TestClient) -> None:
    preflight = site.options("/update", headers={"origin": "https://a.example"})
    posted = site.post("/update", content=UPDATE, headers=DIRECT | {"origin": "https://a.example"})
    refused = site.post("/update", content=UPDATE, headers={"origin": "https://a.example"})

    assert (preflight.status_code, preflight.headers["allow"]) == (204, "OPTIONS, POST")
    for answer in (preflight, posted, refused):
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("error", "status", "retry"),
    [
        (StoreBusy("another process writes"), 503, "5"),
        (StoreFull("full"), 507, None),
        (QueryFailed("too slow", "timeout"), 503, "30"),
        (QueryFailed("stopped", "memory"), 503, "30"),
        (BadQuery("no", 3, 4), 400, None),
    ],
)
def test_what_the_writer_cannot_do_has_its_status(
    site: TestClient, noted: Noted, error: StoreBusy, status: int, retry: str | None
) -> None:
    noted.error = error

    answer = site.post("/update", content=UPDATE, headers=DIRECT)

    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers.get("retry-after") == retry


def test_relative_iris_are_resolved_against_the_endpoint(site: TestClient, noted: Noted) -> None:
    site.post("/update", content="INSERT DATA { <urn:a> <urn:b> <test> }", headers=DIRECT)

    assert noted.calls[0][1].startswith("BASE <http://testserver/update> INSERT")


def test_an_added_base_does_not_move_the_place_of_an_error(site: TestClient, noted: Noted) -> None:
    added = len("BASE <http://testserver/update> ")
    noted.error = BadQuery(f"Not valid SPARQL at line 1, column {added + 8}: x", 1, added + 8)
    told = site.post("/update", content="INSERT <> <", headers=DIRECT).json()

    assert (told["line"], told["column"]) == (1, 8)
    assert "line 1, column 8:" in told["detail"]


def test_a_host_that_is_none_is_refused(site: TestClient) -> None:
    answer = site.post("/update", content=UPDATE, headers=DIRECT | {"host": "a%zz"})

    assert answer.status_code == 400


def test_the_answer_waits_for_a_generation_that_can_be_served(site: TestClient, noted: Noted) -> None:
    noted.answer = Written(1)
    assert site.post("/update", content=UPDATE, headers=DIRECT).headers["x-generation"] == "1"


def test_readiness_tells_that_only_writing_is_broken(site: TestClient, noted: Noted) -> None:
    assert site.get("/health/ready").json()["status"] == "ready"
    noted.trouble = "The disk is full."
    answer = site.get("/health/ready")

    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["reason"]) == ("degraded", "The disk is full.")
