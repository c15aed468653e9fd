"""What to propose while somebody types: names that go on as the last words do, those with data first."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kg.answer.engine import Engine
from kg.read.entry import Entry

MOST = 8
_WORDS = 5
"""Words before the end of the text that a name may begin with."""
_SHORTEST = 2
"""Letters that must stand before anything is proposed."""
_WORD = re.compile(r"[^\W_]+")
_SLOTS = ("technique", "facility", "instrument")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name for the end of the text: the characters from `start` on become `text`.

    `label` is what the name stands for, `datasets` how many records have that (narrower techniques included).
    """

    slot: str
    text: str
    label: str
    iri: str
    start: int
    datasets: int

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


class Suggestions:
    """The names of one generation in alphabetical order; made once, asked at every key."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        entries = (entry for of in engine.lexicon.entries.values() for entry in of)
        named = {
            (_plain(entry.name), entry.iri): entry for entry in entries if entry.iri and entry.slot in _SLOTS
        }
        self._keys = [key for key, _ in sorted(named)]
        self._entries = [named[key] for key in sorted(named)]

    def after(self, text: str) -> list[Suggestion]:
        """At most `MOST` suggestions for a text whose end is being typed; none after a blank."""
        words = list(_WORD.finditer(text))
        if not words or words[-1].end() != len(text):
            return []
        found: dict[str, Suggestion] = {}
        for start in range(max(0, len(words) - _WORDS), len(words)):
            going_on = self._starting(_plain(text[words[start].start() :]))
            for entry in sorted(going_on, key=_is_other_name):
                place = words[start].start()
                of = Suggestion(entry.slot, entry.name, entry.label, entry.iri, place, self._datasets(entry))
                found.setdefault(entry.iri, of)  # a longer beginning says more
        return sorted(found.values(), key=_order)[:MOST]

    def _starting(self, typed: str) -> Iterator[Entry]:
        if len(typed.replace(" ", "")) < _SHORTEST:
            return
        for at in range(bisect_left(self._keys, typed), len(self._keys)):
            if not self._keys[at].startswith(typed):
                return
            yield self._entries[at]

    def _datasets(self, entry: Entry) -> int:
        engine = self._engine
        if entry.slot == "technique":
            return len(engine.under(entry.iri))
        by = engine.by_facility if entry.slot == "facility" else engine.by_instrument
        numbers = by.get(entry.iri)
        return 0 if numbers is None else len(numbers)


def _is_other_name(entry: Entry) -> bool:
    return _plain(entry.name) != _plain(entry.label)


def _order(of: Suggestion) -> tuple[int, bool, int, int, str]:
    return (of.start, of.datasets == 0, -of.datasets, len(of.text), of.text)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
