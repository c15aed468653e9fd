"""The date of publication that a reference may give, from dates of which some are the end of an embargo.

Facilities write the day on which data open where the date of issue belongs (the ESRF: 2028 for data of 2025).
Such a date is no publication; what is known then is when the data were measured. But data that were open
from the day of their publication have one date for both, too, as SciCat's records do: a past date of issue is
taken for the end of an embargo only where it lies whole years after the measurement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.citation.dating import partial_date


@dataclass(frozen=True, slots=True)
class Published:
    """A date as precise as it is known ("2021", "2021-03-10"), and which one it is."""

    text: str
    basis: Literal["issued", "collected"]

    @property
    def year(self) -> str:
        """Four digits."""
        return self.text[:4]


def published(
    issued: Iterable[str], opens: Iterable[str], collected: Iterable[str], today: date
) -> Published | None:
    """When something was published, for a reference to it.

    Dates of issue after `today` are none, nor are those that are the day of opening after an embargo. Where
    all are such, the year of measurement takes their place; where no date of issue is stated at all, nothing
    does.
    """
    stated = _dates(issued)
    opening = _dates(opens)
    own = [one for one in stated if not _is_ahead(one, today) and not any(_agree(one, of) for of in opening)]
    if own:
        return Published(_first(own), "issued")
    measured = [one for one in _dates(collected) if not _is_ahead(one, today)]
    past = [one for one in stated if not _is_ahead(one, today)]
    if past and not any(_is_embargo(one, of) for one in measured for of in opening):
        return Published(_first(past), "issued")
    return Published(min(measured)[:4], "collected") if stated and measured else None


def _dates(said: Iterable[str]) -> list[str]:
    found = (partial_date(one, "") for one in said)
    return sorted({one.text for one in found if one is not None})


def _is_ahead(one: str, today: date) -> bool:
    return one > today.isoformat()[: len(one)]


def _is_embargo(measured: str, opens: str) -> bool:
    """Whether an embargo of whole years lies between; it may run from a later day of the measurement."""
    years = int(opens[:4]) - int(measured[:4])
    if min(len(measured), len(opens)) < _DAY:
        return years > 0
    start, end = date.fromisoformat(measured), date.fromisoformat(opens)
    return any(
        0 <= (end - _later(start, of)).days <= _LONGEST_MEASUREMENT for of in (years, years - 1) if of > 0
    )


def _later(day: date, years: int) -> date:
    """The same day of a later year; the end of February stays it."""
    ends_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if ends_february else day.day)


_DAY = len("2026-01-31")
_LONGEST_MEASUREMENT = 31
"""Days between the start of a measurement and the day from which an embargo is counted."""


def _agree(one: str, other: str) -> bool:
    """Whether both may be the same day, as far as they are precise."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _first(dates: list[str]) -> str:
    """Of the earliest year the most precise date, of these the earliest."""
    year = min(dates)[:4]
    return min((one for one in dates if one.startswith(year)), key=lambda one: (-len(one), one))
