"""How far a mean over queries can be trusted: intervals by drawing the queries again, with replacement."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

DRAWS = 10_000
SEED = 0

_AT_ONCE = 1_000  # draws held in memory: a thousand of a thousand queries are 8 MB


class Estimate(NamedTuple):
    """A mean, its 95 % interval, and how likely a mean on the other side of zero is (two-sided)."""

    mean: float
    low: float
    high: float
    p: float


def estimates(values: "ArrayLike", draws: int = DRAWS, seed: int = SEED) -> list[Estimate]:
    """One estimate per row of values, which hold one number per query.

    To compare two systems, hand in their differences: all rows see the same draws, so that makes it paired.
    The interval is the percentile one; `p` is twice the share of draws beyond zero, at least 1/draws.

    Raises:
        ValueError: there are no queries.
    """
    import numpy as np

    given = np.atleast_2d(np.asarray(values, dtype=np.float64))
    if not given.size:
        raise ValueError("There is nothing to estimate: no values.")
    means = _means(given, draws, seed)
    lows, highs = np.percentile(means, [2.5, 97.5], axis=0)
    # Sums in another order differ in the last digit; a difference of nothing must not count as one.
    beyond = np.minimum((means <= 1e-12).mean(axis=0), (means >= -1e-12).mean(axis=0))
    p = np.clip(2 * beyond, 1 / draws, 1.0)
    return [
        Estimate(float(mean), float(low), float(high), float(of))
        for mean, low, high, of in zip(given.mean(axis=1), lows, highs, p, strict=True)
    ]


def _means(values: "NDArray[np.float64]", draws: int, seed: int) -> "NDArray[np.float64]":
    """The mean of each row (columns here) for each draw: how often each query is drawn, times its value."""
    import numpy as np

    random, count = np.random.default_rng(seed), values.shape[1]
    often = (
        random.multinomial(count, np.full(count, 1 / count), min(_AT_ONCE, draws - start))
        for start in range(0, draws, _AT_ONCE)
    )
    return np.concatenate([some @ values.T / count for some in often])
