"""Do the people of the data and the authors of the article overlap? No overlap is no fault."""

from collections import Counter

from kg.citation.people import matches
from kg.statement.case import NO_RECORD, NOT_DATA, Case
from kg.statement.verdict import Verdict

REUSE = "That may be a legitimate reuse of data of others."


def people(case: Case) -> Verdict:
    """Whether an author is among the people of the record. It never fails: data may be used by anybody."""
    if case.kind not in ("dataset", "software", None) or case.mention.scheme == "proposal":
        return Verdict("people", "unknown", NOT_DATA)
    if case.record is None:
        return Verdict("people", "unknown", NO_RECORD)
    authors, named = case.asked.authors, case.record.people
    if not authors:
        return Verdict(
            "people",
            "unknown",
            f"No authors were given; the record names {_people(len(named))}.",
            case.looked,
        )
    if not named:
        return Verdict("people", "unknown", "The record names nobody.", case.looked)
    found = matches(authors, named)
    strong = {of.one: of.how for of in found if of.strength == "strong"}
    if strong:
        how = ", ".join(f"{rule}: {number}" for rule, number in sorted(Counter(strong.values()).items()))
        of_both = f"{_people(len(authors), 'author')} among {_people(len(named))} of the record"
        words = f"{len(strong)} of {of_both} ({how})."
        return Verdict("people", "pass", words, case.looked)
    of_both = (
        f"None of {_people(len(authors), 'author')} is for certain among {_people(len(named))} of the record"
    )
    if found:
        words = f"{of_both}; a name is alike, which is not enough to tell. {REUSE}"
        return Verdict("people", "unknown", words, case.looked)
    remedy = "If it is reuse, say so in the statement, and cite the data in the references."
    return Verdict("people", "unknown", f"{of_both}. {REUSE}", case.looked, remedy)


def _people(number: int, one: str = "person") -> str:
    many = {"person": "people", "author": "authors"}[one]
    return f"{number} {one if number == 1 else many}"
