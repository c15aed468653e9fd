"""The citation book and the pairs in the graph follow what is harvested, in every engine."""

import json
import sqlite3
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.citation.book import Book
from kg.citation.rdf import graph_of
from kg.pipeline import harvest, publish
from kg.store.home import Home
from kg.writer import open_writer

DATA, PAPER = "https://doi.org/10.5072/data-1", "https://doi.org/10.5072/paper-1"
PAIRS = """SELECT ?citing ?cited ?class ?behind ?counted WHERE {
  ?pair a cito:Citation ; cito:hasCitingEntity ?citing ; cito:hasCitedEntity ?cited ;
    pan:citationClass ?class ; pan:behind ?behind ; pan:isCounted ?counted }"""


def catalogue(folder: Path, papers: list[str], title: str = "Data") -> str:
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "doi": "10.5072/data-1", "title": title, "publisher": "ESS", "publicationYear": 2020,
        "relatedPublications": papers,
    }  # fmt: skip
    (folder / "PublishedData.json").write_text(json.dumps([record]), "utf-8")
    return str(folder)


def pairs_in_graph(home: Home) -> list[tuple[str, ...]]:
    current = home.current()
    assert current is not None
    names = ("citing", "cited", "class", "behind", "counted")
    return sorted(tuple(row[name].value for name in names) for row in home.reader(current).rows(PAIRS))


def book_of(home: Home) -> Book:
    current = home.current()
    assert current is not None
    return Book.open(current.citations)


def test_a_pair_comes_and_goes_with_its_claim(blank: Home, tmp_path: Path) -> None:
    place = catalogue(tmp_path / "c", ["https://doi.org/10.5072/paper-1 (a paper)"])
    assert harvest(blank, "scicat", [place])["generation"] == 1

    assert pairs_in_graph(blank) == [(PAPER, DATA, "citation", "unknown", "true")]
    current = blank.current()
    assert current is not None
    assert (current.facts["claims"], current.facts["pairs"]) == (1, 1)
    with book_of(blank) as book:
        (pair,) = book.pairs_of(cited=DATA)
        assert (pair.citing, pair.is_constructed) == (PAPER, True)
        assert [claim.source for claim in book.claims_of(pair)] == ["scicat"]
        assert book.changes() == []  # nothing to compare with
    assert publish(blank).number == 1

    catalogue(tmp_path / "c", [])
    assert harvest(blank, "scicat", [place])["generation"] == 2

    assert pairs_in_graph(blank) == []
    with book_of(blank) as book:
        assert list(book.pairs_of()) == []
        (change,) = book.changes(since=1)
        assert (change.what, change.citing, change.cited) == ("removed", PAPER, DATA)
        assert change.why["source"] == "scicat"
    with open_writer(blank) as writer:
        assert not list(writer.store.graphs(graph_of(DATA).value))

    catalogue(tmp_path / "c", ["10.5072/paper-1"])
    assert harvest(blank, "scicat", [place])["generation"] == 3
    with book_of(blank) as book:
        (change,) = book.changes(since=2)
        assert (change.what, change.why["reason"]) == ("added", "new claim")


def test_a_store_hands_out_what_graphs_hold(blank: Home) -> None:
    one, two, none = (NamedNode(f"https://example.org/{name}") for name in ("one", "two", "none"))
    said = b'<https://example.org/a> <https://example.org/says> "b \\" \xc3\xbc" .\n'
    with open_writer(blank) as writer:
        writer.store.replace({one: said, two: said + said.replace(b"says", b"asks")})
        found = dict(writer.store.triples_of([two, none, one]))

    assert {name.value: len(triples) for name, triples in found.items()} == {two.value: 2, one.value: 1}
    (triple,) = found[one]
    assert (triple[0].value, triple[1].value) == ("https://example.org/a", "https://example.org/says")
    assert triple[2].value == 'b " ü'


@pytest.mark.parametrize("harm", ["lost", "damaged", "of another release"])
def test_a_book_that_cannot_be_used_is_made_again(tmp_path: Path, harm: str) -> None:
    home = Home(tmp_path / "home")
    place = catalogue(tmp_path / "c", ["10.5072/paper-1"])
    harvest(home, "scicat", [place])
    before = pairs_in_graph(home)
    if harm == "lost":
        home.citations_path.unlink()
    elif harm == "damaged":
        home.citations_path.write_bytes(b"no database at all" * 1000)
    else:
        with sqlite3.connect(home.citations_path) as database:
            database.execute("PRAGMA user_version = 99")

    harvest(home, "scicat", [catalogue(tmp_path / "c", ["10.5072/paper-1"], "Other data")])

    assert pairs_in_graph(home) == before
    with book_of(home) as book:
        (pair,) = book.pairs_of()
        assert pair.cited == DATA
        assert [known.work.title for known in book.works() if known.iri == DATA] == ["Other data"]


def test_a_book_made_anew_by_other_rules_keeps_what_changed_before(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    harvest(home, "scicat", [catalogue(tmp_path / "c", ["10.5072/paper-1"])])
    harvest(home, "scicat", [catalogue(tmp_path / "c", [])])
    with sqlite3.connect(home.citations_path) as database:
        database.execute("UPDATE fact SET value = 'of old' WHERE name = 'rules'")

    harvest(home, "scicat", [catalogue(tmp_path / "c", ["10.5072/paper-1"])])

    with book_of(home) as book:
        assert [(change.what, change.citing) for change in book.changes()] == [("removed", PAPER)]
        assert len(list(book.pairs_of())) == 1
