"""The first citation where citing works are dated to the day, to the month and to the year."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from small_book import AS_OF, AURORA, GENERATION, PUBLISHED, small_book

from kg.report.first_citation import Waiting
from kg.report.report import make_report

DAY, PUBLISHED_ON = date.fromisoformat(AS_OF), date.fromisoformat(PUBLISHED)


def independent(book: Path) -> Waiting:
    return make_report(book, AURORA, DAY, GENERATION, PUBLISHED_ON).first_citation["independent"]


def dated(book: Path, pair: str, day: str) -> None:
    with closing(sqlite3.connect(book)) as database, database:
        found = database.execute("UPDATE pair SET date = ? WHERE node LIKE ?", (day, f"%/{pair}"))
        assert found.rowcount == 1


@pytest.mark.parametrize("told", ["2022", "2022-03"])
def test_a_vague_date_does_not_hide_an_earlier_day(tmp_path: Path, told: str) -> None:
    # d2 opened on 2021-03-15; p3 cites it on 2022-03-10, after 360 days. The middle of 2022, as that of
    # March, is later, though as a text "2022" comes first.
    plain, vague = small_book(tmp_path / "plain"), small_book(tmp_path / "vague")
    dated(vague, "p7-d2", told)

    assert independent(vague) == independent(plain)
    assert independent(vague).within[0]["share"] == pytest.approx(1 / 7)


def test_a_day_before_the_opening_counts_as_before_though_a_year_is_told_too(tmp_path: Path) -> None:
    # d2 opened within 2021, so "2021" says nothing of before or after; 2021-03-10 does.
    book = small_book(tmp_path / "book")
    dated(book, "p7-d2", "2021")
    dated(book, "p3-d2", "2021-03-10")

    assert independent(book).before == 1
