"""Every identifier that a statement names, once, with the places where it does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.errors import BadInput
from kg.statement.accessions import accessions
from kg.statement.dois import dois
from kg.statement.markup import Plain, plain
from kg.statement.mention import Mention, Syntax
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
    """All identifiers of a text in their order.

    `text` is the statement without markup, and `read` knows where it stood; `plain` has blanks in the place
    of identifiers. `addresses` are links to pages that hold no identifier.
    """

    read: Plain
    plain: str
    sentences: tuple[Stretch, ...]
    named: tuple[Named, ...]
    addresses: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The statement without markup."""
        return self.read.text

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
    read = plain(text)
    text = read.text
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
    return Found(read, _blanked(text, found), stretches, tuple(named.values()), _addresses(text, found))


def _addresses(text: str, named: list[Mention]) -> tuple[str, ...]:
    """Addresses of pages that hold no identifier, each once, without the punctuation of the sentence."""
    taken = {place for one in named for place in range(*one.span)}
    free = (found for found in _ADDRESS.finditer(text) if taken.isdisjoint(range(*found.span())))
    return tuple(dict.fromkeys(found.group().rstrip(".,;:!?'\")]}»”") for found in free))


_ADDRESS = re.compile(r"https?://[\w.-]{1,200}\.[a-z]{2,20}\b(?:[/?#][^\s<>\"]{0,400})?", re.IGNORECASE)


def _unread_lines(text: str) -> Iterator[Mention]:
    """In a list, one word a line, whatever holds nothing that is known; it gives way to all else."""
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    if all(_WORD.fullmatch(line.group()) for line in lines):
        for line in lines:
            said = line.group().strip()
            start = line.start() + line.group().index(said)
            syntax: Syntax = "unread" if _OF_ANOTHER_KIND.match(said) else "broken"
            yield Mention(said, (start, start + len(said)), "doi", said, None, syntax, UNREAD, _meant(said))


def _meant(said: str) -> str | None:
    """The DOI that Zenodo registers for the record of an address."""
    found = _ZENODO.match(said)
    return f"10.5281/zenodo.{found.group(1)}" if found else None


UNREAD = "It is no DOI, handle, or accession number of a known kind."
_OF_ANOTHER_KIND = re.compile(
    r"(?!doi:|https?://(?:[\w.]*\.)?doi\.org)[A-Za-z][A-Za-z+-]{1,20}:\S", re.IGNORECASE
)
"""Addresses, arXiv:…, RRID:…, swh:1:…: something that is well-formed elsewhere."""
_ZENODO = re.compile(r"https?://(?:www\.)?zenodo\.org/records?/(\d{3,12})\b", re.IGNORECASE)


_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\s{0,20}\S{1,400}\s{0,20}")


def _key(one: Mention) -> tuple[str, str]:
    name = proposal_key(one.identifier) if one.scheme == "proposal" else one.identifier.casefold()
    return one.scheme, name


def _apart(found: Iterable[Mention]) -> list[Mention]:
    """In order, without overlaps: of two what is sound stays, then what begins first, then the longer.

    What could not be read gives way to what could, even if that is broken.
    """
    kept: list[Mention] = []
    everything = list(found)
    sound = [one for one in everything if not one.why]
    faulty = _beside(sound, [one for one in everything if one.why and one.why != UNREAD])
    unread = _beside([*sound, *faulty], [one for one in everything if one.why == UNREAD])
    for one in sorted([*sound, *faulty, *unread], key=lambda of: (of.span[0], -of.span[1])):
        if not kept or one.span[0] >= kept[-1].span[1]:
            kept.append(one)
    return kept


def _beside(taken: list[Mention], found: list[Mention]) -> list[Mention]:
    places = {place for one in taken for place in range(*one.span)}
    return [one for one in found if places.isdisjoint(range(*one.span))]


def _blanked(text: str, found: Iterable[Mention]) -> str:
    """Without identifiers: the letters ESRF in a DOI do not say where the data were measured."""
    letters = list(text)
    for one in found:
        if one.scheme != "proposal":
            letters[slice(*one.span)] = " " * (one.span[1] - one.span[0])
    return "".join(letters)
