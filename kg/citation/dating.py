"""Dates as precise as they are known, compared without pretending to more."""

import calendar
import re
from datetime import date
from functools import lru_cache

from kg.citation.identifier import doi_of
from kg.citation.work import PartialDate
from kg.resolve.day import NO_DATES

FROM_DOI = "doi"
"""The basis of a date that was read off a DOI."""

YEARS_IN_PRESS = 2
"""Publishers number articles when they come in or are accepted; years until they are out, at most."""

_ISO = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:[T /].*|Z|[+-]\d\d:\d\d)?$", re.DOTALL
)
_DAYS_IN_YEAR = 365.2425

# Publisher items: S, ISSN, two digits of the year, number. Then the publishers' own ways, each with "year"
# (four digits) or "yy" (two) and perhaps "month", or "y" and a letter that stands for the decade.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"10\.1107/s\d{7}[\dx](?P<yy>\d\d)\d{5}[\dx]$",  # IUCr
        r"10\.1016/s?\d{4}-\d{3}[\dx]\((?P<yy>\d\d)\)\d{5}-[\dx]$",  # Elsevier until about 2002
        r"10\.1016/j\.[a-z]+\.(?P<year>(?:19|20)\d\d)\.(?:\d\d\.\d{3}|\d{5,6})$",  # Elsevier since
        r"10\.(?:1038|1007|1186|1140/[a-z]+)/s\d{5}-0(?P<yy>\d\d)-\d{4,5}-[\da-z]$",  # Springer Nature
        r"10\.48550/arxiv\.(?P<yy>\d\d)(?P<month>0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?$",  # arXiv since 2007
        r"10\.48550/arxiv\.[a-z.-]+/(?P<yy>\d\d)(?P<month>0[1-9]|1[0-2])\d{3}(?:v\d+)?$",  # before
        r"10\.(?:1101|64898)/(?P<year>20\d\d)\.\d\d\.\d\d\.\d{6,8}$",  # bioRxiv, medRxiv
        r"10\.26434/chemrxiv-(?P<year>20\d\d)-",
        r"10\.1002/[a-z]{3,6}\.(?P<year>20[12]\d)\d{5}$",  # Wiley
        r"10\.1021/(?:acs[a-z]+|acs\.[a-z]+|jacs)\.(?P<y>\d)(?P<acs>[bc])\d{5}$",  # 9b: 2019; 5c: 2025
        r"10\.1039/(?P<rsc>[cd])(?P<y>\d)[a-z]{2}\d{5}[a-z]$",  # c9: 2019; d0: 2020
    )
)
_DECADES = {"acs": {"b": 2010, "c": 2020}, "rsc": {"c": 2010, "d": 2020}}
_FIRST_OF_CENTURY = 45
"""Two digits below it are of this century: the oldest journals with such numbers began in 1948."""


@lru_cache(maxsize=8192)
def partial_date(said: str, basis: str) -> PartialDate | None:
    """A date in ISO 8601, with a time or without: "2021", "2021-03", "2021-03-10", "2021-03-10T08:00:00Z".

    Also xsd:gYear and xsd:gYearMonth; of a range its beginning. None for everything else, for days that no
    calendar has, and for what programs write for no date ("9999-12-31").
    """
    words = said.strip()
    found = _ISO.match(words)
    if found is None or words[:10] in NO_DATES:
        return None
    year, month, day = found["year"], found["month"], found["day"]
    text = "-".join(part for part in (year, month, day) if part)
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return PartialDate(text, basis)


@lru_cache(maxsize=8192)
def date_from_doi(iri: str) -> PartialDate | None:
    """The year, of arXiv the month, that a publisher puts into the DOI; None where that is not sure.

    It is the year in which the article came in or was accepted; it appeared up to two years later, and
    comparisons count with that.
    """
    doi = doi_of(iri) or ""
    found = next((match for pattern in _PATTERNS if (match := pattern.match(doi))), None)
    if found is None:
        return None
    said = found.groupdict()
    if decade := next((key for key in _DECADES if key in said), None):
        year = _DECADES[decade][said[decade]] + int(said["y"])
    elif "yy" in said:
        year = int(said["yy"]) + (2000 if int(said["yy"]) < _FIRST_OF_CENTURY else 1900)
    else:
        year = int(said["year"])
    return PartialDate(f"{year}-{said['month']}" if said.get("month") else str(year), FROM_DOI)


@lru_cache(maxsize=8192)
def bounds(when: PartialDate | str) -> tuple[date, date] | None:
    """The first and the last day that can be meant; None for what is no date.

    A year read off a DOI reaches to the end of the time that articles are in press.
    """
    known = partial_date(when, "") if isinstance(when, str) else when
    if known is None or (checked := partial_date(known.text, known.basis)) is None:
        return None
    year, month, day = (int(part) for part in (*checked.text.split("-"), "0", "0")[:3])
    last_year = year + YEARS_IN_PRESS if checked.basis == FROM_DOI and not month else year
    last_month = month or 12
    last_day = day or calendar.monthrange(last_year, last_month)[1]
    return date(year, month or 1, day or 1), date(last_year, last_month, last_day)


def earlier_than(a: PartialDate | str | None, b: PartialDate | str | None) -> bool | None:
    """Whether `a` was before `b`; None where they are not precise enough to tell, or one is unknown."""
    one, other = (bounds(when) if when is not None else None for when in (a, b))
    if one is None or other is None:
        return None
    if one[1] < other[0]:
        return True
    return False if one[0] >= other[1] else None


def years_between(a: PartialDate | str | None, b: PartialDate | str | None) -> tuple[float, float] | None:
    """The least and the most years from `a` to `b`, negative where `b` is the earlier; None if unknown."""
    one, other = (bounds(when) if when is not None else None for when in (a, b))
    if one is None or other is None:
        return None
    return (other[0] - one[1]).days / _DAYS_IN_YEAR, (other[1] - one[0]).days / _DAYS_IN_YEAR
