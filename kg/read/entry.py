"""One name of one thing, and how it must be written to be meant."""

from dataclasses import dataclass, field
from typing import Literal

Slot = Literal["technique", "facility", "instrument", "text"]

_SMALL_WORDS = frozenset(
    {"sans", "led", "mad", "cat", "sad", "pes", "pdf", "phd", "pcs", "tey", "sas", "ins", "ups", "mx", "sx"}
    | {"ct", "nr", "nd", "cd", "ld", "em", "mr", "stm", "sem", "tem", "stem", "dct", "dins", "spm", "fth"}
    | {"ede", "edd", "pals", "sims", "tac", "rfa", "esca", "pims"}
    | {"ill", "cells", "als", "flash", "chess", "opal", "elbe", "doris", "fermi", "solaris", "sesame", "kara"}
    | {"ess", "psi", "soleil", "alba", "petra", "frm", "aps", "kit", "cls", "anka", "max 4", "su"}
)  # fmt: skip
"""Names that are words or units, too, when written small; they count as they stand in the tables only."""

_AFTER = frozenset({"at", "from", "by", "in", "bei", "am", "an", "à", "au", "en", "the", "and", "or", "not"})
"""Where a name that is an everyday word must stand: "at Diamond" is meant, "Diamond anvil" is not."""

_TITLED = frozenset({"soleil", "alba", "solaris", "anka"})
_AT = frozenset({"at", "bei", "à", "chez"})
"""After these a facility may be written like a name, "at Soleil": elsewhere that may be the sun or a town."""

EVERYDAY = frozenset({"diamond"})

FIRST_WORD = "first word of the name"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one thing; `basis` says which kind of name.

    `lang` is the language that the name belongs to, empty for all. `context` and `avoid` are words: one of
    the former must stand in the question (or be the probe of a facility in it), none of the latter may.
    """

    slot: Slot
    iri: str
    label: str
    basis: str
    name: str
    operator: str | None = None
    lang: str = ""
    context: frozenset[str] = field(default=frozenset())
    avoid: frozenset[str] = field(default=frozenset())

    def is_meant(self, written: str, before: str | None) -> bool:
        """Whether these words, standing after `before`, mean this thing."""
        small = self.name.casefold()
        if small in EVERYDAY or self.basis == FIRST_WORD:
            return written == self.name and before in _AFTER
        if len(small) < 3 or small in _SMALL_WORDS:
            if small in _TITLED and written.istitle() and before in _AT:
                return True
            return written == self.name or (written.isupper() and self.slot == "facility")
        return self.slot != "instrument" or any(c.isdigit() for c in small) or not written.islower()

    def fits(self, said: frozenset[str]) -> bool:
        """Whether the question's words (and probes) allow this meaning."""
        return not self.avoid & said and (not self.context or bool(self.context & said))
