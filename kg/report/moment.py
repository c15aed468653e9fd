"""Days between an opening and a date that may be known to the year or month only."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

DAYS_A_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Span:
    """All days that a date may mean, first and last."""

    first: date
    last: date


def span_of(text: str) -> Span | None:
    """The days that "2021", "2021-03" or "2021-03-10" may mean; None for what is no date.

    >>> span_of("2024-02")
    Span(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29))
    """
    parts = text.split("-")
    try:
        numbers = [int(part) for part in parts]
        first = date(*[*numbers, 1, 1][:3])
        if len(numbers) == 1:
            return Span(first, first.replace(month=12, day=31))
        if len(numbers) == 2:
            return Span(first, first.replace(day=monthrange(first.year, first.month)[1]))
    except (ValueError, TypeError):
        return None
    return Span(first, first) if len(numbers) == 3 else None


def years_after(opened: date, said: str, as_of: date) -> float | None:
    """Years from the opening to the middle of what the date may mean; below zero only where that is sure.

    Where the opening lies within the year or month, the middle is that of the days from the opening on, and
    nothing lies after `as_of`. None for what is no date.
    """
    days = days_after(opened.toordinal(), said, as_of.toordinal())
    return None if days is None else days / DAYS_A_YEAR


def days_after(opened: int, said: str, as_of: int) -> int | None:
    """The same in days, rounded down, for days by their ordinals."""
    ends = _ordinals(said)
    if ends is None:
        return None
    first, last = ends
    if first != last:
        last = max(first, min(last, as_of))
        first = opened if first <= opened <= last else first
    return first + (last - first) // 2 - opened


@lru_cache(maxsize=16384)
def _ordinals(text: str) -> tuple[int, int] | None:
    span = span_of(text)
    return (span.first.toordinal(), span.last.toordinal()) if span else None
