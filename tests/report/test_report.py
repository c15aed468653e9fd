"""The report on the small book; every number here was counted by hand from its tables."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_book import AS_OF, AURORA, GENERATION, I1, I2, PUBLISHED, SAXS, XRD, iri, small_book

from kg.report.report import Report, make_report
from kg.report.scope import Scope, gather, open_scope
from kg.report.top import top

DAY = date.fromisoformat(AS_OF)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_book(tmp_path_factory.mktemp("book") / "citations.sqlite")


@pytest.fixture(scope="module")
def report(book: Path) -> Report:
    return make_report(book, "aurora-light-source", DAY, GENERATION, date.fromisoformat(PUBLISHED))


@pytest.fixture(scope="module")
def told(report: Report) -> dict[str, Any]:
    return report.as_json()


@pytest.fixture
def scope(book: Path) -> Iterator[Scope]:
    with open_scope(book, AURORA, DAY, GENERATION, date.fromisoformat(PUBLISHED)) as opened:
        yield opened


def test_data_are_registered_open_and_closed_on_a_day(told: dict[str, Any]) -> None:
    # d11 has no DOI; d6 opens later, d7 is not public, of d9 nothing is known.
    assert told["datasets"]["registered"] == 11
    assert told["datasets"]["open"] == 8
    assert told["datasets"]["closed"] == 2
    assert told["datasets"]["embargoed"] == 1
    assert told["datasets"]["unknown"] == 1
    assert told["datasets"]["without_doi"] == 1


def test_an_embargo_that_ended_is_open_and_nothing_else_changes(book: Path) -> None:
    later = make_report(book, AURORA, date(2027, 1, 1), GENERATION)

    assert (later.datasets.open, later.datasets.closed, later.datasets.embargoed) == (9, 1, 0)


def test_data_that_were_not_there_yet_are_left_out_and_told(book: Path) -> None:
    # d8 and d9 have no date at all and count on every day; d11 has no DOI.
    early = make_report(book, AURORA, date(1900, 1, 1), GENERATION).datasets
    middle = make_report(book, AURORA, date(2019, 1, 1), GENERATION)

    assert (early.registered, early.open, early.closed, early.unknown) == (2, 1, 0, 1)
    assert (early.later, early.undated) == (9, 2)
    # By then d1, d2, d7, d10 and d12 had been measured, d12 opened that day and the others later or never.
    there = middle.datasets
    assert (there.registered, there.open, there.closed, there.unknown) == (7, 2, 4, 1)
    assert (there.later, there.undated, there.without_doi) == (4, 2, 1)
    assert {row["year"]: row["registered"] for row in middle.datasets_by_year} == {
        2016: 1, 2017: 1, 2018: 1, 2019: 2, None: 2,
    }  # fmt: skip


def test_a_day_after_the_generation_is_told(book: Path) -> None:
    published = date.fromisoformat(PUBLISHED)
    ahead = make_report(book, AURORA, date(2099, 1, 1), GENERATION, published)
    there = make_report(book, AURORA, published, GENERATION, published)

    assert "Nothing later than this generation, which was made on 2026-06-01" in ahead.notes["dates"]
    assert "Nothing later" not in there.notes["dates"]


def test_data_are_told_by_year_of_measurement(told: dict[str, Any]) -> None:
    years = {row["year"]: row["registered"] for row in told["datasets"]["by_year"]}

    assert years == {2016: 1, 2017: 1, 2018: 1, 2019: 2, 2020: 1, 2021: 2, 2024: 1, None: 2}


def test_pairs_are_counted_by_who_is_behind_them(told: dict[str, Any]) -> None:
    assert told["pairs"] == {
        "total": 16,
        "companion": 3,
        "same_team": 2,
        "facility_staff": 1,
        "independent": 5,
        "unknown": 5,
    }
    assert told["independent_bounds"] == [5, 10]
    assert told["left_out"] == {"undated": 0, "later": 1, "not-counted": 2}
    assert (told["undated"], told["reused"], told["constructed"]) == (1, 1, 16)


def test_a_pair_without_date_counts_only_from_the_day_on_which_it_was_known(book: Path) -> None:
    before = make_report(book, AURORA, date(2026, 5, 31), GENERATION, date.fromisoformat(PUBLISHED))

    assert before.pairs.total == 15
    assert before.aside["undated"] == 1


def test_pairs_of_an_earlier_day_are_never_more(book: Path) -> None:
    days = [date(2018, 1, 1), date(2019, 5, 1), date(2021, 1, 1), date(2022, 3, 9), date(2022, 3, 10), DAY]
    published = date.fromisoformat(PUBLISHED)
    totals = [make_report(book, AURORA, day, GENERATION, published).pairs.total for day in days]

    # Of 2021 one work is dated to the year, which counts from its first day; three more to March 2022.
    assert totals == [0, 1, 3, 4, 7, 16]


def test_pairs_stand_at_the_year_of_the_citing_work(told: dict[str, Any]) -> None:
    rows = {row["year"]: row for row in told["by_year"]}

    totals = {year: row["total"] for year, row in rows.items()}
    assert totals == {2019: 1, 2020: 1, 2021: 2, 2022: 3, 2023: 2, 2024: 3, 2025: 2, 2026: 1, None: 1}
    assert [year for year, row in rows.items() if row["provisional"]] == [2024, 2025, 2026]
    assert (rows[2022]["independent"], rows[2022]["unknown"]) == (2, 1)
    assert [row["year"] for row in told["by_year"]][-1] is None


def test_pairs_count_once_with_each_instrument_and_technique(told: dict[str, Any]) -> None:
    instruments = {row["iri"]: (row["total"], row["datasets"]) for row in told["by_instrument"]}
    techniques = {row["iri"]: (row["total"], row["label"]) for row in told["by_technique"]}

    assert instruments == {I1: (10, 3), I2: (3, 3), None: (4, 4)}
    assert techniques[SAXS] == (9, "small angle scattering")
    assert (techniques[XRD][0], techniques[None][0]) == (6, 6)
    assert {"year": 2022, "total": 2} in told["by_instrument"][0]["by_year"]
    assert told["by_instrument"][0]["by_year"][0]["year"] == 2017


def test_the_share_of_cited_data_is_of_those_open_for_two_years(report: Report) -> None:
    # Open since 2024-06-30 at the latest: d1, d2, d3, d4, d10, d12; d5 opened a day later, d8 nobody knows.
    shares = report.shares

    assert (shares.any.cited, shares.any.of) == (5, 6)
    assert (shares.independent.cited, shares.at_most_independent.cited) == (3, 4)
    assert shares.not_companion.cited == 5
    assert shares.unknown_since == 1
    assert shares.any.interval == pytest.approx((0.43650, 0.96995), abs=5e-6)


def test_the_time_to_the_first_citation_keeps_data_without_any(report: Report) -> None:
    # In days: d1 and d4 cited before opening, d2 after 8, d5 after 216, d3 after 367; d10 watched for 1641.
    waiting = report.first_citation["any"]
    within = {row["years"]: row["share"] for row in waiting.within}

    assert (waiting.subjects, waiting.cited, waiting.before, waiting.undated) == (6, 5, 2, 1)
    assert waiting.median == pytest.approx(8 / 365.2425)
    assert within == {1: pytest.approx(4 / 6), 2: pytest.approx(5 / 6), 3: pytest.approx(5 / 6), 5: None}


def test_the_first_independent_citation_has_its_own_curve(report: Report) -> None:
    # In days: d2 after 360, d3 after 367, d1 after 799. d5 was watched for 729, d4 for 730, d10 and d12 for
    # longer: 6/7 are left, then 5/7, and after 799 days, when three were still watched, 5/7 * 2/3.
    waiting = report.first_citation["independent"]

    assert (waiting.subjects, waiting.cited, waiting.before) == (7, 3, 0)
    assert waiting.median == pytest.approx(799 / 365.2425)
    assert [row["share"] for row in waiting.within] == pytest.approx([1 / 7, 2 / 7, 11 / 21, 11 / 21])


def test_the_most_cited_data_come_with_their_claims(report: Report) -> None:
    cited = [(one.rank, one.iri, one.pairs["total"]) for one in report.top_cited.shown[:3]]
    first = report.top_cited.shown[0]

    assert cited == [(1, iri("d2"), 5), (2, iri("d1"), 4), (3, iri("d11"), 1)]
    assert [(one.rank, one.iri) for one in report.top_independent.shown] == [
        (1, iri("d2")), (2, iri("d1")), (2, iri("d3")),
    ]  # fmt: skip
    assert first.reused == 1
    assert len(first.claims) == 6  # p5, p3 twice, p6, e1, p7
    assert {claim.source for claim in first.claims} == {"crossref", "datacite"}


def test_places_are_counted_whole_and_in_fractions(report: Report) -> None:
    found = {place.value: (place.whole, place.fractional) for place in report.countries.shown}

    assert found == {"FR": (3, 2.5), "DE": (2, 1.0), "US": (1, 0.5)}
    assert (report.countries.works, report.countries.missing) == (13, 9)


def test_own_publications_that_cite_data_are_told_from_those_that_are_only_linked(report: Report) -> None:
    practice = report.practice

    # p1, p2, p5, p6, p8, p10 are the team's or the staff's, x1 and p9 name the facility.
    assert (practice.publications, practice.citing, practice.linked) == (8, 5, 2)
    assert {paper.iri: paper.linked for paper in practice.without} == {
        iri("p5"): True, iri("p10"): True, iri("x1"): False,
    }  # fmt: skip


def test_own_publications_are_told_by_the_instrument_of_the_data_they_cite(report: Report) -> None:
    # I1: p1, p2, p5, p6, p10, of which p5 and p10 are only linked; I2: p8 and p10; neither: p9 and x1.
    told = {one.iri: (one.publications, one.citing) for one in report.practice.by_instrument}

    assert told == {I1: (5, 3), I2: (2, 1), None: (2, 1)}


def test_the_top_says_how_many_more_there_are(scope: Scope) -> None:
    # d2 has 5 pairs, d1 4, and d3, d4, d5, d6, d7, d11, d12 have one each.
    gather(scope)
    three = top(scope, "total", 3)

    assert [one.rank for one in three.shown] == [1, 2, 3]
    assert (three.tied, three.more) == (6, 0)
    assert (top(scope, "total", 1).tied, top(scope, "total", 1).more) == (0, 8)


def test_usage_is_added_up_within_a_source_and_apart_from_pairs(report: Report) -> None:
    (investigations,) = report.usage.uses
    (of_country,) = report.usage.by_country
    (counted,) = report.usage.citations

    assert (investigations.number, investigations.begin, investigations.end) == (
        15,
        "2026-01-01",
        "2026-02-28",
    )
    assert investigations.notes == ("3040 partial data",)
    assert (of_country.country, of_country.number) == ("FR", 4)
    assert (counted.source, counted.metric, counted.number) == ("openalex", "cited_by_count", 30)


def test_what_is_odd_is_told(report: Report) -> None:
    quality = report.quality

    assert [(odd.reason, odd.number) for odd in quality.dropped] == [("self-loop", 1)]
    assert [(odd.reason, odd.number) for odd in quality.flags] == [("not-data", 1)]
    # 21 claims name 17 pairs of identifiers: p3 cites d1 and a version of it, which are one work.
    assert (quality.claims, quality.identifier_pairs, quality.pairs) == (21, 17, 16)
    assert (quality.repeats, quality.merged) == (4, 1)
    assert quality.joined == {"version": 1}
    assert quality.before_opening.examples == ((iri("p16"), iri("d11")), (iri("p8"), iri("d4")))
    assert quality.without_date == 1


def test_sources_are_shown_with_their_state(told: dict[str, Any]) -> None:
    sources = {row["name"]: (row["claims"], row["state"]) for row in told["sources"]}

    assert sources == {
        "crossref": (13, "ok"),
        "datacite": (6, "ok"),
        "europepmc": (0, "never"),
        "openalex": (1, "ok"),
        "opencitations": (0, "down"),
        "scholexplorer": (1, "ok"),
    }
    assert told["claims"] == 21


def test_what_nobody_noticed_is_estimated_from_two_origins(report: Report) -> None:
    # Crossref witnesses 13 pairs, DataCite 6, both 3: 14 * 7 / 4 - 1; standard error 6.0622.
    (estimate,) = report.coverage.estimates

    assert (estimate.first, estimate.second, estimate.both) == (13, 6, 3)
    assert estimate.total == pytest.approx(23.5)
    assert estimate.interval == pytest.approx((16.0, 35.3816), abs=1e-3)
    assert dict(report.coverage.by_origins) == {
        ("crossref",): 10, ("crossref", "datacite"): 3, ("datacite",): 3,
    }  # fmt: skip


def test_changes_since_the_generation_before_are_told_and_a_silent_source_is_suspected(
    report: Report,
) -> None:
    changes = {(one.what, one.citing): one.suspect for one in report.difference.listed}

    assert changes == {("added", iri("p4")): False, ("removed", iri("p99")): True}
    assert report.difference.silent == ("opencitations",)


def test_the_keys_of_the_interface_are_there(told: dict[str, Any]) -> None:
    keys = "facility as_of generation datasets pairs independent_bounds by_year by_instrument by_technique"

    assert {*keys.split(), "claims", "sources", "quality"} <= set(told)
    assert all({"name", "claims", "retrieved_at", "state"} <= set(source) for source in told["sources"])
    assert (told["facility"], told["as_of"], told["generation"]) == (AURORA, AS_OF, GENERATION)
