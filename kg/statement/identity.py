"""The checks of an identifier itself: its syntax, its existence, its kind and its level."""

import re

from kg.statement.case import Case
from kg.statement.classify import NAMES
from kg.statement.verdict import Verdict

_CODE = re.compile(
    r"\b(?:code|software|script|program|package|notebook|workflow|pipeline)s?\b", re.IGNORECASE
)


def syntax(case: Case) -> Verdict:
    """Whether it can be an identifier at all."""
    mention = case.mention
    if mention.syntax == "valid":
        return Verdict("syntax", "pass", f"It is a well-formed {_SCHEMES[mention.scheme]}.")
    meant = f" It may be {mention.meant}." if mention.meant else ""
    if mention.syntax == "unread":
        remedy = "Give the DOI of the data; the page that shows them has it."
        return Verdict("syntax", "unknown", f"{mention.why}{meant}", remedy=remedy)
    remedy = {
        "placeholder": "Replace it by the identifier that the facility or the repository gives.",
        "broken": "Copy the whole identifier from the landing page of the data, as a link.",
    }[mention.syntax]
    return Verdict("syntax", "fail", f"{mention.why}{meant}", remedy=remedy)


_SCHEMES = {
    "doi": "DOI", "handle": "handle", "accession": "accession number", "proposal": "proposal number",
}  # fmt: skip


def existence(case: Case) -> Verdict:
    """Whether it is known: in the graph, or to a registry that was asked."""
    known, mention = case.known, case.mention
    if known.record is not None:
        return Verdict("existence", "pass", "It is described in this graph.", case.looked)
    if known.tombstone is not None:
        gone = known.tombstone
        words = (
            f"It was in {gone.source} and is gone there: {gone.reason} (known since {gone.known_since[:10]})."
        )
        return Verdict("existence", "fail", words, remedy="Ask the facility what became of the data.")
    if known.registered is not None:
        if known.registered:
            return Verdict("existence", "pass", f"{known.told} knows it.")
        remedy = "Compare it with the landing page; a DOI may also be reserved and not public yet."
        return Verdict("existence", "fail", f"{known.told} does not know it.", remedy=remedy)
    if known.data_of_proposal:
        listed = ", ".join(doi for doi, _ in known.data_of_proposal[:5])
        remedy = "Cite the data by DOI."
        return Verdict(
            "existence", "pass", f"This graph has data of a proposal of this number: {listed}.", remedy=remedy
        )
    named = f" Records name it: {', '.join(known.named_by[:3])}." if known.named_by else ""
    words = f"This graph has no record of it, and no registry was asked{_why_not(case)}.{named}"
    return Verdict("existence", "unknown", words, remedy=_ask(mention.scheme, mention.iri))


def _why_not(case: Case) -> str:
    return f" ({case.known.told})" if case.known.told else ""


def _ask(scheme: str, iri: str | None) -> str:
    return (
        f"Open {iri} to see."
        if scheme in ("doi", "handle") and iri
        else "Look it up where it was handed out."
    )


def kind(case: Case) -> Verdict:
    """Whether it stands for data."""
    if case.kind is None:
        if case.mention.scheme == "proposal":
            remedy = "If the data have a DOI, cite that: a number alone leads nobody to them."
            return Verdict("kind", "unknown", case.kind_basis, remedy=remedy)
        return Verdict("kind", "unknown", "Nothing says what it stands for.")
    what = f"It is {NAMES[case.kind]}. {case.kind_basis}"
    if case.kind == "dataset":
        return Verdict("kind", "pass", what, case.looked)
    if case.kind == "software" and _CODE.search(case.named.sentence.text):
        return Verdict("kind", "pass", f"{what} The text says so, too.", case.looked)
    return Verdict("kind", "fail", what, case.looked, _REMEDIES.get(case.kind, _REMEDIES["other"]))


_REMEDIES = {
    "publication": "Give the identifier of the data beside it; the facility's data portal shows it.",
    "component": "If the raw data are deposited, give their own identifier, too.",
    "software": "Say that it is software, and give the identifier of the data beside it.",
    "instrument": "An instrument's identifier does not lead to the data: give theirs, too.",
    "other": "Give the identifier of the data.",
}


def level(case: Case) -> Verdict:
    """Whether it stands for data at a level that a reader can use: not a mere part, nor an instrument."""
    if case.level is None:
        words = (
            "Only data have a level."
            if case.kind not in (None, "dataset")
            else "Nothing says of which level it is."
        )
        return Verdict("level", "unknown", words)
    words = f"Its level: {case.level}. {case.level_basis}"
    if case.level == "instrument":
        remedy = "Give the identifier of the session, the proposal or the dataset."
        return Verdict("level", "fail", words, case.looked, remedy)
    if case.level in ("part", "file") or case.mention.scheme == "proposal":
        remedy = (
            "If all data of the experiment are meant, give the identifier of the whole."
            if case.mention.scheme != "proposal"
            else "Give the DOI of the data measured under it."
        )
        return Verdict("level", "unknown", words, case.looked, remedy)
    return Verdict("level", "pass", words, case.looked)
