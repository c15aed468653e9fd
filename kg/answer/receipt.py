"""A receipt of an answer: question, reading, generation and hits in one word, to be cited and replayed.

The word holds all of it, so that nothing is stored anywhere and a copy of the store can replay it. The hits
are told by their number and a digest of their IRIs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

import orjson

import kg
from kg.answer.engine import Engine
from kg.answer.sealed import seal, unseal
from kg.answer.search import SearchAnswer
from kg.errors import BadInput
from kg.read.chip import Chip
from kg.read.reading import Reading

KIND = "receipt"

_MOST_PARAMETERS = 100
_DIGEST = 16
"""Hexadecimal digits of a digest in a receipt."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was asked and what came of it; `parameters` are those of the search's address."""

    parameters: tuple[tuple[str, str], ...]
    as_of: date
    generation: int
    published: str
    """When that generation was made: another store may have one of the same number."""
    chips: tuple[str, ...]
    reading: str
    total: int
    hits: str
    version: str

    def __str__(self) -> str:
        content = {
            "p": self.parameters, "d": self.as_of.isoformat(), "g": self.generation, "t": self.published,
            "c": self.chips, "r": self.reading, "n": self.total, "h": self.hits, "v": self.version,
        }  # fmt: skip
        return seal(KIND, content)

    @property
    def text(self) -> str:
        """The question."""
        return next((value for name, value in self.parameters if name == "q"), "")

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {
            "receipt": str(self), "text": self.text, "parameters": [list(pair) for pair in self.parameters],
            "as_of": self.as_of.isoformat(), "generation": self.generation, "published": self.published,
            "chips": list(self.chips), "reading_digest": self.reading, "datasets": self.total,
            "hits_digest": self.hits, "version": self.version,
        }  # fmt: skip


def issue(
    answer: SearchAnswer, engine: Engine, published: object, asked: Sequence[tuple[str, str]]
) -> Receipt:
    """The receipt of an answer; `asked` are the question and filters as an address holds them."""
    assert answer.matching is not None
    return Receipt(
        tuple(pair for pair in asked if pair[0] != "as_of"),
        answer.as_of,
        answer.generation,
        str(published or ""),
        chip_words(answer.reading),
        reading_digest(answer.reading),
        len(answer.matching.ranked),
        hits_digest(engine.iris(answer.matching.keep)),
        kg.__version__,
    )


def read_receipt(text: str) -> Receipt:
    """The receipt in a word.

    Raises:
        BadInput: it is none.
    """
    content = unseal(KIND, text)
    try:
        found = Receipt(
            _pairs(content["p"]),
            date.fromisoformat(content["d"]),
            _whole(content["g"]),
            _text(content["t"]),
            tuple(_text(of) for of in content["c"]),
            _text(content["r"]),
            _whole(content["n"]),
            _text(content["h"]),
            _text(content["v"]),
        )
    except (KeyError, TypeError, ValueError):
        raise BadInput(f"This is no receipt of a search: {text[:40]!r}. Copy the whole of it.") from None
    return found


def reading_digest(reading: Reading) -> str:
    """A digest of what was understood; how it is told (labels, reasons, places) does not count."""
    understood = {
        "chips": [_essential(chip) for chip in reading.chips],
        "words": list(reading.unmatched),
        "entity": reading.entity,
        "ask": reading.ask.as_json() if reading.ask else None,
    }
    return _digest([orjson.dumps(understood, option=orjson.OPT_SORT_KEYS).decode()])


def hits_digest(iris: Iterable[str]) -> str:
    """A digest of a set of IRIs, whatever their order."""
    return _digest(sorted(iris))


def chip_words(reading: Reading) -> tuple[str, ...]:
    """The chips as a receipt shows them."""
    return tuple(f"{'not ' if of.negated else ''}{of.slot}: {of.label}"[:100] for of in reading.chips[:20])


def differences(then: Receipt, now: Receipt) -> Mapping[str, str]:
    """What of today's answer differs: `reading`, `hits`, `generation` or `version`, each as a sentence."""
    found = {}
    if then.generation != now.generation or then.published != now.published:
        found["generation"] = (
            f"That was generation {then.generation} of {then.published[:10] or 'an unknown day'}; "
            f"this is generation {now.generation} of {now.published[:10] or 'an unknown day'}."
        )
    if then.reading != now.reading:
        found["reading"] = f"It was read as {_listed(then.chips)}; now it is read as {_listed(now.chips)}."
    if then.hits != now.hits:
        found["hits"] = f"It found {then.total:,} datasets; now {now.total:,} are found, not all the same."
    if found and then.version != now.version:
        found["version"] = f"That was version {then.version} of the program; this is {now.version}."
    return found


def _listed(chips: Sequence[str]) -> str:
    return ", ".join(f"“{chip}”" for chip in chips) if chips else "words only"


def _essential(chip: Chip) -> list[Any]:
    si = [str(end) for end in chip.si] if chip.si else None
    return [
        chip.slot, chip.value, sorted(chip.iris), chip.negated, chip.op, chip.unit, chip.upper, si,
        list(chip.strict), chip.any_of, sorted(chip.words), sorted(chip.elements),
    ]  # fmt: skip


def _digest(parts: Iterable[str]) -> str:
    hashed = sha256()
    for part in parts:
        hashed.update(part.encode("utf-8", "surrogatepass") + b"\n")
    return hashed.hexdigest()[:_DIGEST]


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list) or len(value) > _MOST_PARAMETERS:
        raise ValueError(value)
    return tuple((_text(name), _text(of)) for name, of in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value
