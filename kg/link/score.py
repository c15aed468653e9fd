"""How well one name fits one reading of a text, as a number from 0 to 1.

The weights were set by hand, with the development mappings in view; fitting them anew on parts of these
changes little (`kg.evaluate.link_folds`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.link.evidence import Evidence, evidence, letters
from kg.link.names import Name, Names
from kg.link.readings import Reading
from kg.link.source import is_of_other_source
from kg.rdf.panet import is_specifier, normal_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; the first seven are shares of the score.

    `unsaid`: how much it costs that the name says more than the text, `untold`: that the text tells more than
    the name, `part`: to read only a part of the text; all three as powers of what is left.
    """

    words: float = 0.40
    exact: float = 0.15
    letters: float = 0.20
    head: float = 0.05
    whole: float = 0.06
    meaning: float = 0.25
    written: float = 0.10
    unsaid: float = 1.2
    untold: float = 0.8
    part: float = 0.65


WEIGHTS = Weights()

_TIES = 0.02
"""What settles ties: the very label, no synonym, label before other names, technique before specifier."""

_CONFLICT = 0.6
"""What is left of the score of a name that says another beam than the text."""

CERTAIN = {"without": 0.45, "with encoder": 0.50}
"""Least score of an answer that is not asked about, without and with an encoder."""

NEAR = {"without": 0.12, "with encoder": 0.20}
"""Least score of a technique that is near at all, without and with an encoder. The lowest score of a first
answer with a right one among five is 0.17 and 0.27 on the development mappings; words that name no technique
("gas chromatography", "banana bread") have 0.03 to 0.17."""

_ALL_SAID = 0.85
"""Weight of the name's words that the text must have (a word spelled wrongly counts by its likeness)."""

_WHOLLY_SAID, _WELL_TOLD = 0.999, 0.4
"""Of a name that may be stated unasked: its words in the text, and the weight of the text's words in it."""

_FAR = 0.12
"""Names without a word of the text are looked at from this likeness of letters or this rank in meaning."""
_NEAREST = 40


@dataclass(frozen=True, slots=True)
class Scored:
    """One name under one reading; `said` and `told` as in `Evidence`."""

    name: Name
    score: float
    reading: Reading
    exact: bool
    said: float
    told: float
    head: bool


def scored(
    text: str,
    reading: Reading,
    names: Names,
    meaning: "tuple[NDArray[np.float32], NDArray[np.float32]] | None",
    weights: Weights = WEIGHTS,
) -> Iterator[Scored]:
    """The names that come into question; `meaning`: cosines of the reading and of the text with each name."""
    alike = letters(reading.words, names)
    full = weights.words + weights.exact + weights.letters + weights.head + weights.whole
    full += (weights.meaning + weights.written) if meaning else 0.0
    written = normal_name(text)
    for place in _candidates(reading, names, alike, meaning):
        name = names.all[place]
        of = evidence(reading.words, name, names, alike.get(place, 0.0))
        score = _lexical(of, weights)
        if meaning is not None:
            score += weights.meaning * float(meaning[0][place]) + weights.written * float(meaning[1][place])
        conflict = of.conflict or is_of_other_source(text, name.written)
        score = score * reading.share**weights.part * (_CONFLICT if conflict else 1.0)
        score = max(score + _tie(name, written, reading), 0.0) / full
        yield Scored(name, score, reading, bool(of.exact), of.said, of.told, of.head == 1.0)


def is_certain(of: Scored, with_encoder: bool) -> bool:
    """Whether an answer need not be asked about: it scores well, and the name says no more than the text.

    A synonym counts where nothing is left over: "light" is visible photons, "a film about light" is not.
    """
    least = CERTAIN["with encoder" if with_encoder else "without"]
    plain = of.exact or "synonym" not in of.reading.how
    return plain and of.score >= least and of.said >= _ALL_SAID


def may_be_stated(of: Scored) -> bool:
    """Whether a dataset may get this technique unasked: at worst, then, it is a broader one.

    All words of a label stand in the text, the word that says what is done is the last of both, and the label
    tells a good part of the text. With what `link` adds, 40 of 42 such answers on the development mappings
    that the resolver does not know by name are the curators' (Wilson interval 0.84 to 0.99; the rules were
    written with that set in view).
    """
    whole = of.reading.share == 1.0 and "synonym" not in of.reading.how
    named = of.exact or of.name.kind == "label"
    return whole and named and stands_in(of) and of.told >= _WELL_TOLD


def stands_in(of: Scored) -> bool:
    """Whether all the name's words are said, and the last one of both is the same."""
    return of.head and of.said >= _WHOLLY_SAID


def _lexical(of: Evidence, weights: Weights) -> float:
    words = float(of.said**weights.unsaid * of.told**weights.untold)
    score = weights.words * words + weights.letters * of.letters + weights.exact * of.exact
    return score + weights.head * of.head + weights.whole * of.whole * of.said


def _tie(name: Name, written: str, reading: Reading) -> float:
    tie = _TIES if normal_name(name.written) == written else 0.0
    tie -= _TIES if "synonym" in reading.how else 0.0
    tie -= _TIES / 4 if name.kind != "label" else 0.0
    return tie - (_TIES / 10 if is_specifier(name.iri) else 0.0)


def _candidates(
    reading: Reading,
    names: Names,
    alike: dict[int, float],
    meaning: "tuple[NDArray[np.float32], NDArray[np.float32]] | None",
) -> set[int]:
    found = {place for word in reading.words for place in names.by_word.get(word, ())}
    found |= {place for place, cosine in alike.items() if cosine >= _FAR}
    if meaning is not None:
        found |= {int(place) for place in (-meaning[0]).argsort()[:_NEAREST]}
    return found
