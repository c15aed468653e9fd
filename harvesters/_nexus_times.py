"""Times as files write them: ISO 8601 in several dresses, and the day-month-year of some reactors."""

import re

from kg.rdf.terms import moment

_SHORT_ISO = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(\s*(?:Z|[+-]\d\d:?\d\d))?$")
_DAY_FIRST = re.compile(r"(\d\d?)-([A-Za-z]{3})-(\d{4}|\d\d)[ T](\d\d:\d\d:\d\d)$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)$")


def instant(text: str) -> str | None:
    """The time in ISO 8601, with a zone only where the text states one; None for what is no possible time."""
    literal = moment(_long_form(text.strip()))
    return literal.value if literal else None


def has_zone(time: str) -> bool:
    """Whether a time given by `instant` states its zone."""
    return _ZONE.search(time) is not None


def _long_form(text: str) -> str:
    if short := _SHORT_ISO.match(text):
        return f"{short.group(1)}:00{(short.group(2) or '').strip()}"
    day_first = _DAY_FIRST.match(text)
    if day_first and day_first.group(2).lower() in _MONTHS:
        day, month, year, clock = day_first.groups()
        century = "" if len(year) == 4 else "20" if int(year) < 70 else "19"
        return f"{century}{year}-{_MONTHS.index(month.lower()) + 1:02}-{int(day):02}T{clock}"
    return text
