"""The ways to read a text: whole, its acronyms spelled out, without its bracket, its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.link.acronyms import spelled_out, synonyms
from kg.link.normal import LONGEST, words
from kg.rdf.panet import PanetTable

_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,200})[)\]]")
_PARTS = re.compile(r"\s*[/;|]\s*|\s+[-–—]\s+")
_SHORT = re.compile(r"[\w-]*[A-Z][\w-]*[A-Z][\w-]*")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text: its words, what was done, and what part of the whole it keeps (0 to 1)."""

    words: tuple[str, ...]
    how: str
    share: float


def readings(text: str, table: PanetTable) -> list[Reading]:
    """All ways to read this text, the plainest first; none for a text without a word."""
    text = text[:LONGEST]
    found: dict[tuple[str, ...], Reading] = {}
    whole = len(words(text)) or 1
    for part, how in _variants(text):
        for said, done in _worded(part, how, table):
            if said and said not in found:
                share = min(len(words(part)) / whole, 1.0)
                found[said] = Reading(said, done, share)
            if len(found) >= _MOST:
                return list(found.values())
    return list(found.values())


def _worded(text: str, how: str, table: PanetTable) -> Iterator[tuple[tuple[str, ...], str]]:
    yield words(text), how
    if (full := spelled_out(text, table)) != text:
        yield words(full), f"{how}, acronym spelled out".lstrip(", ")
    said = words(full)
    if (meant := synonyms(said)) != said:
        yield meant, f"{how}, synonym".lstrip(", ")


def _variants(text: str) -> Iterator[tuple[str, str]]:
    brackets = _BRACKET.findall(text)
    outside = _BRACKET.sub(" ", text)
    if brackets and all(_SHORT.fullmatch(each.strip()) for each in brackets):
        yield outside, ""  # what stands in the bracket is the short form of what stands before it
        yield from ((each, "in brackets") for each in brackets)
    else:
        yield text, ""
        if brackets:
            yield outside, "without bracket"
            yield from ((each, "in brackets") for each in brackets)
    parts = [part for part in _PARTS.split(outside) if part.strip()]
    if len(parts) > 1:
        yield from ((part, "a part") for part in parts[:6])
