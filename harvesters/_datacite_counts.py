"""The counts in a DataCite REST record: citations, references, views and downloads.

The record has the key with a nought where DataCite counted none, and no key where it did not count: the first
is stated, the second is not. A month of views is the month itself. A year of citations is that of the events
by which DataCite learnt of them, not the year of the citing works.
"""

import re
from calendar import monthrange

from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from kg.harvest.payload import Json
from kg.rdf.claim import StatedCount

YEAR_OF_EVENT = "The year is that of the event at DataCite, not of the citing work."

MOST = 2**53
"""The largest number that is taken for a count."""

_TOTALS = ("citationCount", "referenceCount", "viewCount", "downloadCount")
_MONTHS = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])$", re.ASCII)
_YEARS = re.compile(r"\d{4}$", re.ASCII)


def describe_counts(description: Description, attributes: dict[str, Json]) -> None:
    """State every count there is; of a month or year that comes twice, the first."""
    about = description.about
    for metric in _TOTALS:
        if (total := as_count(attributes.get(metric))) is not None:
            description.count(StatedCount(about, metric, total))
    for metric in ("viewsOverTime", "downloadsOverTime"):
        for (begin, end), number in _by_period(attributes, metric, "yearMonth").items():
            description.count(StatedCount(about, metric, number, begin, end))
    for (begin, end), number in _by_period(attributes, "citationsOverTime", "year").items():
        description.count(StatedCount(about, "citationsOverTime", number, begin, end, note=YEAR_OF_EVENT))


def as_count(value: Json) -> int | None:
    """A whole number from nought on; None for anything else, so also for what was not counted."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 <= value <= MOST else None


def _by_period(attributes: dict[str, Json], name: str, key: str) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for entry in entries(attributes, name):
        period, number = _days(said(entry, key) or ""), as_count(entry.get("total"))
        if period is not None and number is not None:
            found.setdefault(period, number)
    return found


def _days(words: str) -> tuple[str, str] | None:
    """The first and the last day of a month ("2014-11") or of a year ("2019")."""
    if _YEARS.match(words) and words > "0000":
        return f"{words}-01-01", f"{words}-12-31"
    if (found := _MONTHS.match(words)) and found["year"] > "0000":
        last = monthrange(int(found["year"]), int(found["month"]))[1]
        return f"{words}-01", f"{words}-{last}"
    return None
