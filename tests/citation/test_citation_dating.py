"""Partial dates: read, read off a DOI, and compared."""

from datetime import date

import pytest

from kg.citation.dating import bounds, date_from_doi, earlier_than, partial_date, years_between
from kg.citation.work import PartialDate


@pytest.mark.parametrize(
    ("said", "text", "precision"),
    [
        ("2021", "2021", "year"),
        ("2021Z", "2021", "year"),
        ("2021-03", "2021-03", "month"),
        ("2021-03-10", "2021-03-10", "day"),
        ("2021-03-10T08:00:00Z", "2021-03-10", "day"),
        ("2021-03-10 08:00", "2021-03-10", "day"),
        ("2021-03-10+01:00", "2021-03-10", "day"),
        ("2021-03-10/2021-03-12", "2021-03-10", "day"),
        (" 2024-02-29 ", "2024-02-29", "day"),
    ],
)
def test_dates_keep_their_precision(said: str, text: str, precision: str) -> None:
    found = partial_date(said, "crossref")

    assert found == PartialDate(text, "crossref")
    assert found.precision == precision


@pytest.mark.parametrize(
    "said", ["", "soon", "2023-02-29", "2021-13", "21", "9999-12-31", "0001-01-01", "10.5.2021", "2021-3-5"]
)
def test_what_is_no_date_is_none(said: str) -> None:
    assert partial_date(said, "x") is None


# By hand: the publisher's rule applied to identifiers of real articles.
@pytest.mark.parametrize(
    ("doi", "text"),
    [
        ("10.1107/s1600577513026192", "2013"),
        ("10.1107/s205327332409627x", "2024"),
        ("10.1107/s2414314618016334", "2018"),
        ("10.1107/s0365110x48000012", "1948"),
        ("10.1038/s41467-025-65484-7", "2025"),
        ("10.1007/s00339-019-2345-6", "2019"),
        ("10.1016/j.bej.2023.108849", "2023"),
        ("10.1016/j.cell.2012.02.048", "2012"),
        ("10.1016/s0006-3495(01)76060-0", "2001"),
        ("10.1016/0092-8674(81)90001-0", "1981"),
        ("10.48550/arxiv.2101.00001", "2021-01"),
        ("10.48550/arxiv.cond-mat/9901001", "1999-01"),
        ("10.1101/2020.03.22.002386", "2020"),
        ("10.26434/chemrxiv-2021-abc12", "2021"),
        ("10.1002/anie.201701234", "2017"),
        ("10.1021/acsami.5c18099", "2025"),
        ("10.1021/acs.nanolett.9b00001", "2019"),
        ("10.1039/d0cp00001a", "2020"),
        ("10.1039/c9cp00001a", "2019"),
    ],
)
def test_a_year_is_read_off_a_doi_where_the_pattern_is_sure(doi: str, text: str) -> None:
    assert date_from_doi(f"https://doi.org/{doi}") == PartialDate(text, "doi")


@pytest.mark.parametrize(
    "doi",
    [
        "10.1371/journal.ppat.1000446",
        "10.7554/elife.01567",
        "10.1103/physrevlett.100.2013",
        "10.1063/1.2013123",
        "10.1038/nature12373",
        "10.1016/j.bej.108849",
        "10.15151/esrf-es-2013000000",
        "10.5281/zenodo.2013123",
        "10.48550/arxiv.2113.00001",
    ],
)
def test_numbers_that_only_look_like_years_are_none(doi: str) -> None:
    assert date_from_doi(f"https://doi.org/{doi}") is None


def test_bounds_of_dates() -> None:
    assert bounds("2021") == (date(2021, 1, 1), date(2021, 12, 31))
    assert bounds("2024-02") == (date(2024, 2, 1), date(2024, 2, 29))
    assert bounds("2021-03-10T08:00:00Z") == (date(2021, 3, 10), date(2021, 3, 10))
    # Came in during 2013: in print between then and the end of 2015.
    assert bounds(PartialDate("2013", "doi")) == (date(2013, 1, 1), date(2015, 12, 31))
    assert bounds(PartialDate("2021-01", "doi")) == (date(2021, 1, 1), date(2021, 1, 31))
    assert bounds("never") is None


@pytest.mark.parametrize(
    ("one", "other", "is_earlier"),
    [
        ("2019", "2020", True),
        ("2019", "2020-05-01", True),
        ("2020", "2020-05-01", None),
        ("2020-05-01", "2020", None),
        ("2020-04", "2020-05-01", True),
        ("2020-05-01", "2020-05-01", False),
        ("2021", "2020", False),
        ("2020", "2020", None),
        ("2021", None, None),
        (None, None, None),
        ("soon", "2020", None),
    ],
)
def test_comparison_has_three_values(one: str | None, other: str | None, is_earlier: bool | None) -> None:
    assert earlier_than(one, other) is is_earlier


def test_a_year_off_a_doi_is_earlier_only_when_the_time_in_press_is_over() -> None:
    submitted = PartialDate("2013", "doi")

    assert earlier_than(submitted, "2015-06-01") is None
    assert earlier_than(submitted, "2016-01-01") is True


def test_years_between_are_bounds() -> None:
    assert years_between("2020-01-01", "2021-01-01") == pytest.approx((1.0, 1.0), abs=0.003)
    assert years_between("2020", "2021") == pytest.approx((0.0, 2.0), abs=0.004)
    assert years_between("2021-01-01", "2020-01-01") == pytest.approx((-1.0, -1.0), abs=0.003)
    assert years_between("2020", None) is None
