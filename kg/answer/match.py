"""Which documents answer the words of a question that no condition took, and how all documents rank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.answer.engine import Engine
from kg.answer.rank import Ranking, rank
from kg.read.chip import Chip
from kg.read.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENOUGH_WORDS = 0.5
"""A document must hold this share of the words, each weighed by its rarity, or be near in meaning; but where
the question also names conditions, which every hit meets, the words left over only rank."""

COSINE_FLOOR = 0.45
"""A document found by meaning alone needs this cosine: below it, unrelated records begin to appear."""

EXACT, NARROWER = 0.1, 0.05
"""What stating the very technique, or a narrower one, adds to a score, so that naming it in a text stands
below. Documents near in meaning differ by about as much."""

_TOLD = ("sample", "formula", "text")
"""Conditions that a document may meet by the way: the more it is about them, the higher it stands."""


@dataclass(frozen=True, slots=True)
class Match:
    """Documents that answer the words, the score of any document, and the evidence."""

    found: "NDArray[np.bool_]"
    scores_of: "Callable[[NDArray[np.int64]], NDArray[np.float32]]"
    """The scores of documents by their numbers, whether they answer or not."""
    shares: "NDArray[np.float32]"
    """The share of the left words' rarity that a document holds."""
    terms: tuple[str, ...] = ()
    """Stems of the left words."""
    cosines: "NDArray[np.float32] | None" = None
    identified: frozenset[int] = frozenset()

    @property
    def scores(self) -> "NDArray[np.float32]":
        """The score of every document."""
        import numpy as np

        return self.scores_of(np.arange(len(self.found)))


def match(engine: Engine, reading: Reading) -> Match:
    """Compare every document with the words; where conditions took all that tell, every document answers.

    Conditions are not tested here (see `kg.answer.constraints`).
    """
    import numpy as np

    identified = engine.words.identified(reading.text)
    if identified.size and not reading.chip("doi", negated=True):
        found = np.zeros(len(engine.cards), dtype=bool)
        found[identified] = True
        alike = found.astype(np.float32)
        return Match(found, lambda numbers: alike[numbers], alike, identified=frozenset(identified.tolist()))
    left = _left(engine, reading)
    terms = engine.words.terms(left)
    ranking = _ranking(engine, reading, left)
    is_bound = any(not chip.negated for chip in reading.chips)
    found, shares = _answering(engine, terms, ranking, 0.0 if is_bound else ENOUGH_WORDS)
    found |= is_bound
    gains = _stating(engine, reading.chip("technique"))

    def scores_of(numbers: "NDArray[np.int64]") -> "NDArray[np.float32]":
        return ranking.scores_of(numbers) + gains[numbers]

    return Match(found, scores_of, shares, tuple(terms), ranking.cosines)


def _left(engine: Engine, reading: Reading) -> str:
    """What is searched as words. A text of which nothing was taken stays a sentence: encoders read those."""
    unclear = [one.text for one in reading.ambiguous] + [one.text for one in reading.unmapped]
    left = " ".join([*reading.unmatched, *unclear])
    same = engine.words.terms(left) == engine.words.terms(reading.text)
    return reading.text if same else left


def _ranking(engine: Engine, reading: Reading, left: str) -> Ranking:
    """All documents by the left words, and by what they are to be about; quoted words are meant literally."""
    told = [chip.written for chip in reading.chips if chip.slot in _TOLD and not chip.negated]
    text = " ".join(filter(str.strip, [left, *told]))
    terms = engine.words.terms(text)
    if not terms or engine.vectors is None or engine.encoder is None:
        return rank(engine.words, terms)
    vector = engine.encoder.encode([text])[0]
    return rank(engine.words, terms, engine.vectors, vector, feedback=not reading.chip("text"))


def _answering(
    engine: Engine, terms: Sequence[str], ranking: Ranking, enough: float
) -> "tuple[NDArray[np.bool_], NDArray[np.float32]]":
    """Which documents hold enough of the words or are near enough in meaning; and the shares of words."""
    import numpy as np

    shares = np.zeros(len(engine.cards), dtype=np.float32)
    if not terms:
        return np.ones(len(engine.cards), dtype=bool), shares
    rarity = {term: engine.words.rarity(term) for term in terms}
    numbers, held = engine.words.coverage(rarity, enough)
    shares[numbers] = held
    found = shares > 0
    if ranking.cosines is not None:
        found |= ranking.cosines >= COSINE_FLOOR
    return found, shares


def _stating(engine: Engine, chips: Sequence[Chip]) -> "NDArray[np.float32]":
    """What each document gains by stating the techniques asked for."""
    import numpy as np

    gains = np.zeros(len(engine.cards), dtype=np.float32)
    for iri in sorted({iri for chip in chips for iri in chip.iris}):
        of_one = np.zeros_like(gains)
        of_one[engine.under(iri)] = NARROWER
        exact = engine.by_technique.get(iri)
        if exact is not None:
            of_one[exact] = EXACT
        gains = np.maximum(gains, of_one)
    return gains
