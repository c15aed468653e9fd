"""How many pairs there may be in all, from how often two witnesses name the same one (Chapman 1951)."""

from dataclasses import dataclass
from math import sqrt

from kg.report.interval import Z95

ASSUMPTION = (
    "Holds only if the two origins came to know of citations independently of each other, and if every pair "
    "was as likely as any other to be noticed. Sources that copy one another are one origin."
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of `first` pairs one origin knows and `second` the other, `both` are the same."""

    origins: tuple[str, str]
    first: int
    second: int
    both: int
    total: float
    interval: tuple[float, float]
    assumption: str = ASSUMPTION


def chapman(origins: tuple[str, str], first: int, second: int, both: int) -> Estimate | None:
    """The estimate of the total with its 95 % interval; None where they share nothing, which tells nothing.

    The interval never begins below what the two know together. Variance after Seber 1970.
    """
    if both == 0:
        return None
    total = (first + 1) * (second + 1) / (both + 1) - 1
    above = (first + 1) * (second + 1) * (first - both) * (second - both)
    half = Z95 * sqrt(above / ((both + 1) ** 2 * (both + 2)))
    seen = first + second - both
    return Estimate(origins, first, second, both, total, (max(float(seen), total - half), total + half))
