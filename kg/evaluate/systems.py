"""The ranking systems that `kg eval search` lays side by side: the product's own, and what it has to beat."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.answer.rank import MEANING, Ranking, rank
from kg.evaluate.counts import Counts, pieces
from kg.evaluate.expand import expanded
from kg.evaluate.fuse import fuse
from kg.index.words import IDENTIFIERS, WEIGHTS, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.index.documents import Document

    Scores = NDArray[np.float32]

BASELINE = "BM25, one field"
"""What the others are compared with."""

System = Callable[["Asked"], "Scores"]


@dataclass(frozen=True)
class Judged:
    """What all systems share: the product's index of the documents, their vectors, plain counts of words."""

    words: Words
    documents: "tuple[Document, ...]"
    vectors: "NDArray[np.float32] | None" = None

    @cached_property
    def counts(self) -> Counts:
        """Stems of the whole texts."""
        return Counts(self._texts(), self.words.stems)

    @cached_property
    def letters(self) -> Counts:
        """Pieces of the words of the whole texts."""
        return Counts(self._texts(), pieces)

    def _texts(self) -> Iterator[str]:
        for document in self.documents:
            fields = (document.texts.get(name, ()) for name in WEIGHTS if name != IDENTIFIERS)
            yield " ".join(text for texts in fields for text in texts)


class Asked:
    """One question as the systems see it; what several of them need is worked out once."""

    def __init__(self, judged: Judged, text: str, vector: "NDArray[np.float32] | None" = None) -> None:
        self.of, self.text, self.vector = judged, text, vector

    @cached_property
    def terms(self) -> list[str]:
        """The stems that are looked up."""
        return self.of.words.terms(self.text)

    @cached_property
    def ranking(self) -> Ranking:
        """The product's ranking."""
        return rank(self.of.words, self.terms, self.of.vectors, self.vector)

    @cached_property
    def plain(self) -> Ranking:
        """The product's ranking without feedback."""
        return rank(self.of.words, self.terms, self.of.vectors, self.vector, feedback=False)

    @property
    def cosines(self) -> "Scores":
        """Closeness in meaning alone."""
        assert self.plain.cosines is not None
        return self.plain.cosines

    @property
    def meant(self) -> "Scores":
        """Closeness in meaning after feedback."""
        import numpy as np

        words = np.float32(1 - MEANING) * self.ranking.words
        return np.asarray((self.ranking.scores - words) / np.float32(MEANING), dtype=np.float32)

    @cached_property
    def bm25(self) -> "Scores":
        """BM25 over one field, divided by the best."""
        return _of_best(self.of.counts.bm25(self.terms))


def systems(judged: Judged) -> tuple[dict[str, System], str]:
    """All systems that can run here, by name, and which of them is the product's ranking."""
    lexical = "BM25 over fields"
    fused = "meaning with feedback + fields, 0.8 : 0.2"
    if judged.vectors is None:
        return dict(_LEXICAL), lexical
    return {**_LEXICAL, **_DENSE}, fused


def _summed(share: float, meaning: "Scores", words: "Scores") -> "Scores":
    return share * meaning + (1 - share) * words


def _of_best(scores: "Scores") -> "Scores":
    return scores / max(float(scores.max(initial=0.0)), 1e-9)


def _reranked(asked: Asked, depth: int) -> "Scores":
    """The first documents by words in the order of the product's ranking; all others are not found."""
    import numpy as np

    words = asked.ranking.words
    first = np.argsort(-words, kind="stable")[:depth]
    scores = np.zeros_like(words)
    scores[first] = np.where(words[first] > 0, asked.ranking.scores[first], 0)
    return scores


_LEXICAL: Mapping[str, System] = {
    BASELINE: lambda asked: asked.bm25,
    "PaNOSC scoring": lambda asked: asked.of.counts.panosc(asked.terms),
    "TF-IDF cosine": lambda asked: asked.of.counts.cosine(asked.terms),
    "character 3-5 grams": lambda asked: asked.of.letters.cosine(dict.fromkeys(pieces(asked.text))),
    "BM25 over fields": lambda asked: asked.ranking.words,
    "BM25 over fields, feedback of words": lambda asked: expanded(asked.of.words, asked.terms),
}
"""Name -> system that needs no vectors."""

_DENSE: Mapping[str, System] = {
    "meaning alone": lambda asked: asked.cosines,
    "meaning with feedback": lambda asked: asked.meant,
    "RRF k 20 of BM25 and meaning": lambda asked: fuse([asked.bm25, asked.cosines], 20),
    "RRF k 60 of BM25 and meaning": lambda asked: fuse([asked.bm25, asked.cosines], 60),
    "RRF k 20 of fields and meaning with feedback": lambda asked: fuse(
        [asked.ranking.words, asked.meant], 20
    ),
    "meaning + BM25, 0.75 : 0.25": lambda asked: _summed(0.75, asked.cosines, asked.bm25),
    "meaning with feedback + BM25, 0.8 : 0.2": lambda asked: _summed(0.8, asked.meant, asked.bm25),
    "meaning + fields, 0.8 : 0.2": lambda asked: asked.plain.scores,
    "meaning with feedback + fields, 0.7 : 0.3": lambda asked: _summed(0.7, asked.meant, asked.ranking.words),
    "meaning with feedback + fields, 0.9 : 0.1": lambda asked: _summed(0.9, asked.meant, asked.ranking.words),
    "meaning with feedback + fields, 0.5 : 0.5": lambda asked: _summed(0.5, asked.meant, asked.ranking.words),
    "meaning with feedback + fields with feedback, 0.8 : 0.2": lambda asked: _summed(
        0.8, asked.meant, _of_best(expanded(asked.of.words, asked.terms))
    ),
    "first 200 by fields, re-ranked as the default": lambda asked: _reranked(asked, 200),
    "meaning with feedback + fields, 0.8 : 0.2": lambda asked: asked.ranking.scores,
}
"""Name -> system that compares vectors."""
