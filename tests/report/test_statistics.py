"""Intervals and curves against published values."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.report.capture import chapman, estimates
from kg.report.interval import wilson
from kg.report.survival import Watched, kaplan_meier


@pytest.mark.parametrize(
    ("hits", "of", "expected"),
    [
        (3, 10, (0.1078, 0.6032)),
        # Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3.
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_as_published(hits: int, of: int, expected: tuple[float, float]) -> None:
    assert wilson(hits, of) == pytest.approx(expected, abs=5e-5)


def test_of_nothing_there_is_no_share() -> None:
    assert wilson(0, 0) is None


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_interval_holds_the_share_and_lies_within_0_and_1(counted: tuple[int, int]) -> None:
    hits, of = counted
    interval = wilson(hits, of)

    assert interval is not None
    assert 0 <= interval[0] <= hits / of <= interval[1] <= 1


# Freireich et al. 1963, weeks of remission under 6-MP; "+" left while in remission. The curve and its
# standard errors stand in most textbooks, as in Kleinbaum and Klein, Survival Analysis, chapter 2.
REMISSION = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"


def test_kaplan_meier_as_published() -> None:
    watched = [Watched(float(week.rstrip("+")), not week.endswith("+")) for week in REMISSION.split()]
    curve = kaplan_meier(watched)

    shares = {step.time: round(step.share, 4) for step in curve.steps}
    errors = {step.time: round((step.variance or 0) ** 0.5, 4) for step in curve.steps}
    assert shares == {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert errors == {6: 0.0764, 7: 0.0869, 10: 0.0963, 13: 0.1068, 16: 0.1141, 22: 0.1282, 23: 0.1346}
    assert curve.median() == 23
    assert (curve.subjects, curve.events) == (21, 9)


def test_nothing_is_said_beyond_what_was_watched() -> None:
    curve = kaplan_meier([Watched(1, True), Watched(3, False)])

    assert curve.at(3) is not None
    assert curve.at(3.1) is None
    assert curve.interval(4) is None


def test_the_log_log_intervals_as_published() -> None:
    # Of the same data, as Stata's `sts list` prints them; none and all are no certainty, see below.
    watched = [Watched(float(week.rstrip("+")), not week.endswith("+")) for week in REMISSION.split()]
    curve = kaplan_meier(watched)

    published = {6: (0.6197, 0.9516), 10: (0.5032, 0.8894), 16: (0.3675, 0.8049), 23: (0.1881, 0.6801)}
    for week, expected in published.items():
        assert curve.interval(week) == pytest.approx(expected, abs=1e-4)


def test_where_nobody_met_with_it_the_interval_is_of_those_still_watched() -> None:
    # 25 watched for 2 years and 15 of them for 4: Wilson's 3.8415 / (n + 3.8415) for none of n.
    curve = kaplan_meier([Watched(2, False)] * 10 + [Watched(4, False)] * 15)

    assert curve.interval(1) == pytest.approx((1 - 3.8415 / 28.8415, 1), abs=1e-5)
    assert curve.interval(3) == pytest.approx((1 - 3.8415 / 18.8415, 1), abs=1e-5)
    assert curve.interval(5) is None


def test_where_all_met_with_it_the_curve_stays_at_zero_and_that_is_no_certainty() -> None:
    curve = kaplan_meier([Watched(1, True), Watched(2, True)])
    end = curve.at(10)

    assert end is not None
    assert end.share == 0
    # Wilson's for none of 2: 3.8415 / 5.8415.
    assert curve.interval(10) == pytest.approx((0, 0.65762), abs=1e-5)
    assert curve.median() == 1


def test_of_nobody_nothing_is_known() -> None:
    curve = kaplan_meier([])

    assert curve.median() is None
    assert curve.at(1) is None
    assert curve.interval(1) is None


@given(st.lists(st.builds(Watched, st.floats(0, 100), st.booleans()), max_size=60))
def test_the_curve_only_falls(watched: list[Watched]) -> None:
    shares = [1.0, *(step.share for step in kaplan_meier(watched).steps)]

    assert all(0 <= low <= high for high, low in pairwise(shares))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
def test_where_nobody_leaves_early_it_is_the_share_that_is_left(times: list[float]) -> None:
    curve = kaplan_meier([Watched(time, True) for time in times])

    for step in curve.steps:
        assert step.share == pytest.approx(sum(time > step.time for time in times) / len(times))


def test_chapman_by_hand() -> None:
    # 201 * 101 / 21 - 1; the variance is 201 * 101 * 180 * 80 / (21**2 * 22), its root 173.58.
    estimate = chapman(("a", "b"), 200, 100, 20)

    assert estimate is not None
    assert estimate.total == pytest.approx(965.714, abs=1e-3)
    assert estimate.interval == pytest.approx((965.714 - 340.21, 965.714 + 340.21), abs=0.05)


def test_two_that_share_nothing_tell_nothing() -> None:
    assert chapman(("a", "b"), 5, 7, 0) is None


def test_an_origin_within_another_gives_no_estimate() -> None:
    found = estimates({("crossref",): 40, ("crossref", "datacite"): 17, ("europepmc",): 5})

    assert found.made == ()
    (why,) = found.refused
    assert "all pairs that datacite names crossref names, too" in why


def test_an_estimate_below_what_is_known_is_left_out() -> None:
    # From a and b: 11 * 11 / 10 - 1 = 11.1, and 11 + 51 are known.
    found = estimates({("a", "b"): 9, ("a",): 1, ("b",): 1, ("c",): 51})

    assert found.made == ()
    assert found.refused == (
        "No estimate from a and b: it would be about 11 pairs in all, and 62 are known already, so what it "
        "assumes does not hold.",
    )


def test_an_estimate_above_what_is_known_stays() -> None:
    # 14 * 7 / 4 - 1, and 16 are known.
    found = estimates({("a",): 10, ("a", "b"): 3, ("b",): 3})

    assert [estimate.total for estimate in found.made] == [pytest.approx(23.5)]
    assert found.refused == ()


def test_the_interval_begins_at_what_is_known_from_others_too() -> None:
    # a knows 13 pairs and b 6, 3 of them both; with those of c 17 are known. 23.5 - 1.96 * 6.0622 = 11.6.
    found = estimates({("a",): 10, ("a", "b"): 3, ("b",): 3, ("c",): 1})

    assert [estimate.interval for estimate in found.made] == [pytest.approx((17, 35.3816), abs=1e-3)]
