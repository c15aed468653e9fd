"""Hostile text in the search page, from whoever asks and from the records: a calm page, and text only."""

from collections.abc import Iterator

import pytest
from following import get
from serving import BROWSER, PAYLOADS, Page, client, hostile_home, is_harmless
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with client(hostile_home(tmp_path_factory.mktemp("hostile"))) as opened:
        yield opened


HOSTILE = [
    *PAYLOADS,
    "",
    "   ",
    "😀" * 50,
    "wort " * 10_000,
    "\x00\x01\x1b\u202e\u2066",
    "} UNION { ?s ?p ?o } #",
    "a' OR 1=1 --",
    "%00%ff",
    '"unclosed',
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["q", "why_not", "off", "sample"])
def test_hostile_text_gets_a_calm_page(hostile: TestClient, number: int, name: str) -> None:
    given = {"q": "evil", name: HOSTILE[number][:8000]}
    answer = hostile.get("/search", params=given, headers=BROWSER)

    assert answer.status_code == 200
    assert is_harmless(Page(answer.text))
    assert not {"script.x", "b.x"} & set(Page(answer.text).tags)
    assert Page(answer.text).tags.count("h1") == 1


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_change_leads_to_our_own_search_and_nowhere_else(hostile: TestClient, number: int) -> None:
    given = {"q": "SAXS of evil", "span": "0-4", "words": HOSTILE[number][:4000]}
    location = hostile.get("/search/edit", params=given, follow_redirects=False).headers["location"]

    assert location.startswith("/search?q=")
    assert "\n" not in location
    assert "\r" not in location
    assert is_harmless(Page(get(hostile, location)))
