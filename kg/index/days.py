"""Dates of cards as numbers that sort and compare: 20260131; an interval for a year or a month alone."""

from datetime import date

from kg.index.documents import Card


def sortable(text: str | None) -> int:
    """The date as a number that sorts, such as 20260131; zeros for what is not said, 0 for no date."""
    digits = (text or "")[:10].replace("-", "")
    return int(f"{digits:0<8}"[:8]) if digits.isdigit() else 0


def interval(card: Card) -> tuple[int, int]:
    """First and last day of measurement, else of publication, as 20260131; (0, 0) where neither is known.

    A year alone, or a month, is all its days; "31" stands for the last of any month.
    """
    first = sortable(card.start or card.issued)
    last = max(first, sortable(card.end or card.start or card.issued))
    year, month, day = last // 10_000, last // 100 % 100, last % 100
    return _from(first), year * 10_000 + (month or 12) * 100 + (day or 31) if last else 0


def _from(day: int) -> int:
    if not day:
        return 0
    year, month, of_month = day // 10_000, day // 100 % 100, day % 100
    return year * 10_000 + (month or 1) * 100 + (of_month or 1)


def ordinal(text: str | None) -> int:
    """The proleptic ordinal of the day a text starts with; 0 for none, a bare year and impossible ones."""
    try:
        return date.fromisoformat(text[:10]).toordinal() if text else 0
    except ValueError:
        return 0
