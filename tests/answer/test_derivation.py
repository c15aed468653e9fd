"""R4: what was derived from what, at any depth, without running round in a circle."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from citation_books import AT, claimed
from cited_world import cited_book, cited_store

from kg.answer.derivation import DEEPEST, MOST, Derivation, Step, derivation_of, sources_of
from kg.answer.work_line import WorkLines
from kg.citation.book import Book
from kg.citation.build import World, bring_up_to_date
from kg.citation.intake import GraphState
from kg.citation.schema import STEPS
from kg.store.reader import Reader
from kg.web.derivation_drawing import chain

DOI = "https://doi.org/10.5072/"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return Reader(cited_store(tmp_path_factory.mktemp("derived") / "store"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with Book.open(cited_book(tmp_path_factory.mktemp("book") / "citations.sqlite")) as opened:
        yield opened


def of(reader: Reader, book: Book, name: str) -> Derivation:
    found = derivation_of(reader, book, WorkLines(reader, book), DOI + name)
    assert found is not None
    return found


def names(steps: tuple[Step, ...]) -> list[object]:
    """The tree as nested lists of names."""
    return [[step.line.iri.removeprefix(DOI), *names(step.steps)] for step in steps]


def test_the_chain_goes_on_to_its_end_in_both_directions(reader: Reader, book: Book) -> None:
    assert names(of(reader, book, "raw").derived) == [["cooked", ["served"]]]
    assert of(reader, book, "raw").sources == ()
    assert names(of(reader, book, "served").sources) == [["cooked", ["raw"]]]
    assert names(of(reader, book, "cooked").sources) == [["raw"]]
    assert sources_of(book, f"{DOI}served") == (f"{DOI}raw",)


def test_a_step_says_with_which_software_and_by_whom(reader: Reader, book: Book) -> None:
    (step,) = of(reader, book, "raw").derived

    assert (step.software, step.says) == (("Stove 2.0",), ("scicat: wasDerivedFrom",))
    assert of(reader, book, "cooked").software == ("Stove 2.0",)


def test_a_circle_is_named_and_left(reader: Reader, book: Book) -> None:
    found = of(reader, book, "snake1")

    assert names(found.sources) == [["snake2", ["snake1"]]]
    assert found.sources[0].steps[0].ends == "cycle"
    assert sources_of(book, f"{DOI}snake1") == ()


def test_parts_and_versions_are_no_derivations(reader: Reader, book: Book) -> None:
    lines = WorkLines(reader, book)

    assert derivation_of(reader, book, lines, "https://example.org/run1") is None
    # A version is the same thing in the chain.
    assert names(of(reader, book, "raw.v1").derived) == [["cooked", ["served"]]]


def test_indirect_credit_is_told_of_each_derived_dataset(reader: Reader, book: Book) -> None:
    credit = of(reader, book, "raw").credit

    # Two works cite what was cooked, one of which cites the raw data, too; one cites what was served.
    assert [(one.line.iri.removeprefix(DOI), one.citing, one.also_direct) for one in credit] == [
        ("cooked", 2, 1),
        ("served", 1, 0),
    ]


def made(path: Path, *steps: tuple[str, str]) -> Book:
    """A book of nothing but derivations, the derived thing first."""
    triples = [
        one for new, old in steps for one in claimed(f"10.5072/{new}", "IsDerivedFrom", f"10.5072/{old}")
    ]
    world = World(lambda names: ((name, triples) for name in names), lambda _: None)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(f"{''.join(STEPS)}; PRAGMA user_version = {len(STEPS)}")
        bring_up_to_date(database, [GraphState("https://example.org/g", "x", "datacite", AT)], world, 1, AT)
    return Book.open(path)


def test_a_long_chain_is_followed_to_the_stated_depth(reader: Reader, tmp_path: Path) -> None:
    with made(tmp_path / "book", *((f"x{n + 1}", f"x{n}") for n in range(20))) as book:
        found = of(reader, book, "x0")

    depths = [row.depth for step in found.derived for row in step.rows()]
    assert depths == list(range(1, DEEPEST + 1))
    assert found.is_cut


def test_what_was_reached_by_two_ways_is_opened_once(reader: Reader, tmp_path: Path) -> None:
    steps = (("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"), ("e", "d"))
    with made(tmp_path / "book", *steps) as book:
        found = of(reader, book, "a")

    assert names(found.derived) == [["b", ["d", ["e"]]], ["c", ["d"]]]
    assert [step.steps[0].ends for step in found.derived] == [None, "shown"]
    assert not found.is_cut


def test_a_thousand_derived_data_are_cut_and_say_so(reader: Reader, tmp_path: Path) -> None:
    with made(tmp_path / "book", *((f"x{n}", "a") for n in range(1000))) as book:
        found = of(reader, book, "a")

    assert (len(found.derived), found.is_cut) == (MOST, True)


def test_the_drawing_links_every_place_and_stays_in_its_frame(reader: Reader, book: Book) -> None:
    drawn = str(chain(of(reader, book, "cooked")))

    # raw above, itself, served below, each a link to its page, the first of them made of no other.
    assert [part.split('"')[0] for part in drawn.split('href="')[1:]] == [
        "/datasets/doi.org/10.5072/raw",
        "/datasets/doi.org/10.5072/cooked",
        "/datasets/doi.org/10.5072/served",
    ]
    assert drawn.count('class="arrow"') == 2
    assert "with Stove 2.0" in drawn
    assert "style=" not in drawn


def test_a_hostile_title_is_text_in_the_drawing(reader: Reader, book: Book) -> None:
    found = of(reader, book, "raw")
    hostile = replace(found, line=replace(found.line, title='</title><script>x</script>" onload="y'))

    drawn = str(chain(hostile))

    assert "<script" not in drawn
    assert "&lt;/title&gt;&lt;script&gt;" in drawn
    assert 'onload="' not in drawn
