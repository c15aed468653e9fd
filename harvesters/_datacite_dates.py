"""Dates of DataCite records: days, years and ranges, by what happened then."""

import re

from pyoxigraph import Literal, NamedNode

from harvesters._datacite_words import entries, said
from harvesters._describe import Description, prose
from harvesters._rights import describe_year
from kg.harvest.payload import Json
from kg.rdf.names import DCT, PAN, PROV, XSD
from kg.rdf.terms import calendar_date, moment, text, year
from kg.resolve.finding import Finding

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])$")

# Clocks that take a day, a month or a year.
_LOOSE = {
    "Accepted": DCT["dateAccepted"],
    "Copyrighted": DCT["dateCopyrighted"],
    "Created": DCT["created"],
    "Submitted": DCT["dateSubmitted"],
    "Other": DCT["date"],
}
_MOMENTS = {"Updated": DCT["modified"], "Withdrawn": PROV["invalidatedAtTime"]}
_WORDS = {"Valid": DCT["valid"], "Coverage": DCT["temporal"]}


def describe_dates(description: Description, attributes: dict[str, Json], is_data: bool) -> bool:
    """State every date; whether one is the day of opening, which may lie ahead (embargo).

    Issued is the date of that type, else the year of publication: one later than the registration of the DOI
    becomes a finding. A year of opening or of collection, which lacks the day that their clocks need, is
    stated as a date of the record beside its finding.
    """
    seen = said(attributes, "registered", "created")
    issued = opens = False
    filler = _filler(attributes)
    for entry in entries(attributes, "dates"):
        kind, words = said(entry, "dateType"), said(entry, "date")
        if words is None:
            continue
        if words == filler and kind in ("Issued", "Available"):
            description.find(_filled(kind, words, said(attributes, "publicationYear")))
            continue
        start, end = _ends(words)
        if kind == "Issued":
            issued = _say_issued(description, start, seen) or issued
        elif kind == "Available":
            opens = _say_day(description, DCT["available"], start, "dates[Available]") or opens
        elif kind == "Collected" and is_data:
            _say_moment(description, PAN["collectionStart"], start, "dates[Collected]")
            _say_moment(description, PAN["collectionEnd"], end, "dates[Collected]")
        elif kind in _MOMENTS:
            _say_moment(description, _MOMENTS[kind], start, f"dates[{kind}]")
        elif kind in _WORDS:
            description.say(_WORDS[kind], prose(words))
        else:
            _say_loosely(description, _LOOSE.get(kind or "", DCT["date"]), words)
    if not issued:
        describe_year(description, said(attributes, "publicationYear"), seen)
    return opens


def _filler(attributes: dict[str, Json]) -> str | None:
    """The first of January that stands for the day of issue, where the year of publication is another one.

    SciCat's own OAI-PMH service writes 2020-01-01 into every record, as day of issue and of opening.
    """
    published = said(attributes, "publicationYear")
    issued = {
        said(entry, "date") for entry in entries(attributes, "dates") if said(entry, "dateType") == "Issued"
    }
    first = next((day for day in issued if day and day.endswith("-01-01")), None)
    return first if first and published and first[:4] != published[:4] else None


def _filled(kind: str, words: str, published: str | None) -> Finding:
    remedy = f"The year of publication is {published}: give the day, or leave it out instead of {words}."
    return Finding("date-placeholder", f"dates[{kind}]", words, None, 0.0, remedy)


def _ends(words: str) -> tuple[str | None, str | None]:
    """Both ends of a range "2020-01-01/2020-02-01", open ones as "" or ".."; a single date is its start."""
    start, slash, end = (part.strip().strip(".") for part in words.partition("/"))
    return start or None, (end or None) if slash else None


def _say_issued(description: Description, words: str | None, seen: str | None) -> bool:
    if words is None:
        return False
    if len(words) == 4:
        return describe_year(description, words, seen, "dates[Issued]")
    if _MONTH.match(words):
        return describe_year(description, words[:4], seen, "dates[Issued]")
    if calendar_date(words) is None:
        return False
    description.say_day(DCT["issued"], words, "dates[Issued]")
    return True


def _say_day(description: Description, predicate: NamedNode, words: str | None, field: str) -> bool:
    """State the day, else the month or year as a date; whether there was a day."""
    start = len(description.triples)
    description.say_day(predicate, words, field)
    description.say(DCT["date"], _partial(words or ""))
    return any(said == predicate for _, said, _ in description.triples[start:])


def _say_moment(description: Description, predicate: NamedNode, words: str | None, field: str) -> None:
    description.say_moment(predicate, words, field)
    description.say(DCT["date"], _partial(words or ""))


def _say_loosely(description: Description, predicate: NamedNode, words: str) -> None:
    """A moment, day, month or year as what it is; other words as text."""
    description.say(predicate, moment(words) or calendar_date(words) or _partial(words) or text(words))


def _partial(words: str) -> Literal | None:
    """A month or a year."""
    if _MONTH.match(words):
        return Literal(words, datatype=XSD["gYearMonth"])
    return year(words) if len(words) == 4 and words.isdecimal() else None
