"""What a statement announces of one identifier: an embargo, or data on request.

"A is openly available. Embargoed data: B" announces nothing of A. What counts is the clause that names the
identifier; beside it, a sentence that names none and goes on about it ("They open in 2032") or speaks of all
data ("The data are under embargo").
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.statement.find import Found, Named
from kg.statement.kinds import Kind, kinds_in
from kg.statement.sentences import Stretch

_PARTING = re.compile(r",\s*(?:(?:and|but|while|whereas|although|though)\b)?|\b(?:and|but|while|whereas)\b")
_TELLS = re.compile(
    r"\b(?:is|are|was|were|will|can|may|has|have|remains?|becomes?|open|opens|available|accessible|request)\b"
    r"|\bembargo|\b(?:ist|sind|werden|unterliegen|stehen|est|sont|seront)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\W*(?:they|it|these|this|both)\b", re.IGNORECASE)
_DATA = r"(?:(?:raw|experimental|original|measured) )?(?:data|data ?sets?)"
_OF_ALL = re.compile(
    rf"\W*(?:all\b|(?:(?:the|these|our) )?{_DATA} (?:is|are|will|can|may|have|has|remains?|becomes?)\b"
    r"|(?:alle|(?:die|diese|unsere) (?:roh|mess)?daten)\b|(?:toutes|(?:les|ces|nos) données)\b)",
    re.IGNORECASE,
)


_YEAR = re.compile(r"(?<![\d./-])20\d\d(?!\d)|(?<=[./-])20\d\d\b")

Place = tuple[int, Named]


@dataclass(slots=True)
class Announced:
    """The kinds of statement that the words about an identifier show; `years` are named with an embargo."""

    kinds: set[Kind] = field(default_factory=set)
    years: set[int] = field(default_factory=set)


def announcements(found: Found) -> dict[Named, Announced]:
    """What is announced of each identifier."""
    said = {named: Announced() for named in found.named}
    places = sorted(_places(found), key=lambda one: one[0])
    before: set[Named] = set()
    for sentence in found.sentences:
        here = places[_first(places, sentence.start) : _first(places, sentence.end)]
        for text, about in _clauses(found, sentence, here) if here else _beside(sentence, said, before):
            kinds = {one.kind for one in kinds_in(text)}
            years = _years(text, about) if "embargo" in kinds else set()
            for named in about:
                said[named].kinds |= kinds
                said[named].years |= years
        before = {named for _, named in here} or before
    return said


def _years(text: str, about: Sequence[Named]) -> set[int]:
    """The years that a text names, not those in its identifiers."""
    for named in about:
        text = text.replace(named.mention.said, " ")
    return {int(found.group()) for found in _YEAR.finditer(text)}


def _places(found: Found) -> Iterator[Place]:
    """Where each identifier stands; the same words are the same identifier."""
    for named in found.named:
        said = re.compile(rf"{re.escape(named.mention.said)}(?![./-]?\w)", re.IGNORECASE)
        starts = {named.mention.span[0], *(one.start() for one in said.finditer(found.text))}
        yield from ((start, named) for start in starts)


def _first(places: Sequence[Place], at: int) -> int:
    return bisect_left(places, at, key=lambda one: one[0])


def _clauses(
    found: Found, sentence: Stretch, places: Sequence[Place]
) -> Iterator[tuple[str, Sequence[Named]]]:
    """The sentence in parts, with the identifiers of each; a part names one and tells something."""
    words = found.plain[sentence.start : sentence.end]
    tells = [sentence.start + one.start() for one in _TELLS.finditer(words)]

    def is_whole(start: int, end: int) -> bool:
        told = bisect_left(tells, start) < bisect_left(tells, end)
        return told and _first(places, start) < _first(places, end)

    ends = [sentence.start + one.start() for one in _PARTING.finditer(words)]
    edges = [sentence.start]
    for start, end in pairwise([*ends, sentence.end]):
        if is_whole(edges[-1], start) and is_whole(start, end):
            edges.append(start)
    for start, end in pairwise([*edges, sentence.end]):
        about = places[_first(places, start) : _first(places, end)]
        yield found.text[start:end], [named for _, named in about]


def _beside(
    sentence: Stretch, everything: dict[Named, Announced], before: set[Named]
) -> Iterator[tuple[str, Sequence[Named]]]:
    """A sentence without an identifier that is about all data, or goes on about those of the one before."""
    if _OF_ALL.match(sentence.text):
        yield sentence.text, [*everything]
    elif _GOES_ON.match(sentence.text):
        yield sentence.text, [*before]
