"""What was here and is gone answers 410, with when and why, in every syntax, from each engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from harvesting import SOURCE, Given, GivenWorld
from pyoxigraph import NamedNode
from serving import BROWSER
from starlette.testclient import TestClient

from kg import pipeline
from kg.check.gate import Gate
from kg.harvest.run import harvest
from kg.harvest.source import Gone, Mapped, Record, Source
from kg.harvest.sweep import NO_LONGER_LISTED
from kg.rdf.mint import graph_iri
from kg.store.home import Home
from kg.web.app import create_app
from kg.web.state import Limits
from kg.writer import open_writer

DOI = "https://doi.org/10.5072/gone"
HOSTILE = '<script>alert(1)</script>"\u202e\n'


def with_dois(record: Record) -> Mapped:
    """Datasets are named by DOIs, so that their pages have two addresses."""
    mapped = SOURCE.triples(record)
    about = NamedNode(f"https://doi.org/10.5072/{record.key}")
    return Mapped(about, [(about, predicate, value) for _, predicate, value in mapped.triples])


def take_in(home: Home, *items: Given, source: Source | None = None) -> None:
    with open_writer(home) as writer:
        harvest(
            "given", source or Source("With DOIs", SOURCE.records, with_dois, "1"),
            GivenWorld("https://catalogue.example", items=items), writer.ledger, Gate(), writer.write,
            lambda *_: None,
        )  # fmt: skip
    pipeline.publish(home)


def gone(key: str = "gone", reason: str = "deleted by the source") -> Gone:
    return Gone("dataset", key, "https://catalogue.example/x", "2026-05-01T10:00:00Z", reason)


@pytest.fixture
def buried(blank: Home) -> Home:
    """Two datasets, of which one was deleted."""
    take_in(blank, {"key": "gone", "title": "A run"}, {"key": "here", "title": "Another run"})
    take_in(blank, gone(), {"key": "here", "title": "Another run"})
    return blank


@contextmanager
def opened(home: Home) -> Iterator[TestClient]:
    app = create_app(home, Limits(timeout=3, memory_mb=1000))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def site(buried: Home) -> Iterator[TestClient]:
    with opened(buried) as client:
        yield client


def test_machines_get_a_problem_document(site: TestClient) -> None:
    addresses = (
        "/datasets/doi.org/10.5072/gone",
        "/datasets/10.5072/gone",
        "/datasets/10.5072/gone?format=ttl",
    )
    for address in addresses:
        for accept in ("application/json", "text/turtle", "application/ld+json"):
            answer = site.get(address, headers={"accept": accept})

            assert answer.status_code == 410, (address, accept)
            assert answer.headers["content-type"] == "application/problem+json"
            problem = answer.json()
            assert (problem["type"], problem["status"]) == ("/problems/deleted", 410)
            assert (problem["reason"], problem["source"]) == ("deleted by the source", "given")
            assert problem["datestamp"] == "2026-05-01T10:00:00Z"
            assert datetime.fromisoformat(problem["goneSince"]).date() == datetime.now(UTC).date()
            assert DOI in problem["detail"]


def test_people_get_a_page(site: TestClient) -> None:
    answer = site.get("/datasets/10.5072/gone", headers=BROWSER)

    assert answer.status_code == 410
    assert answer.headers["content-type"].startswith("text/html")
    assert "deleted by the source, dated 2026-05-01T10:00:00Z there" in answer.text
    assert site.get("/problems/deleted").status_code == 200


def test_what_is_no_longer_listed_is_not_said_to_be_deleted(blank: Home) -> None:
    take_in(blank, {"key": "gone", "title": "A run"})
    take_in(blank, gone(reason=NO_LONGER_LISTED))

    with opened(blank) as site:
        page = site.get("/datasets/10.5072/gone", headers=BROWSER)

    assert page.status_code == 410
    assert "no longer listed by the source" in page.text
    assert "deleted" not in page.text


def test_what_is_left_is_there(site: TestClient) -> None:
    assert site.get("/datasets/10.5072/here", headers=BROWSER).status_code == 200
    assert site.get("/datasets/10.5072/other", headers=BROWSER).status_code == 404


def test_what_is_made_again_is_there_again(buried: Home) -> None:
    take_in(buried, {"key": "gone", "title": "A run"})

    with opened(buried) as site:
        assert site.get("/datasets/10.5072/gone").status_code == 200


def test_a_thing_that_another_record_describes_is_not_gone(blank: Home) -> None:
    def of_one_thing(record: Record) -> Mapped:
        mapped = with_dois(record)
        about = NamedNode(DOI)
        return Mapped(about, [(about, predicate, value) for _, predicate, value in mapped.triples])

    source = Source("Two records of one thing", SOURCE.records, of_one_thing, "1")
    take_in(blank, {"key": "1", "title": "Here"}, {"key": "2", "title": "There"}, source=source)
    take_in(blank, gone("1"), {"key": "2", "title": "There"}, source=source)

    with opened(blank) as site:
        assert site.get("/datasets/10.5072/gone").status_code == 200


def test_a_reason_is_text(blank: Home) -> None:
    take_in(blank, {"key": "gone", "title": "A run"})
    take_in(blank, gone(reason=HOSTILE))

    with opened(blank) as site:
        page = site.get("/datasets/10.5072/gone", headers=BROWSER)

    assert page.status_code == 410
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "\u202e" not in page.text


def test_the_graph_of_a_deleted_record_is_gone_too(buried: Home) -> None:
    from kg.web.problems import NotHere, WasHere
    from kg.web.state import State
    from kg.web.tombstones import missing

    state = State(buried, Limits(timeout=3, memory_mb=1000), None)
    graph = graph_iri("given", "dataset", "gone").value
    served = state.now()

    assert isinstance(missing(served, graph, NotHere("nothing")), WasHere)
    assert str(missing(served, graph + "0", NotHere("nothing"))) == "nothing"
    state.close()
