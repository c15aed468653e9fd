"""The text of a question with one condition changed: other words, excluded, required, one meaning chosen.

What is written must be read just so: a change that would be read otherwise is made by a filter instead.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.answer.options import FILTERS, NEGATABLE
from kg.errors import BadInput
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.read import read
from kg.read.reading import Reading
from kg.web.search.address import Address

_WORD = re.compile(r"\S+")
_LEFT_OVER = re.compile(r" ([,;])")
_MOST_BEFORE = 4
"""Words before a condition that may be those that exclude it, as in "but not from ESRF"."""


@dataclass(frozen=True, slots=True)
class Place:
    """The characters [start, end) of a question."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


def read_place(text: str, question: str) -> Place:
    """The place that an address names.

    Raises:
        BadInput: it is none in this question.
    """
    found = re.fullmatch(r"([0-9]{1,5})-([0-9]{1,5})", text)
    if not found or not int(found[1]) <= int(found[2]) <= len(question):
        raise BadInput(
            f"{text[:20]!r} is no place in the question; a place is written like 4-9, and within it."
        )
    return Place(int(found[1]), int(found[2]))


def rewritten(question: str, place: Place, words: str) -> str:
    """The question with other words at a place; blanks are made single, and no comma is left over."""
    text = " ".join(f"{question[: place.start]} {words} {question[place.end :]}".split())
    return _LEFT_OVER.sub(r"\1", text).strip(" ,;")


def meaning(lexicon: Lexicon, address: Address, place: Place, slot: str, iri: str, label: str) -> Address:
    """The search in which the words at a place mean this one thing: its name in their stead, or a filter."""
    if iri and not _is_read_as(lexicon, label, slot, iri) and slot in FILTERS:
        return address.asking(rewritten(address.text, place, "")).plus(slot, iri)
    return address.asking(rewritten(address.text, place, label))


def excluded(lexicon: Lexicon, address: Address, chip: Chip) -> Address:
    """The search that leaves out what a chip asks for. Raises BadInput where that cannot be said."""
    return _turned(lexicon, address, chip, _with_not(address.text, chip, read(lexicon, address.text).chips))


def required(lexicon: Lexicon, address: Address, chip: Chip) -> Address:
    """The search that asks for what a chip leaves out. Raises BadInput where that cannot be said."""
    return _turned(lexicon, address, chip, _without_not(address.text, chip))


def value_of(chip: Chip) -> str:
    """The value of a filter that means the same as the chip."""
    if chip.slot == "text" and chip.words:
        return chip.words[0]  # its label has the quotation marks
    return chip.iri or (chip.written if chip.slot in ("access", "data_level") else chip.label)


def _turned(lexicon: Lexicon, address: Address, chip: Chip, texts: Iterator[str]) -> Address:
    before = read(lexicon, address.text)
    wanted = _told(before) - Counter([_one(chip)]) + Counter([(*_one(chip)[:2], not chip.negated)])
    for text in texts:
        after = read(lexicon, text)
        if _told(after) == wanted and after.unmatched == before.unmatched:
            return address.asking(text)
    value = value_of(chip)
    off = address.plus("off", f"{chip.slot}:{chip.label}")
    if chip.negated and chip.slot in FILTERS:
        return off.plus(chip.slot, value)
    if not chip.negated and chip.slot in NEGATABLE:
        return off.plus("not", f"{chip.slot}:{value}")
    way = "Switch the condition off" if chip.negated else "Switch it off, or write the question anew"
    raise BadInput(f"“{chip.label[:80]}” cannot be turned around here. {way}.")


def _with_not(text: str, chip: Chip, others: Sequence[Chip]) -> Iterator[str]:
    """What is excluded goes to the end, with the small word before it ("of") or behind it ("or") left out."""
    start, end = chip.span
    words = text[start:end]
    before, behind = list(_WORD.finditer(text[:start])), _WORD.search(text, end)
    places = [Place(before[-1].start(), end)] if before else []
    places += [Place(start, behind.end())] if behind else []
    taken = [other.span for other in others if other.span != chip.span]
    for place in (*places, Place(start, end)):
        if any(place.start < stop and first < place.end for first, stop in taken):
            continue
        rest = rewritten(text, place, "")
        yield from (f"{rest}, {word} {words}" if rest else f"{word} {words}" for word in ("not", "without"))
    yield rewritten(text, Place(start, end), f"not {words}")


def _without_not(text: str, chip: Chip) -> Iterator[str]:
    start, end = chip.span
    before = [word.start() for word in _WORD.finditer(text[:start])]
    for at in before[: -_MOST_BEFORE - 1 : -1]:
        yield rewritten(text, Place(at, end), text[start:end])


def _told(reading: Reading) -> Counter[tuple[str, str, bool]]:
    return Counter(_one(chip) for chip in reading.chips)


def _one(chip: Chip) -> tuple[str, str, bool]:
    return chip.slot, chip.label, chip.negated


def _is_read_as(lexicon: Lexicon, label: str, slot: str, iri: str) -> bool:
    found = read(lexicon, label)
    chips = [chip for chip in found.chips if not chip.basis.startswith("implied")]
    return (
        len(chips) == 1
        and chips[0].slot == slot
        and iri in chips[0].iris
        and not (found.ambiguous or found.unmatched or chips[0].negated)
    )
