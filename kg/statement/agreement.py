"""The checks of the text against the record: facility, instrument, proposal, and the titles."""

import re
import unicodedata

from kg.statement.case import NO_RECORD, NOT_DATA, Case
from kg.statement.fitting import Fitting
from kg.statement.verdict import Check, Verdict

ALIKE = 0.6
"""Share of common words from which on two titles are called alike."""

_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "data",
        "dataset",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "raw",
        "the",
        "to",
        "via",
        "with",
    ]
)


def facility(case: Case) -> Verdict:
    """Whether the facility that the text names is that of the record, or of the identifier's prefix."""
    return _fitted(case, "facility", case.surroundings.facility)


def instrument(case: Case) -> Verdict:
    """Whether the instrument that the text names is that of the record."""
    return _fitted(case, "instrument", case.surroundings.instrument)


def proposal(case: Case) -> Verdict:
    """Whether the proposal that the text names is that of the record, or of the identifier itself."""
    return _fitted(case, "proposal", case.surroundings.proposal)


def _fitted(case: Case, check: Check, found: Fitting) -> Verdict:
    if case.kind not in ("dataset", None) or case.mention.scheme == "proposal":
        return Verdict(check, "unknown", NOT_DATA)
    text, record = " and ".join(found.text), ", ".join(found.record[:5])
    match found.fit:
        case "agrees":
            words = f"The text names {text}; so does {found.basis}: {record}."
            return Verdict(check, "pass", words, case.looked)
        case "differs":
            words = f"The text names {text}; {found.basis} says {record}."
            remedy = f"See whether the identifier or the {check} in the text has to be corrected."
            return Verdict(check, "fail", words, case.looked, remedy)
        case "not-stated":
            words = f"The text names no {check}; {found.basis} says {record}."
            return Verdict(check, "unknown", words, case.looked)
    if case.record is None:
        return Verdict(check, "unknown", NO_RECORD)
    named = f"The text names {text}; the" if text else "The"
    return Verdict(check, "unknown", f"{named} record states no {check}.", case.looked)


def title(case: Case) -> Verdict:
    """How far the titles of data and article share their words; other words are no fault."""
    stated, asked = case.record.title if case.record else None, case.asked.title
    if not stated or not asked:
        missing = (
            "The article's title was not given." if not asked else "No record states the title of the data."
        )
        return Verdict("title", "unknown", missing)
    share = similarity(stated, asked)
    words = f"The titles share {share:.0%} of their words; that of the data is “{stated[:200]}”."
    return Verdict("title", "pass" if share >= ALIKE else "unknown", words, case.looked)


def similarity(one: str, other: str) -> float:
    """The share of the shorter title's words that the other has, too; small words do not count.

    >>> similarity("Drying of silica", "Data from: Drying of silica films")
    1.0
    """
    first, second = _words(one), _words(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return frozenset(re.findall(r"[^\W_]+", plain)) - _SMALL
