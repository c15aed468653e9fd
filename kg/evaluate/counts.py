"""Counts of words in documents, and the old ways to score with them, which the product's ranking has to beat.

All take the distinct terms of a question and give one score per document; zero is "not found".
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

Split = Callable[[str], Sequence[str]]


class Counts:
    """How often each document holds each term; `split` makes terms of a text."""

    def __init__(self, texts: Iterable[str], split: Split) -> None:
        import numpy as np

        self.split = split
        held: dict[str, tuple[list[int], list[int]]] = {}
        lengths, distinct = [], []
        for number, text in enumerate(texts):
            counted = Counter(split(text))
            lengths.append(counted.total())
            distinct.append(len(counted))
            for term, count in counted.items():
                documents, counts = held.setdefault(term, ([], []))
                documents.append(number)
                counts.append(count)
        self.size = len(lengths)
        self.lengths, self.distinct = np.array(lengths, dtype=float), np.array(distinct, dtype=float)
        self.rows = {
            term: (np.array(documents, dtype=np.int64), np.array(counts, dtype=float))
            for term, (documents, counts) in held.items()
        }

    def bm25(self, terms: Iterable[str], k1: float = 1.2, b: float = 0.75) -> "Scores":
        """BM25 over one field, with the textbook's parameters."""
        import numpy as np

        scores = np.zeros(self.size, dtype=np.float32)
        longer = k1 * (1 - b + b * self.lengths / max(self.lengths.mean(), 1e-9))
        for documents, counts in self._known(terms):
            rarity = math.log(1 + (self.size - len(documents) + 0.5) / (len(documents) + 0.5))
            scores[documents] += rarity * counts * (k1 + 1) / (counts + longer[documents])
        return scores

    def cosine(self, terms: Iterable[str]) -> "Scores":
        """The cosine of TF-IDF vectors, with logarithmic counts."""
        import numpy as np

        scores = np.zeros(self.size, dtype=np.float32)
        length = 0.0
        for documents, counts in self._known(terms):
            rarity = self._rarity(documents)
            scores[documents] += rarity**2 * (1 + np.log(counts))
            length += rarity**2
        return np.asarray(scores / np.maximum(self._norms() * math.sqrt(length or 1), 1e-9), dtype=np.float32)

    def panosc(self, terms: Sequence[str]) -> "Scores":
        """The scoring of the PaNOSC federated search, re-implemented from its description, faults and all.

        Counts are divided by the number of distinct terms of the document, and the cosine is taken within the
        question's terms only, so that one term of n gives 1/sqrt(n), however rare it is. A question of one
        word gives its best document 0.9.
        """
        import numpy as np

        total, squares = np.zeros(self.size), np.zeros(self.size)
        known = self._known(terms)
        for documents, counts in known:
            weights = counts / self.distinct[documents] * math.log10(1 + self.size / len(documents))
            total[documents] += weights
            squares[documents] += weights**2
        if len(terms) == 1:
            return np.asarray(0.9 * total / max(total.max(initial=0.0), 1e-9), dtype=np.float32)
        scores = total / np.maximum(np.sqrt(squares) * math.sqrt(max(len(terms), 1)), 1e-12)
        return scores.astype(np.float32)

    def _known(self, terms: Iterable[str]) -> "list[tuple[NDArray[np.int64], NDArray[np.float64]]]":
        return [self.rows[term] for term in terms if term in self.rows]

    def _rarity(self, documents: "NDArray[np.int64]") -> float:
        return math.log((1 + self.size) / (1 + len(documents))) + 1

    def _norms(self) -> "NDArray[np.float64]":
        """The length of each document's TF-IDF vector."""
        import numpy as np

        if not hasattr(self, "_lengths_of_vectors"):
            squares = np.zeros(self.size)
            for documents, counts in self.rows.values():
                squares[documents] += (self._rarity(documents) * (1 + np.log(counts))) ** 2
            self._lengths_of_vectors = np.sqrt(squares)
        return self._lengths_of_vectors


def pieces(text: str, shortest: int = 3, longest: int = 5) -> list[str]:
    """All runs of three to five characters of the words of a text, with their edges.

    >>> pieces("ab 7")
    [' ab', 'ab ', ' ab ', ' 7 ']
    """
    words = [f" {word} " for word in text.lower().split()]
    return [
        word[start : start + length]
        for word in words
        for length in range(shortest, longest + 1)
        for start in range(len(word) - length + 1)
    ]
