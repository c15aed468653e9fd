"""How sure a share is: the score interval of Wilson (1927) for a proportion that was counted."""

from math import sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)
"""Standard deviations of a normal distribution that 95 % lie within: 1.96."""


def wilson(hits: int, of: int, z: float = Z95) -> tuple[float, float] | None:
    """The interval of the share `hits` / `of`, from 0 to 1; None where nothing was counted.

    >>> [round(end, 4) for end in wilson(3, 10)]
    [0.1078, 0.6032]
    """
    if of == 0:
        return None
    share, square = hits / of, z * z
    middle = share + square / (2 * of)
    half = z * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low, high = (middle - half) / (1 + square / of), (middle + half) / (1 + square / of)
    # At the ends rounding may pass by a hair what the share itself reaches.
    return max(0.0, min(low, share)), min(1.0, max(high, share))
