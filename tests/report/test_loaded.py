"""Pairs that people loaded: no source is behind them, and no independent witness."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from small_book import AS_OF, AURORA, GENERATION, small_book

from kg.report.pair_list import Chosen, pair_list
from kg.report.report import make_report
from kg.report.scholix import scholix
from kg.report.scope import Scope, open_scope

DAY = date.fromisoformat(AS_OF)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The small book; that p1 cites d1 only somebody loaded, and that p3 does somebody and Crossref."""
    path = small_book(tmp_path / "book.sqlite")
    with closing(sqlite3.connect(path)) as database, database:
        change = "UPDATE pair SET sources = ?, origins = ?, said = ? WHERE node LIKE ?"
        database.execute(change, ('[""]', '[""]', '{"": 2}', "%/p1-d1"))
        database.execute(
            change, ('["", "crossref"]', '["", "crossref"]', '{"": 1, "crossref": 1}', "%/p3-d1")
        )
    return path


@pytest.fixture
def scope(book: Path) -> Iterator[Scope]:
    with open_scope(book, AURORA, DAY, GENERATION) as opened:
        yield opened


def test_its_claims_are_listed_by_the_name_that_the_report_gives_them(book: Path, scope: Scope) -> None:
    report = make_report(book, AURORA, DAY, GENERATION)
    found = pair_list(scope, Chosen({"source": "loaded"}))

    assert {one.name: one.claims for one in report.coverage.sources}["loaded"] == 3
    assert (found.total, found.claims) == (2, 3)
    assert {pair.sources for pair in found.pairs} == {("loaded",), ("loaded", "crossref")}


@pytest.mark.parametrize("version", [3, 4])
def test_no_link_has_a_provider_without_a_name(scope: Scope, version: int) -> None:
    links = scholix(scope, pair_list(scope, Chosen({})).pairs, 3 if version == 3 else 4)
    names = [one["Name" if version == 3 else "name"] for link in links for one in link["LinkProvider"]]

    assert "" not in names
    assert "loaded" in names


def test_who_loads_a_pair_is_no_independent_witness_of_it(book: Path, scope: Scope) -> None:
    # Of the 16 pairs p1-d1 is witnessed by nobody now, and p3-d1 by Crossref only.
    report = make_report(book, AURORA, DAY, GENERATION)
    origins = dict(report.coverage.by_origins)

    assert origins == {(): 1, ("crossref",): 11, ("crossref", "datacite"): 1, ("datacite",): 3}
    assert all("" not in estimate.origins for estimate in report.coverage.estimates)
    assert pair_list(scope, Chosen({"witnesses": "none"})).total == 1
    assert pair_list(scope, Chosen({"witnesses": "crossref"})).total == 11
