"""How well each document answers a text: BM25 over fields and closeness in meaning, in one score.

`kg search` and `kg eval search` rank by this very function. Its form and weights were chosen on the
development halves of two judged collections; README.md has the table of what was tried beside it. Filters
never change a score: they only take documents away.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.index.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MEANING = 0.8
"""Share of the cosine in the score; the rest is BM25, divided by the best document's. From 0.7 to 0.9 it
hardly matters where questions are sentences; words alone find names and numbers, so they are kept."""

NEAREST, NEAREST_WEIGHT, NEAR = 5, 0.5, 0.4
"""Feedback: of the five nearest documents those with a cosine of `NEAR` help to say what is meant; the mean
of their vectors is added to the question's with this weight."""

Encode = Callable[[str], "NDArray[np.float32]"]
"""A text to its normalised vector."""


_GATHERED, _SHARE = 1024, 4
"""Vectors copied together at a time; where more than one in four is asked for, all at once is cheaper."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well each document answers, in document order; see `rank`."""

    words: "NDArray[np.float32]"
    """BM25, divided by the best document's."""
    cosines: "NDArray[np.float32] | None" = None
    """Cosine of document and text, without feedback; None without vectors."""
    vectors: "NDArray[np.float32] | None" = None
    meant: "NDArray[np.float32] | None" = None
    """The vector of the text after feedback; None where that changes nothing."""

    @property
    def scores(self) -> "NDArray[np.float32]":
        """What documents are ordered by, 0 to 1; without vectors BM25 alone, divided by the best one's."""
        import numpy as np

        return self.scores_of(np.arange(len(self.words)))

    def scores_of(self, numbers: "NDArray[np.int64]") -> "NDArray[np.float32]":
        """The scores of these documents; those of few cost little."""
        import numpy as np

        if self.cosines is None:
            return self.words[numbers]
        return np.float32(MEANING) * self._meant(numbers) + np.float32(1 - MEANING) * self.words[numbers]

    def _meant(self, numbers: "NDArray[np.int64]") -> "NDArray[np.float32]":
        import numpy as np

        if self.vectors is None or self.meant is None:
            assert self.cosines is not None
            return self.cosines[numbers]
        if len(numbers) * _SHARE > len(self.vectors):
            everything: NDArray[np.float32] = self.vectors @ self.meant
            return everything[numbers]
        found = np.empty(len(numbers), dtype=np.float32)
        for start in range(0, len(numbers), _GATHERED):
            some = slice(start, start + _GATHERED)
            found[some] = self.vectors[numbers[some]] @ self.meant
        return found

    def order(self) -> "NDArray[np.int64]":
        """All documents, best first; of equal ones the earlier first."""
        import numpy as np

        return np.argsort(-self.scores, kind="stable")


def rank(
    words: Words,
    terms: Sequence[str],
    vectors: "NDArray[np.float32] | None" = None,
    vector: "NDArray[np.float32] | None" = None,
    *,
    feedback: bool = True,
) -> Ranking:
    """Score every document for the stems of a text and its vector; both normalised, float32.

    Without `feedback`, for identifiers and quoted phrases, only what was asked counts, not what is like it.
    """
    import numpy as np

    lexical = words.bm25(terms)
    if best := float(lexical.max(initial=0.0)):
        lexical /= np.float32(best)
    if vectors is None or vector is None:
        return Ranking(lexical)
    cosines: NDArray[np.float32] = vectors @ vector
    meant = _fed_back(vectors, vector, cosines) if feedback else None
    return Ranking(lexical, cosines, vectors, meant)


def _fed_back(
    vectors: "NDArray[np.float32]", vector: "NDArray[np.float32]", cosines: "NDArray[np.float32]"
) -> "NDArray[np.float32] | None":
    """The question's vector moved towards the documents nearest to it; None where none is near."""
    import numpy as np

    if not len(cosines):
        return None
    nearest = np.argpartition(-cosines, min(NEAREST, len(cosines)) - 1)[:NEAREST]
    near = nearest[cosines[nearest] >= NEAR]
    if not len(near):
        return None
    moved: NDArray[np.float32] = vector + np.float32(NEAREST_WEIGHT) * vectors[near].mean(axis=0)
    moved /= np.linalg.norm(moved)
    return moved
