"""How a report is told in words: names of its kinds, shares and years."""

from typing import Any

KIND_NAMES = {
    "total": "All pairs",
    "companion": "Companion",
    "same_team": "Same team",
    "facility_staff": "Facility staff only",
    "independent": "Independent",
    "unknown": "Unknown",
}
MEANINGS = {
    "companion": "the team's own paper about these data",
    "same_team": "somebody of the team cites them again",
    "facility_staff": "only staff of the facility are on both sides",
    "independent": "both lists of people are complete and nobody is on both, or curators say so",
    "unknown": "the lists of people do not tell",
}
CURVES = {
    "any": "Any citation",
    "not_companion": "Not by the companion paper",
    "independent": "Known to be independent",
}


def percent(share: float | None) -> str:
    """A share as percent; a dash where it is unknown.

    >>> percent(0.4365), percent(None)
    ('43.6 %', '–')
    """
    return "–" if share is None else f"{100 * share:.1f} %"


def between(interval: tuple[float, float] | None) -> str:
    """An interval of shares in percent.

    >>> between((0.1078, 0.6032))
    '10.8 to 60.3 %'
    """
    return "–" if interval is None else f"{100 * interval[0]:.1f} to {100 * interval[1]:.1f} %"


def years(time: float | None) -> str:
    """A time in years; says so where it was not seen."""
    return "not reached" if time is None else f"{time:.1f} years"


def bounds(low: int, high: int) -> str:
    """Two bounds, once where they are the same.

    >>> bounds(1, 4), bounds(2, 2)
    ('1 to 4', '2')
    """
    return str(low) if low == high else f"{low:,} to {high:,}"


def shown(value: Any) -> str:  # noqa: ANN401 - a cell of any table
    """A cell: nothing known is a dash, numbers have their thousands apart."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
