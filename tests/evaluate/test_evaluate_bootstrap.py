"""Intervals by drawing again: cases whose answer is known beforehand."""

import math
import random
import statistics

import pytest

from kg.evaluate.bootstrap import estimates


def test_a_difference_that_is_the_same_everywhere_has_no_width() -> None:
    (of,) = estimates([0.2, 0.2, 0.2])

    assert [of.mean, of.low, of.high] == pytest.approx([0.2, 0.2, 0.2])
    assert of.p == pytest.approx(1 / 10_000)


def test_a_system_against_itself_is_no_different() -> None:
    (of,) = estimates([0.0] * 30)

    assert (of.mean, of.low, of.high, of.p) == (0, 0, 0, 1)


def test_two_queries_can_be_drawn_in_four_ways() -> None:
    (of,) = estimates([0.0, 1.0])  # 0, a half, a half, 1: a quarter of the draws is not above zero

    assert (of.mean, of.low, of.high) == (0.5, 0, 1)
    assert of.p == pytest.approx(0.5, abs=0.03)


def test_many_queries_come_near_the_normal_interval() -> None:
    chance = random.Random(3)
    values = [chance.gauss(0.1, 0.5) for _ in range(400)]

    (of,) = estimates(values)

    half = 1.96 * statistics.pstdev(values) / math.sqrt(len(values))
    assert of.high - of.low == pytest.approx(2 * half, rel=0.05)
    assert (of.high + of.low) / 2 == pytest.approx(statistics.fmean(values), abs=0.1 * half)


def test_all_rows_see_the_same_draws() -> None:
    one, twice, both = estimates([[0.1, 0.5, 0.9], [0.2, 1.0, 1.8], [0.1, 0.5, 0.9]])

    assert [twice.low, twice.high] == pytest.approx([2 * one.low, 2 * one.high])
    assert both == one


def test_without_queries_there_is_nothing_to_estimate() -> None:
    with pytest.raises(ValueError, match="no values"):
        estimates([])
