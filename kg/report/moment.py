"""Days between an opening and a date that may be known to the year or month only."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

DAYS_A_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Span:
    """All days that a date may mean, first and last."""

    first: date
    last: date


@lru_cache(maxsize=16384)
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
    span = span_of(said)
    if span is None:
        return None
    last = max(span.first, min(span.last, as_of))
    first = opened if span.first <= opened <= last else span.first
    middle = first + timedelta(days=(last - first).days / 2)
    return (middle - opened).days / DAYS_A_YEAR
