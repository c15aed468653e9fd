"""How many pairs there may be in all, from how often two witnesses name the same one (Chapman 1951)."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
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


def chapman(origins: tuple[str, str], first: int, second: int, both: int, known: int = 0) -> Estimate | None:
    """The estimate of the total with its 95 % interval; None where they share nothing, which tells nothing.

    The interval never begins below what the two know together, nor below the `known` pairs that there are.
    Variance after Seber 1970.
    """
    if both == 0:
        return None
    total = (first + 1) * (second + 1) / (both + 1) - 1
    above = (first + 1) * (second + 1) * (first - both) * (second - both)
    half = Z95 * sqrt(above / ((both + 1) ** 2 * (both + 2)))
    seen = max(known, first + second - both)
    return Estimate(origins, first, second, both, total, (max(float(seen), total - half), total + half))


@dataclass(frozen=True, slots=True)
class Estimates:
    """What can be estimated from two origins each, and why nothing can from others."""

    made: tuple[Estimate, ...]
    refused: tuple[str, ...]


def estimates(counted: Mapping[tuple[str, ...], int]) -> Estimates:
    """The estimates for all two origins, from the pairs by the origins that witness them.

    None is made where one origin names nothing that the other does not, for then they do not witness
    independently, and none below the pairs that are known already.
    """
    names = sorted({name for origins in counted for name in origins})
    known, made, refused = sum(counted.values()), list[Estimate](), list[str]()
    for one, other in combinations(names, 2):
        first = sum(number for origins, number in counted.items() if one in origins)
        second = sum(number for origins, number in counted.items() if other in origins)
        both = sum(number for origins, number in counted.items() if {one, other} <= set(origins))
        estimate = chapman((one, other), first, second, both, known)
        if estimate is None:
            continue
        if both in (first, second):
            inner, outer = (one, other) if both == first else (other, one)
            refused.append(
                f"No estimate from {one} and {other}: all pairs that {inner} names {outer} names, too, so "
                "they are no independent witnesses."
            )
        elif estimate.total < known:
            refused.append(
                f"No estimate from {one} and {other}: it would be about {estimate.total:,.0f} pairs in all, "
                f"and {known:,} are known already, so what it assumes does not hold."
            )
        else:
            made.append(estimate)
    return Estimates(tuple(made), tuple(refused))
