"""Merge rankings that cannot be compared by score: reciprocal rank fusion, which search does not use."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH = 200
"""How far down each ranking counts."""


def fuse(scores: "Iterable[NDArray[np.float32]]", k: int) -> "NDArray[np.float32]":
    """The sum over the rankings of 1 / (k + place); `scores` has one value per document for each.

    Places begin at 1; of equal documents the earlier stands first, and a score of zero or less has no place.
    """
    import numpy as np

    total: NDArray[np.float32] | None = None
    for of in scores:
        order = np.argsort(-of, kind="stable")[:DEPTH]
        order = order[of[order] > 0]
        points = np.zeros(len(of), dtype=np.float32)
        points[order] = 1 / (k + 1 + np.arange(len(order)))
        total = points if total is None else total + points
    return np.zeros(0, dtype=np.float32) if total is None else total
