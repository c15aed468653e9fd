"""Dates of publication as precise as they are said: a day, a month or a year."""

import re
from collections.abc import Sequence
from datetime import date

from pyoxigraph import Literal

from kg.harvest.payload import Json
from kg.rdf.names import XSD
from kg.resolve.day import NO_DATES

_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$", re.ASCII | re.DOTALL)
_UNKNOWN = 99
"""Behind every month and day: of two dates that agree, the one that says more comes first."""

_OLDEST, _NEWEST = 1450, 2999

Parts = tuple[int, ...]
"""Year, year and month, or year, month and day, of the calendar."""


def partial_date(said: Json) -> Literal | None:
    """The xsd:date, xsd:gYearMonth or xsd:gYear of "2021-03-10", "2021-03" or "2021"; None for no date.

    A month or day of 00 is not known. Of a point in time, its day.
    """
    found = _PARTIAL.match(said.strip()) if isinstance(said, str) else None
    if found is None or found[0][:10] in NO_DATES:
        return None
    return _term(_parts([int(part) for part in found.groups() if part]))


def earliest(dates: Sequence[Json]) -> Literal | None:
    """The earliest of dates such as [2021, 3, 10] or [2021]; of two that agree, the more precise."""
    known = [parts for said in dates if (parts := _parts(said))]
    return _term(min(known, key=lambda parts: (*parts, _UNKNOWN, _UNKNOWN)[:3], default=()))


def _parts(said: Json) -> Parts:
    """As much as makes a date of the calendar; nothing for no year."""
    numbers: list[int] = []
    for part in said[:3] if isinstance(said, list) else ():
        number = _number(part)
        if not number:
            break
        numbers.append(number)
    if not numbers or not _OLDEST <= numbers[0] <= _NEWEST:
        return ()
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        return ()
    return tuple(numbers)


def _number(part: Json) -> int:
    if isinstance(part, str) and part.isascii() and part.isdecimal() and len(part) <= 4:
        return int(part)
    is_number = isinstance(part, int) and not isinstance(part, bool)
    return part if is_number and abs(part) <= _NEWEST else 0  # no calendar takes a larger one


def _term(parts: Parts) -> Literal | None:
    if not parts:
        return None
    words = "-".join(f"{part:02}" for part in parts)
    return Literal(words, datatype=XSD[("gYear", "gYearMonth", "date")[len(parts) - 1]])
