"""A generation opened for search: word index, vectors and cards in memory, arrays for filters and counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kg.answer.access import access_state, iso_date
from kg.errors import BadInput
from kg.index.build import FORMAT
from kg.index.documents import Card, load_aligned, load_cards, load_names, load_techniques
from kg.index.encoder import Encoder
from kg.index.vectors import load_vectors
from kg.index.words import Words
from kg.read.lexicon import Lexicon, build_lexicon

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


WITHOUT_VECTORS = "This generation was published without vectors; run `kg publish` to add them."

_DAYS_KEPT = 8
"""Days whose access states are kept: a stranger may ask for any day, memory stays bounded."""


class Opened(Protocol):
    """What is asked of a generation."""

    @property
    def index(self) -> Path:
        """The folder that `build_index` wrote."""

    @property
    def number(self) -> int:
        """The generation's number."""


@dataclass
class Engine:
    """Everything a search reads. Immutable in use: many requests may share it."""

    generation: int
    cards: list[Card]
    words: Words
    lexicon: Lexicon
    vectors: "NDArray[np.float32] | None"
    encoder: Encoder | None
    without_dense: str | None
    """Why there is no search by meaning, as one sentence; None where there is."""
    _under: "dict[str, NDArray[np.int64]]" = field(default_factory=dict)
    _access: "dict[date, dict[str, NDArray[np.int64]]]" = field(default_factory=dict)

    @classmethod
    def open(cls, generation: Opened, encoder: Encoder | None, problem: str | None = None) -> "Engine":
        """Open a published generation; `problem` says why there is no encoder, where there is none.

        Raises:
            BadInput: the generation has no index, or one of another version.
        """
        facts = _facts(generation.index)
        cards, named = load_cards(generation.index), load_names(generation.index)
        lexicon = build_lexicon(
            load_techniques(generation.index),
            named,
            {iri for card in cards for iri in card.facilities},
            load_aligned(generation.index),
        )
        vectors, problem = _vectors(generation.index, facts["encoder"], encoder, problem)
        words = Words(generation.index / "words")
        return cls(
            generation.number, cards, words, lexicon, vectors, encoder if not problem else None, problem
        )

    @cached_property
    def groups(self) -> "NDArray[np.int64]":
        """The group of each document."""
        import numpy as np

        return np.array([card.group for card in self.cards], dtype=np.int64)

    @cached_property
    def group_sizes(self) -> "NDArray[np.int64]":
        """Documents in each group."""
        import numpy as np

        return np.bincount(self.groups)

    @cached_property
    def parts(self) -> "NDArray[np.int64]":
        """Parts of each document; 0 for what is no collection."""
        import numpy as np

        return np.array([card.parts for card in self.cards], dtype=np.int64)

    @cached_property
    def dates(self) -> "NDArray[np.int64]":
        """The date of each document as a number that sorts, such as 20260131; 0 for none."""
        import numpy as np

        digits = ((card.date or "")[:10].replace("-", "") for card in self.cards)
        return np.array([int(f"{of:0<8}") if of.isdigit() else 0 for of in digits], dtype=np.int64)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Dataset IRI -> document number."""
        return {card.iri: number for number, card in enumerate(self.cards)}

    @cached_property
    def by_facility(self) -> "dict[str, NDArray[np.int64]]":
        """Facility IRI -> its documents; what was measured at a part was measured at the whole."""
        return _inverted([self.with_wholes(card.facilities) for card in self.cards])

    def with_wholes(self, facilities: Sequence[str]) -> tuple[str, ...]:
        """The facilities and those they are part of."""
        named, found = self.lexicon.named, list(facilities)
        for iri in found:  # grows while it is read; a facility is not entered twice
            whole = named[iri].operator if iri in named else None
            if whole and whole not in found:
                found.append(whole)
        return tuple(found)

    @cached_property
    def by_instrument(self) -> "dict[str, NDArray[np.int64]]":
        """Instrument IRI -> its documents."""
        return _inverted([card.instruments for card in self.cards])

    @cached_property
    def by_technique(self) -> "dict[str, NDArray[np.int64]]":
        """Technique IRI -> documents that state this very technique."""
        return _inverted([card.techniques for card in self.cards])

    @cached_property
    def by_year(self) -> "dict[str, NDArray[np.int64]]":
        """Year, four digits -> its documents."""
        return _inverted([(card.date[:4],) if card.date else () for card in self.cards])

    def under(self, technique: str) -> "NDArray[np.int64]":
        """Documents that state the technique or a narrower one."""
        if technique not in self._under:
            self._under[technique] = self._closure(technique)
        return self._under[technique]

    def _closure(self, technique: str) -> "NDArray[np.int64]":
        import numpy as np

        narrower = self.lexicon.table.narrower_or_self(technique) | {technique}
        found = [self.by_technique[iri] for iri in sorted(narrower) if iri in self.by_technique]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    def by_access(self, as_of: date) -> "dict[str, NDArray[np.int64]]":
        """Access state on that day -> its documents."""
        if as_of not in self._access:
            while len(self._access) >= _DAYS_KEPT:
                self._access.pop(next(iter(self._access)), None)
            states = [access_state(card.rights, iso_date(card.available), as_of)[0] for card in self.cards]
            self._access[as_of] = _inverted([(state,) for state in states])
        return self._access[as_of]

    def warm(self) -> "Engine":
        """Make every array now instead of at the first question."""
        for made in (self.groups, self.group_sizes, self.numbers, self.by_facility, self.dates):
            assert made is not None
        for technique in self.by_technique:
            self.under(technique)
        assert self.by_year is not None
        assert self.by_instrument is not None
        if self.encoder is not None:
            self.encoder.encode(["warm"])
        return self


def _facts(folder: Path) -> dict[str, Any]:
    import orjson

    file = folder / "index.json"
    facts: dict[str, Any] = orjson.loads(file.read_bytes()) if file.is_file() else {}
    if facts.get("format") != FORMAT:
        raise BadInput(
            f"{folder} holds no index that this version of pan-kg reads. Run `kg publish` to make a new one."
        )
    return facts


def _vectors(
    folder: Path, made_by: str | None, encoder: Encoder | None, problem: str | None
) -> "tuple[NDArray[np.float32] | None, str | None]":
    """The vectors when the encoder at hand made them; else why not."""
    if encoder is None:
        return None, problem or "There is no sentence encoder: words and techniques only."
    if made_by is None:
        return None, WITHOUT_VECTORS
    if made_by != encoder.identity:
        return (
            None,
            f"The vectors were made by {made_by}, the encoder is {encoder.identity}; run `kg publish`.",
        )
    return load_vectors(folder), None


def _inverted(values: "Sequence[tuple[str, ...]]") -> "dict[str, NDArray[np.int64]]":
    import numpy as np

    found: dict[str, list[int]] = {}
    for number, of in enumerate(values):
        for value in of:
            found.setdefault(value, []).append(number)
    return {value: np.array(numbers, dtype=np.int64) for value, numbers in sorted(found.items())}
