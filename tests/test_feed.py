"""Atom feeds over HTTP: valid by RFC 4287, in order, and harmless whatever the records hold."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from serving import PAYLOADS, client, hostile_home
from starlette.testclient import TestClient

from kg.answer.feed import plain
from kg.web.feed_page import feed_addresses

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def feed(site: TestClient, address: str) -> ElementTree.Element:
    """A feed that keeps the rules of RFC 4287, section 4."""
    answer = site.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # exactly one of each
            (only,) = element.findall(ATOM + name)
            assert only.text
        assert IRI.match(element.findtext(f"{ATOM}id", ""))
        assert MOMENT.match(element.findtext(f"{ATOM}updated", ""))
        assert all(MOMENT.match(of.text or "") for of in element.findall(f"{ATOM}published"))
        assert len(element.findall(f"{ATOM}published")) <= 1
        assert len(element.findall(f"{ATOM}summary")) <= 1
        alternates = [of.get("type") for of in element.findall(f"{ATOM}link") if of.get("rel") == "alternate"]
        assert len(alternates) == len(set(alternates)) == 1
        assert all(IRI.match(of.get("href", "")) for of in element.findall(f"{ATOM}link"))
        assert all(of.findtext(f"{ATOM}name") for of in element.findall(f"{ATOM}author"))
        assert all(of.get("term") for of in element.findall(f"{ATOM}category"))
    assert root.findall(f"{ATOM}author")  # so no entry needs one
    (here,) = [of for of in root.findall(f"{ATOM}link") if of.get("rel") == "self"]
    assert here.get("href") == root.findtext(f"{ATOM}id")
    return root


def ids(root: ElementTree.Element) -> list[str]:
    return [of.findtext(f"{ATOM}id", "") for of in root.findall(f"{ATOM}entry")]


def test_the_entries_are_the_datasets_of_the_search(site: TestClient) -> None:
    root = feed(site, "/feed?q=vesicles&limit=100")
    found = site.get("/search.json?q=vesicles").json()["datasets"]

    assert sorted(ids(root)) == sorted(of["iri"] for of in found)
    assert root.findtext(f"{ATOM}title") == "New data: vesicles"


def test_the_newest_come_first_and_the_feed_is_as_new_as_they_are(site: TestClient) -> None:
    root = feed(site, "/feed?limit=30")
    moments = [of.findtext(f"{ATOM}updated", "") for of in root.findall(f"{ATOM}entry")]

    assert len(moments) == 30
    assert moments == sorted(moments, reverse=True)
    assert root.findtext(f"{ATOM}updated") == moments[0]


def test_no_hits_are_a_valid_feed(site: TestClient) -> None:
    assert ids(feed(site, "/feed?q=nothingofthatname")) == []


def test_one_address_is_one_feed_whatever_the_order_of_its_parameters(site: TestClient) -> None:
    one, other = feed(site, "/feed?q=vesicles&limit=9"), feed(site, "/feed?limit=9&q=vesicles")

    assert one.findtext(f"{ATOM}id") == other.findtext(f"{ATOM}id")


def test_every_entry_leads_to_its_page(site: TestClient) -> None:
    for entry in feed(site, "/feed?limit=3").findall(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert site.get(link.get("href", "")).status_code == 200


def test_what_opens_within_the_days_and_what_just_did(site: TestClient) -> None:
    day, days = date(2026, 1, 1), 400
    found = site.get("/search.json").json()["datasets"]
    opens = {of["iri"]: date.fromisoformat(of["available"]) for of in found if of["available"]}
    within = {iri: of for iri, of in opens.items() if abs(of - day) <= timedelta(days=days)}
    exact = {iri for iri, of in within.items() if of > day - timedelta(days=days)}
    root = feed(site, f"/feed/opening?as_of={day}&days={days}&limit=100")

    assert exact
    assert sorted(ids(root)) == sorted(exact)
    soon = [iri for iri in ids(root) if opens[iri] > day]
    assert ids(root)[: len(soon)] == soon
    assert [opens[iri] for iri in soon] == sorted(opens[iri] for iri in soon)


def test_the_title_says_when(site: TestClient) -> None:
    for entry in feed(site, "/feed/opening?as_of=2026-01-01&days=400").findall(f"{ATOM}entry"):
        told = re.match(r"(Opens|Open since) (\d{4}-\d\d-\d\d): ", entry.findtext(f"{ATOM}title", ""))
        assert told is not None
        assert (told[1] == "Opens") == (date.fromisoformat(told[2]) > date(2026, 1, 1))


@pytest.mark.parametrize(
    "address", ["/feed?limit=0", "/feed?limit=999", "/feed/opening?days=0", "/feed/opening?days=99999"]
)
def test_a_number_out_of_range_is_named(site: TestClient, address: str) -> None:
    assert site.get(address).status_code == 400


def test_hostile_titles_stay_text(tmp_path: Path) -> None:
    with client(hostile_home(tmp_path)) as site:
        root = feed(site, "/feed?limit=100")

    titles = {of.findtext(f"{ATOM}title") for of in root.findall(f"{ATOM}entry")}
    assert len(titles) == len(PAYLOADS)
    assert "Evil <script>alert(1)</script>" in titles
    assert {of.tag for of in root.iter()} <= {
        ATOM + name
        for name in (
            "feed", "id", "title", "subtitle", "updated", "link", "author", "name", "generator", "entry",
            "published", "category", "summary",
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x00b\x08c\x1fd", "abcd"),
        ("tab\tline\nend", "tab\tline\nend"),
        ("\ud800half \ufffe\uffff", "half "),
        ("right\u202eto left\u2069", "rightto left"),
        ("磁 😀 é", "磁 😀 é"),
    ],
)
def test_what_xml_forbids_is_left_out(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_the_search_page_can_name_its_feeds() -> None:
    addresses = feed_addresses({"q": "a b", "page": "3", "as_of": "2020-01-01", "technique": "SAXS"})

    assert list(addresses.values()) == ["/feed?q=a+b&technique=SAXS", "/feed/opening?q=a+b&technique=SAXS"]
    assert list(feed_addresses({}).values()) == ["/feed", "/feed/opening"]
