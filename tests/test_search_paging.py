"""Paging through a search by cursor, over HTTP: every hit once, and a way out of a stale cursor."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from serving import client
from starlette.testclient import TestClient

from kg.answer.cursor import Cursor, question_digest, read_cursor

SEARCH = "/api/v1/search"


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def walk(site: TestClient, address: str) -> list[str]:
    """The hits of all pages, by the header Link alone."""
    found = []
    for _ in range(200):
        answer = site.get(address)
        assert answer.status_code == 200, answer.text
        found += [hit["iri"] for hit in answer.json()["hits"]]
        link = re.fullmatch(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
        if link is None:
            assert answer.json()["next"] is None
            return found
        parts = urlsplit(link[1])
        assert parse_qs(parts.query)["cursor"] == [answer.json()["next"]]
        address = f"{parts.path}?{parts.query}"
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize("question", ["", "q=scattering", "q=tomography&access=open", "as_of=2020-01-01"])
def test_all_pages_together_are_the_hits_each_once(site: TestClient, question: str) -> None:
    whole = site.get(f"{SEARCH}?{question}&limit=100").json()
    found = walk(site, f"{SEARCH}?{question}&limit=2")

    assert whole["total"] < 100
    assert found == [hit["iri"] for hit in whole["hits"]]
    assert len(set(found)) == whole["total"] > 2


def test_pages_may_differ_in_size(site: TestClient) -> None:
    first = site.get(f"{SEARCH}?q=scattering&limit=3").json()
    rest = site.get(f"{SEARCH}?q=scattering&limit=100&cursor={first['next']}").json()
    whole = site.get(f"{SEARCH}?q=scattering&limit=100").json()

    assert first["hits"] + rest["hits"] == whole["hits"]
    assert rest["next"] is None


def test_a_cursor_keeps_the_day_of_access(site: TestClient) -> None:
    first = site.get(f"{SEARCH}?as_of=2020-01-01&limit=1").json()
    second = site.get(f"{SEARCH}?limit=1&cursor={first['next']}").json()

    assert second["as_of"] == "2020-01-01"


def test_a_cursor_goes_beyond_numbered_pages(site: TestClient) -> None:
    far = Cursor(1, read_today(site), 50_000, question_digest([("q", "scattering")]))
    answer = site.get(f"{SEARCH}?q=scattering&cursor={far}")

    assert answer.status_code == 200
    assert (answer.json()["hits"], answer.json()["next"]) == ([], None)
    assert site.get(f"{SEARCH}?q=scattering&page=5001").status_code == 400


def read_today(site: TestClient) -> date:
    """The day that the service takes for today."""
    first = site.get(f"{SEARCH}?q=scattering&limit=1").json()
    return read_cursor(first["next"], 1, question_digest([("q", "scattering")])).as_of


def test_a_cursor_of_another_generation_is_gone_and_says_what_to_do(site: TestClient) -> None:
    old = Cursor(99, read_today(site), 1, question_digest([("q", "scattering")]))
    answer = site.get(f"{SEARCH}?q=scattering&cursor={old}")

    assert answer.status_code == 410
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == "/problems/stale-cursor"
    assert "generation 99; generation 1 is served now" in problem["detail"]
    assert site.get(problem["type"]).status_code == 200


def test_a_cursor_of_another_question_is_refused(site: TestClient) -> None:
    first = site.get(f"{SEARCH}?q=scattering&limit=1").json()
    answer = site.get(f"{SEARCH}?q=tomography&limit=1&cursor={first['next']}")

    assert answer.status_code == 410
    assert "another question" in answer.json()["detail"]


@pytest.mark.parametrize("cursor", ["x", "%00", "é", "A" * 10_000, "../../etc/passwd", "<script>", "=" * 50])
def test_garbage_is_no_cursor(site: TestClient, cursor: str) -> None:
    answer = site.get(SEARCH, params={"q": "scattering", "cursor": cursor})

    assert answer.status_code == 400
    assert "no cursor" in answer.json()["detail"]
    assert len(answer.json()["detail"]) < 300
