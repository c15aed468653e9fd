"""Every identifier that a statement names, once, with the places where it does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.errors import BadInput
from kg.statement.accessions import accessions
from kg.statement.dois import dois
from kg.statement.mention import Mention
from kg.statement.proposals import proposal_key, proposals
from kg.statement.sentences import Stretch, sentence_at, sentences

LONGEST = 50_000
"""Characters of a text that is read."""
MOST = 200
"""Identifiers of one text that are checked."""


@dataclass(frozen=True, slots=True)
class Named:
    """An identifier, where it first stands, in which sentence, and how often it stands in the text."""

    mention: Mention
    sentence: Stretch
    times: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """All identifiers of a text in their order; `plain` is the text with blanks in their places."""

    text: str
    plain: str
    sentences: tuple[Stretch, ...]
    named: tuple[Named, ...]

    @property
    def proposals(self) -> tuple[Named, ...]:
        """The numbers of proposals alone."""
        return tuple(one for one in self.named if one.mention.scheme == "proposal")


def identifiers_in(text: str) -> Found:
    """The identifiers of a text.

    Raises:
        BadInput: the text is too long, or holds too many.
    """
    if len(text) > LONGEST:
        raise BadInput(
            f"The text has {len(text):,} characters; at most {LONGEST:,} are read. Give the statement alone."
        )
    text = _clean(text)
    found = _apart(chain(dois(text), accessions(text), proposals(text), _unread_lines(text)))
    stretches = sentences(text)
    named: dict[tuple[str, str], Named] = {}
    for one in found:
        known = named.get(_key(one))
        first = known.mention if known else one
        times = known.times + 1 if known else 1
        named[_key(one)] = Named(first, sentence_at(stretches, first.span[0]), times)
    if len(named) > MOST:
        raise BadInput(
            f"The text names {len(named):,} identifiers; at most {MOST} are checked at once. "
            "Send it in parts."
        )
    return Found(text, _blanked(text, found), stretches, tuple(named.values()))


def _unread_lines(text: str) -> Iterator[Mention]:
    """In a list, one word a line, whatever holds nothing that is known; it gives way to all else."""
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    if all(_WORD.fullmatch(line.group()) for line in lines):
        for line in lines:
            said = line.group().strip()
            start = line.start() + line.group().index(said)
            why = "It is no DOI, handle, or accession number of a known kind."
            yield Mention(said, (start, start + len(said)), "doi", said, None, "broken", why)


_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\s{0,20}\S{1,400}\s{0,20}")


def _clean(text: str) -> str:
    """One character for each, so that places stay: soft hyphens, zero widths and controls become blanks."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else " " for letter in text)


def _key(one: Mention) -> tuple[str, str]:
    name = proposal_key(one.identifier) if one.scheme == "proposal" else one.identifier.casefold()
    return one.scheme, name


def _apart(found: Iterable[Mention]) -> list[Mention]:
    """In order, without overlaps: of two what is sound stays, then what begins first, then the longer."""
    kept: list[Mention] = []
    everything = list(found)
    sound = [one for one in everything if not one.why]
    taken = {place for one in sound for place in range(*one.span)}
    free = [one for one in everything if one.why and taken.isdisjoint(range(*one.span))]
    for one in sorted([*sound, *free], key=lambda of: (of.span[0], -of.span[1])):
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return kept


def _blanked(text: str, found: Iterable[Mention]) -> str:
    """Without identifiers: the letters ESRF in a DOI do not say where the data were measured."""
    letters = list(text)
    for one in found:
        if one.scheme != "proposal":
            letters[slice(*one.span)] = " " * (one.span[1] - one.span[0])
    return "".join(letters)
