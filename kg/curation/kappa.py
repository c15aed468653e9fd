"""How far two people agree beyond chance: Cohen's kappa with its interval, from a table of counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from kg.report.interval import Z95

FEW = 2


@dataclass(frozen=True, slots=True)
class Kappa:
    """`value` from -1 to 1; None where chance alone makes them agree always, or nothing was counted.

    `interval` is that of 95 %; None where they agree on everything or there are too few, for then the formula
    gives no width.
    """

    value: float | None
    interval: tuple[float, float] | None


def kappa(table: Sequence[Sequence[int]]) -> Kappa:
    """Kappa of a square table: rows are what one person said, columns what the other did.

    The interval is that of large samples (Fleiss, Cohen and Everitt 1969, doi:10.1037/h0028106).

    >>> kappa([[20, 5], [10, 15]]).value
    0.4
    """
    number = sum(map(sum, table))
    if number == 0:
        return Kappa(None, None)
    shares = [[count / number for count in row] for row in table]
    rows = [sum(row) for row in shares]
    columns = [sum(column) for column in zip(*shares, strict=True)]
    agreed = sum(shares[place][place] for place in range(len(shares)))
    chance = sum(row * column for row, column in zip(rows, columns, strict=True))
    if 1 - chance < 1e-12:
        return Kappa(None, None)
    value = round((agreed - chance) / (1 - chance), 12)
    variance = _variance(shares, rows, columns, agreed, chance) / number
    if number < FEW or variance <= 0:
        return Kappa(value, None)
    half = Z95 * sqrt(variance)
    return Kappa(value, (max(-1.0, value - half), min(1.0, value + half)))


def _variance(
    shares: Sequence[Sequence[float]],
    rows: Sequence[float],
    columns: Sequence[float],
    agreed: float,
    chance: float,
) -> float:
    """The variance for a sample of one."""
    places = range(len(shares))
    same = sum(
        shares[at][at] * ((1 - chance) - (columns[at] + rows[at]) * (1 - agreed)) ** 2 for at in places
    )
    other = sum(
        shares[one][two] * (columns[one] + rows[two]) ** 2 for one in places for two in places if one != two
    )
    rest = (agreed * chance - 2 * chance + agreed) ** 2
    return (same + (1 - agreed) ** 2 * other - rest) / (1 - chance) ** 4
