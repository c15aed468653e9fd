"""Days and years as sources write them: what no calendar has, and what may mean two days, is not guessed."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from pyoxigraph import Literal

from kg.rdf.names import XSD
from kg.rdf.terms import calendar_date, moment, year
from kg.resolve.finding import Finding, excerpt
from kg.resolve.person import PLACEHOLDERS

_ISO_START = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_YEAR = re.compile(r"(\d{4})$")
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])$")
_SEPARATED = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)$")
NO_DATES = frozenset({"0000-00-00", "0001-01-01", "9999-12-31", "1900-01-01", "00/00/0000"})
"""What programs write for no date at all."""


@lru_cache(maxsize=8192)
def resolve_day(said: str, field: str) -> tuple[Literal | None, Finding | None]:
    """An xsd:date for a day, or for a point in time its day; a finding for everything else.

    Understood beside ISO 8601 are forms that can mean one day only: "17.5.2024", "2024/05/17", "20240517",
    and "17/05/2024", whose first number is no month. Of a range, its first day. A year or a month gives
    no day.
    """
    words = said.strip()
    if words.casefold() in PLACEHOLDERS or words[:10] in NO_DATES:
        return None, _placeholder(words, field) if words else None
    begins, slash, ends = words.partition("/")
    if slash and calendar_date(begins) and (not ends.strip(" .") or calendar_date(ends) or moment(ends)):
        understood = calendar_date(begins)
        remedy = f'Give the beginning and the end of "{excerpt(words)}" in fields of their own.'
        return understood, Finding("date-range", field, said, _value(understood), 0.9, remedy)
    if _ISO_START.match(words):
        found = calendar_date(words)
        return found, None if found else _impossible(said, field)
    return _other_form(said, words, field)


@lru_cache(maxsize=8192)
def resolve_moment(said: str, field: str) -> tuple[Literal | None, Finding | None]:
    """An xsd:dateTime for a point in time, or for the day that it can be read as its beginning."""
    if found := moment(said):
        if found.value[:10] in NO_DATES:
            return None, _placeholder(said, field)
        return found, None
    day, finding = resolve_day(said, field)
    if day is not None and finding is None and len(said.strip()) > 10:
        # A day with more behind it that is no time: the day holds, the rest is not read.
        remedy = f'Write "{excerpt(said)}" as date and time, such as 2024-05-17T08:30:00Z.'
        finding = Finding("date-format", field, said, day.value, 0.9, remedy)
    return (moment(f"{day.value}T00:00:00") if day else None), finding


@lru_cache(maxsize=1024)
def resolve_year(
    said: int | str, seen: str | None, field: str = "publicationYear"
) -> tuple[Literal | None, Finding | None]:
    """The xsd:gYear; a finding when it is later than `seen`, the day on which the record itself was made.

    Such a year is the end of an embargo: a DOI cannot have been published after its record.
    """
    found = year(said)
    if found is None:
        if str(said).strip().casefold() in PLACEHOLDERS:
            return None, _placeholder(str(said), field) if str(said).strip() else None
        return None, _impossible(str(said), field)
    if seen and seen[:4].isdecimal() and int(found.value) > int(seen[:4]):
        remedy = (
            f"Write the year in which the DOI was published ({seen[:4]} or earlier), and {found.value}, if "
            "the data open then, as a date of type Available."
        )
        return found, Finding("date-future-year", field, str(said), None, 0.5, remedy)
    return found, None


def _other_form(said: str, words: str, field: str) -> tuple[Literal | None, Finding | None]:
    if (_YEAR.match(words) and year(words)) or _MONTH.match(words):
        remedy = f'Add the day to "{excerpt(words)}".'
        return None, Finding("date-incomplete", field, said, words, 1.0, remedy)
    readings = _readings(words)
    if len(readings) != 1:
        return None, _impossible(said, field) if not readings else _two_days(said, field)
    (only,) = readings
    remedy = f'Write "{excerpt(words)}" as {only.isoformat()}, if that day is meant.'
    found = Literal(only.isoformat(), datatype=XSD["date"])
    return found, Finding("date-format", field, said, only.isoformat(), 0.9, remedy)


def _readings(words: str) -> set[date]:
    """The days that can be meant."""
    if compact := _COMPACT.match(words):
        return _possible([compact.groups()])
    found = _SEPARATED.match(words)
    if found is None:
        return set()
    first, sign, second, third = found.groups()
    if len(first) == 4:
        return _possible([(first, second, third)]) if len(third) < 3 else set()
    if len(third) != 4:
        return set()
    orders = [(third, second, first)]
    if sign != ".":  # dots stand between day and month, slashes between either
        orders.append((third, first, second))
    return _possible(orders)


def _possible(orders: Sequence[tuple[str, ...]]) -> set[date]:
    days = set()
    for numbers in orders:
        try:
            days.add(date(*map(int, numbers)))
        except ValueError:
            continue
    return {day for day in days if 1900 <= day.year <= 2999}


def _value(term: Literal | None) -> str | None:
    return term.value if term else None


def _impossible(said: str, field: str) -> Finding:
    remedy = f'"{excerpt(said)}" is no possible date and was left out; write the date in the form YYYY-MM-DD.'
    return Finding("date-impossible", field, said, None, 0.0, remedy)


def _two_days(said: str, field: str) -> Finding:
    way_out = "write the date in the form YYYY-MM-DD"
    remedy = f'"{excerpt(said)}" may be two different days and was left out; {way_out}.'
    return Finding("date-format", field, said, None, 0.0, remedy)


def _placeholder(said: str, field: str) -> Finding:
    remedy = f'Leave the date empty instead of "{excerpt(said)}".'
    return Finding("date-placeholder", field, said, None, 0.0, remedy)
