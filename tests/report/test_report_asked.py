"""What the report is asked for: which facility, and changes since when."""

from datetime import date
from pathlib import Path

import pytest
from small_book import AS_OF, AURORA, BOREALIS, GENERATION, PUBLISHED, small_book

from kg.errors import BadInput
from kg.report.report import make_report

DAY = date.fromisoformat(AS_OF)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_book(tmp_path_factory.mktemp("book") / "citations.sqlite")


@pytest.mark.parametrize(
    ("since", "number"), [("1", 3), ("3", 0), ("2026-04-30", 3), ("2026-05-01", 2), ("2020-01-01", 4)]
)
def test_changes_since_a_generation_or_a_day(book: Path, since: str, number: int) -> None:
    assert len(make_report(book, AURORA, DAY, GENERATION, since=since).difference.listed) == number


@pytest.mark.parametrize("since", ["0", "4", "99", "9" * 30])
def test_a_generation_that_is_not_there_is_refused_with_those_that_are(book: Path, since: str) -> None:
    with pytest.raises(BadInput, match="there are 1 to 3"):
        make_report(book, AURORA, DAY, GENERATION, since=since)


def test_since_a_strange_digit_is_no_generation(book: Path) -> None:
    with pytest.raises(BadInput, match="name a generation by its number"):
        make_report(book, AURORA, DAY, GENERATION, since="²")


def test_since_what_is_no_day_is_refused(book: Path) -> None:
    with pytest.raises(BadInput, match="last week"):
        make_report(book, AURORA, DAY, GENERATION, since="last week")


@pytest.mark.parametrize(
    "name", ["aurora-light-source", "Aurora Light Source", "AURORA light source", AURORA]
)
def test_a_facility_is_named_in_several_ways(book: Path, name: str) -> None:
    assert make_report(book, name, DAY, GENERATION).facility.iri == AURORA


def test_an_unknown_facility_is_refused_with_those_there_are(book: Path) -> None:
    with pytest.raises(BadInput, match=r"'Nowhere'.*aurora-light-source.*borealis-neutron-centre"):
        make_report(book, "Nowhere", DAY, GENERATION)


def test_another_facility_has_its_own_numbers(book: Path) -> None:
    other = make_report(book, BOREALIS, DAY, GENERATION)

    assert (other.pairs.total, other.datasets.registered) == (1, 1)
    assert [odd.reason for odd in other.quality.dropped] == ["published-before-data"]


def test_a_facility_without_citations_has_zeros_and_nothing_made_up(book: Path) -> None:
    early = make_report(book, BOREALIS, date(2019, 1, 1), GENERATION, date.fromisoformat(PUBLISHED))

    assert early.pairs.total == 0
    assert early.by_year == []
    assert early.shares.any.share is None
    assert early.first_citation["any"].median is None
    assert early.coverage.estimates == ()
