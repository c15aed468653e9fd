"""Numbers of proposals and experiments, where the words before them say that they are such."""

import re
from collections.abc import Iterator

from kg.statement.mention import Mention

_LABEL = re.compile(
    r"\b(?:proposals?|experiments?|beam ?-?times?|investigations?|visits?|experimental sessions?)"
    r"(?:\s{1,3}(?:numbers?|nos?\.?|nr\.?|ids?|codes?|ref\.?|reference|identifiers?|#))?"
    r"\s{0,3}[:#(]?\s{0,3}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[A-Z]{1,5}[ -]\d{2,8}(?:-\d{1,4})?\b|[A-Za-z]{0,5}-?\d[\w-]{1,20}(?:/\d{1,4})?\b")
_NEXT = re.compile(r"\s{0,3}(?:,\s?and|,|and|&)\s{0,3}")
_PLAIN = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}|\d{1,3}(?:st|nd|rd|th)?|\d{1,3}[A-Za-z]{1,2}")
_RB = re.compile(r"\bRB ?\d{7}\b")
"""A number of ISIS, which nothing else looks like."""
_NOT_IN_NUMBER = re.compile(r"[^a-z0-9]+")


def proposal_key(number: str) -> str:
    """The number without what people vary: case, blanks, hyphens, the letters RB.

    >>> proposal_key("MX 2738"), proposal_key("RB1910123")
    ('mx2738', '1910123')
    """
    return _NOT_IN_NUMBER.sub("", number.casefold()).removeprefix("rb")


def proposals(text: str) -> Iterator[Mention]:
    """Each number that words before it call a proposal, an experiment or a beamtime."""
    for label in _LABEL.finditer(text):
        at = label.end()
        while found := _NUMBER.match(text, at):
            number = found.group()
            if _PLAIN.fullmatch(number) or number.lower().startswith("doi"):
                break  # a year, "experiment 2", "3rd"
            yield _mention(found)
            another = _NEXT.match(text, found.end())
            if another is None:
                break
            at = another.end()
    for found in _RB.finditer(text):
        yield _mention(found)


def _mention(found: re.Match[str]) -> Mention:
    number = " ".join(found.group().split())
    return Mention(found.group(), found.span(), "proposal", number, None)
