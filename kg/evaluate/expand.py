"""Feedback on the side of the words: the question gains the telling words of its own best documents (as RM3).

Tried, and not used in search: what it adds to BM25 alone is nothing once meaning has its own feedback.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.index.words import WEIGHTS, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DOCUMENTS, TERMS, SHARE = 5, 50, 0.5
"""How many documents give how many words, and how much those count beside the question's own."""


def expanded(words: Words, terms: Sequence[str]) -> "NDArray[np.float32]":
    """BM25 of the question's terms and of those gained, a score per document."""
    import numpy as np

    first, _ = words.best(terms, DOCUMENTS)
    gained: dict[str, float] = {}
    for number in first.tolist():
        counted = Counter(stem for texts in _texts(words, number) for stem in words.stems(texts))
        for stem, count in counted.items():
            gained[stem] = gained.get(stem, 0.0) + count / counted.total() / len(first)
    telling = {stem: share * _rarity(words, stem) for stem, share in gained.items()}
    best = dict(sorted(telling.items(), key=lambda of: (-of[1], of[0]))[:TERMS])
    own, more = _of_best(words.bm25(terms)), _of_best(words.postings.bm25(best))
    return np.asarray((1 - SHARE) * own + SHARE * more)


def _of_best(scores: "NDArray[np.float32]") -> "NDArray[np.float32]":
    return scores / max(float(scores.max(initial=0.0)), 1e-9)


def _texts(words: Words, number: int) -> list[str]:
    return [text for name, texts in words.texts(number).items() if name in WEIGHTS for text in texts]


def _rarity(words: Words, stem: str) -> float:
    held = words.postings.frequency(stem)
    return math.log(1 + (words.size - held + 0.5) / (held + 0.5))
