"""Reciprocal rank fusion, by numbers worked out by hand."""

import pytest

from kg.answer.fuse import fuse, in_order


def test_two_rankings_add_up() -> None:
    scores = fuse([in_order([5, 3]), in_order([3, 9])], k=20)

    assert scores == {
        5: pytest.approx(1 / 21),
        3: pytest.approx(1 / 22 + 1 / 21),
        9: pytest.approx(1 / 22),
    }


def test_documents_may_share_a_place() -> None:
    scores = fuse([{1: 1, 2: 1, 3: 2}], k=3)

    assert scores == {1: 0.25, 2: 0.25, 3: 0.2}


def test_nothing_ranked_gives_nothing() -> None:
    assert fuse([]) == {}
