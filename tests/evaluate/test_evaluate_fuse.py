"""Reciprocal rank fusion, by numbers worked out by hand."""

import numpy as np
import pytest

from kg.evaluate.fuse import fuse


def test_two_rankings_add_up() -> None:
    first = np.array([0.9, 0.1, 0.0], dtype=np.float32)
    second = np.array([0.0, 0.7, 0.2], dtype=np.float32)

    assert fuse([first, second], 20).tolist() == pytest.approx([1 / 21, 1 / 22 + 1 / 21, 1 / 22])


def test_of_equal_documents_the_earlier_stands_first() -> None:
    assert fuse([np.array([0.5, 0.5], dtype=np.float32)], 1).tolist() == pytest.approx([1 / 2, 1 / 3])


def test_nothing_ranked_gives_nothing() -> None:
    assert fuse([], 20).tolist() == []
