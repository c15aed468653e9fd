"""A question and all that was understood of it."""

import re
from dataclasses import dataclass
from typing import Any

from kg.read.chip import Ambiguous, Ask, Chip, Unmapped

_NEGATIONS = frozenset(
    {"not", "without", "no", "except", "excluding", "ohne", "nicht", "pas", "sans", "sin", "senza"}
)
_SINCE = frozenset({"after", "before", "since", "until", "seit", "nach", "vor", "depuis", "desde", "dopo"})
_YEAR = re.compile(r"(19|20)\d\d([-–](19|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and what was understood of it; `unmatched` are the other words, for the word search."""

    text: str
    lang: str
    chips: tuple[Chip, ...] = ()
    unmatched: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    unknown: tuple[str, ...] = ()
    """Sentences about identifiers that are well-formed and stand for nothing here."""
    entity: str = "dataset"
    """What is asked for: dataset, instrument, facility, person, publication, technique or sample."""
    ask: Ask | None = None

    def chip(self, slot: str, *, negated: bool = False) -> tuple[Chip, ...]:
        """The chips of one slot."""
        return tuple(chip for chip in self.chips if chip.slot == slot and chip.negated is negated)

    @property
    def unread(self) -> tuple[str, ...]:
        """Words that sound like a condition and are none here: a negation of plain words, a year."""
        years = [word for word in self.unmatched if _YEAR.fullmatch(word)]
        telling = _NEGATIONS | _SINCE if years else _NEGATIONS
        words = [word for word in self.unmatched if word.casefold() in telling]
        return tuple(dict.fromkeys([*words, *years]))

    def as_json(self) -> dict[str, Any]:
        """The JSON form; `sparql` is added by the search."""
        return {
            "text": self.text,
            "lang": self.lang,
            "entity": self.entity,
            "chips": [chip.as_json() for chip in self.chips],
            "unmatched": list(self.unmatched),
            "unread": list(self.unread),
            "ambiguous": [choice.as_json() for choice in self.ambiguous],
            "unmapped": [one.as_json() for one in self.unmapped],
            "unknown": list(self.unknown),
            "ask": self.ask.as_json() if self.ask else None,
        }
