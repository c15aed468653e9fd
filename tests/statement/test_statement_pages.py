"""The check over HTTP: the page, the address for scripts, what they refuse, and hostile text."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from serving import BROWSER, PAYLOADS, Page, client, is_harmless
from starlette.testclient import TestClient

API = "/api/v1/statement"
TEXT = "Data: 10.5072/borealis.0010, and 10.5291/ILL-DATA.xxx."


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def test_a_script_posts_json_or_plain_text(site: TestClient) -> None:
    by_json = site.post(API, json={"text": TEXT, "publication_date": "2026-05-01"})
    by_text = site.post(
        f"{API}?publication_date=2026-05-01", content=TEXT.encode(), headers={"content-type": "text/plain"}
    )

    assert by_json.status_code == by_text.status_code == 200
    assert by_json.json() == by_text.json()
    first, second = by_json.json()["identifiers"]
    assert (first["open_on"], first["verdicts"]["open"]) == ("2032-11-15", "fail")
    assert (second["syntax"], second["verdicts"]["syntax"]) == ("placeholder", "fail")
    assert by_json.headers["cache-control"] == "no-store"


def test_a_list_of_dois_will_do(site: TestClient) -> None:
    told = site.post(API, json={"identifiers": ["10.5072/borealis.0009", "10.5072/aurora.0001"]}).json()

    assert [of["identifier"] for of in told["identifiers"]] == [
        "10.5072/borealis.0009",
        "10.5072/aurora.0001",
    ]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"json": {}}, 400),
        ({"json": ["10.5072/a"]}, 400),
        ({"json": {"text": "a", "unknown": 1}}, 400),
        ({"json": {"text": "a" * 60_000}}, 400),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400),
        ({"content": b"\xff", "headers": {"content-type": "text/plain"}}, 400),
        ({"content": b"<a/>", "headers": {"content-type": "application/xml"}}, 415),
        ({"content": b"a" * 600_000, "headers": {"content-type": "text/plain"}}, 413),
    ],
)
def test_what_cannot_be_read_is_a_problem_document(
    site: TestClient, request_: dict[str, object], status: int
) -> None:
    answer = site.post(API, **request_)  # type: ignore[arg-type]

    assert answer.status_code == answer.json()["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_form_works_without_a_script_and_keeps_what_was_typed(site: TestClient) -> None:
    empty = Page(site.get("/statement", headers=BROWSER).text)
    fields = {"text": TEXT, "publication_date": "2026-05", "article": "", "authors": "A. Sample", "title": ""}
    answer = site.post("/statement", data=fields, headers=BROWSER)
    shown = Page(answer.text)

    assert empty.tags.count("form") == 1
    assert is_harmless(empty)
    assert is_harmless(shown)
    assert (answer.status_code, answer.headers["x-robots-tag"]) == (200, "noindex")
    assert len(shown.ids) == len(set(shown.ids))
    assert shown.tags.count("h1") == 1
    assert 'value="2026-05"' in shown.text
    assert "2032-11-15" in shown.text


def test_a_refusal_stands_on_the_page_with_the_form(site: TestClient) -> None:
    answer = site.post("/statement", data={"text": "a", "publication_date": "soon"}, headers=BROWSER)

    assert answer.status_code == 400
    assert "publication_date must be such as 2026-05-01" in answer.text
    assert "<form" in answer.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_is_posted_becomes_markup(site: TestClient, payload: str) -> None:
    fields = {"text": f"{payload} doi: TBD {payload} 10.5072/{payload}", "authors": payload, "title": payload}
    shown = Page(site.post("/statement", data=fields, headers=BROWSER).text)

    assert is_harmless(shown)
    assert not {"b", "svg"} & {tag for tag in shown.tags if tag == "svg"}
    assert "\u202e" not in shown.text


def test_a_post_may_come_from_anywhere_and_a_field_comes_once(site: TestClient) -> None:
    assert site.options(API).headers["allow"] == "OPTIONS, POST"
    assert site.get(API).status_code == 405
    twice = urlencode([("text", "a"), ("text", "b")])
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert site.post(API, content=twice, headers=form).status_code == 400
