"""Linking measured on texts that had no say in the choice of weights and of the threshold of certainty."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from zlib import crc32

from kg.evaluate.linkers import PRODUCT, WITHOUT_ENCODER, Answer, product
from kg.link.encoder import Encoder
from kg.link.names import names_of
from kg.link.score import WEIGHTS, Weights
from kg.rdf.panet import PanetTable

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

FOLDS = 5
DRAWS = 12
_WANTED = 0.92
"""Share of right answers that the threshold is set for on the other folds; 0.90 is wanted of the fold."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text, the terms that people mapped it to, and how: `best` 3 exact, 2 close, 1 broader or narrower."""

    text: str
    vocabulary: str
    context: str | None
    verbatim: bool
    best: int
    targets: frozenset[str]


Place = Callable[[Mapped, Answer, Mapping[str, str]], int | None]


def cross_validated(
    rows: Sequence[Mapped], table: PanetTable, encoder: Encoder | None, place: Place, draws: int
) -> dict[str, Any]:
    """Hit@1 (twins as one) with weights, and shares with thresholds, that were chosen on the other folds.

    The same text in two vocabularies falls into one fold. The weights are drawn between half and twice the
    product's, which are one of the draws.
    """
    twins = names_of(table).pairs
    candidates = [WEIGHTS, *_drawn(draws - 1)]
    memo = Remembered(encoder) if encoder is not None else None
    found: dict[str, Any] = {"folds": FOLDS, "draws": len(candidates)}
    for name, own in ((WITHOUT_ENCODER, None), *(((PRODUCT, memo),) if memo else ())):
        answers = [[product(row.text, row.context, own, table, of) for row in rows] for of in candidates]
        places = [
            [place(row, answer, twins) for row, answer in zip(rows, some, strict=True)] for some in answers
        ]
        scores = [answer.score for answer in answers[0]]
        found[name] = {
            "hit@1": _chosen_weights(rows, places),
            "hit@1 of the draws, lowest and highest": _range(places),
            "where it does not ask": _chosen_threshold(rows, scores, places[0]),
        }
    return found


def fold_of(text: str) -> int:
    """The fold that a text falls into, whatever its case."""
    return crc32(text.casefold().strip().encode()) % FOLDS


def _chosen_weights(rows: Sequence[Mapped], places: Sequence[Sequence[int | None]]) -> float:
    hits = 0
    for fold in range(FOLDS):
        inside = [number for number, row in enumerate(rows) if fold_of(row.text) == fold]
        outside = [number for number, row in enumerate(rows) if fold_of(row.text) != fold]
        best = max(places, key=lambda of: sum(_gain(of[number]) for number in outside))
        hits += sum(best[number] == 1 for number in inside)
    return round(hits / len(rows), 4)


def _chosen_threshold(
    rows: Sequence[Mapped], scores: Sequence[float], places: Sequence[int | None]
) -> dict[str, float]:
    right = answered = 0
    for fold in range(FOLDS):
        outside = [number for number, row in enumerate(rows) if fold_of(row.text) != fold]
        least = _threshold([(scores[number], places[number] == 1) for number in outside])
        sure = [
            number for number, row in enumerate(rows) if fold_of(row.text) == fold and scores[number] >= least
        ]
        answered += len(sure)
        right += sum(places[number] == 1 for number in sure)
    share, hits = answered / len(rows), right / answered if answered else 0.0
    return {"share": round(share, 4), "hit@1": round(hits, 4)}


def _threshold(scored: Sequence[tuple[float, bool]]) -> float:
    """The lowest score from which on the wanted share is right."""
    least, right = 1.1, 0
    for count, (score, is_right) in enumerate(sorted(scored, reverse=True), start=1):
        right += is_right
        if right / count >= _WANTED:
            least = score
    return least


def _gain(place: int | None) -> float:
    return (place == 1) + (0.5 / place if place else 0.0)


def _range(places: Sequence[Sequence[int | None]]) -> list[float]:
    shares = [sum(at == 1 for at in of) / len(of) for of in places]
    return [round(min(shares), 4), round(max(shares), 4)]


def _drawn(count: int) -> list[Weights]:
    chance = random.Random(0)
    return [
        Weights(**{of.name: getattr(WEIGHTS, of.name) * 2 ** chance.uniform(-1, 1) for of in fields(Weights)})
        for _ in range(count)
    ]


class Remembered:
    """An encoder that encodes each text once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[str, NDArray[np.float32]] = {}

    @property
    def identity(self) -> str:
        """Which weights these are."""
        return self._encoder.identity

    @property
    def cache(self) -> "Path":
        """A folder where vectors may be kept."""
        return self._encoder.cache

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """One normalised row per text: float32, (n, dimension)."""
        import numpy as np

        fresh = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if fresh:
            self._rows.update(zip(fresh, self._encoder.encode(fresh), strict=True))
        return np.stack([self._rows[text] for text in texts])
