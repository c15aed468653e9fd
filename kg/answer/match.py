"""Which documents answer a text, and by what: words, technique, meaning or identifier."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.answer.engine import Engine
from kg.answer.fuse import Ranking, fuse, in_order
from kg.read.chip import Chip
from kg.read.lexicon import name_forms
from kg.read.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENOUGH_WORDS = 0.5
"""A document must hold this share of the question's words, each weighed by its rarity; or match otherwise."""

COSINE_FLOOR = 0.45
"""A document found by meaning alone needs this cosine: below it, unrelated records begin to appear."""

DEPTH = 200
"""How far down each ranking counts."""

_FEEDBACK_DOCUMENTS, _FEEDBACK_WEIGHT = 5, 0.5
_REORDERED = 1000
"""Nearest documents that feedback may move up: looking at all again would double the time of a question."""


@dataclass(frozen=True, slots=True)
class Match:
    """Documents that answer the text, and the evidence for each."""

    found: "NDArray[np.bool_]"
    scores: dict[int, float]
    terms: tuple[str, ...] = ()
    shares: dict[int, float] = field(default_factory=dict)
    cosines: "NDArray[np.float32] | None" = None
    named: dict[str, frozenset[int]] = field(default_factory=dict)
    """Technique IRI -> documents whose text names it."""
    identified: frozenset[int] = frozenset()


def match(engine: Engine, reading: Reading) -> Match:
    """Compare every document with the text. A text without telling words is answered by all documents."""
    import numpy as np

    identified = engine.words.identified(reading.text)
    if identified.size:
        found = np.zeros(len(engine.cards), dtype=bool)
        found[identified] = True
        return Match(found, fuse([in_order(identified)]), identified=frozenset(identified.tolist()))
    text = _searched(reading)
    terms = engine.words.terms(text)
    if not terms:
        return Match(np.ones(len(engine.cards), dtype=bool), {})
    return _compare(engine, reading, text, terms)


def _compare(engine: Engine, reading: Reading, text: str, terms: list[str]) -> Match:
    import numpy as np

    found = np.zeros(len(engine.cards), dtype=bool)
    numbers, shares = engine.words.coverage({term: engine.words.rarity(term) for term in terms}, ENOUGH_WORDS)
    found[numbers] = True
    rankings = [in_order(engine.words.best(terms, DEPTH)[0])]
    cosines = _cosines(engine, text)
    if cosines is not None:
        found |= cosines >= COSINE_FLOOR
        rankings.append(in_order(_nearest(engine, cosines)))
    chips = reading.chip("technique")
    named = {chip.iri: _naming(engine, chip) for chip in chips}
    if chips:
        stated = np.zeros_like(found)
        for chip in chips:
            rankings.append(_technique_ranking(engine, chip, named[chip.iri]))
            stated[list(rankings[-1])] = True
        found = (found & ~_tagged(engine)) | stated
    return Match(
        found,
        fuse(rankings),
        tuple(terms),
        dict(zip(numbers.tolist(), shares.tolist(), strict=True)),
        cosines,
        named,
    )


def _searched(reading: Reading) -> str:
    """The text without what became a hard constraint: facility, instrument, and everything negated."""
    text = reading.text
    for chip in sorted(reading.chips, key=lambda chip: chip.span, reverse=True):
        if chip.negated or chip.slot != "technique":
            text = text[: chip.span[0]] + " " + text[chip.span[1] :]
    return text


def _cosines(engine: Engine, text: str) -> "NDArray[np.float32] | None":
    if engine.vectors is None or engine.encoder is None:
        return None
    cosines: NDArray[np.float32] = engine.vectors @ engine.encoder.encode([text])[0]
    return cosines


def _nearest(engine: Engine, cosines: "NDArray[np.float32]") -> Iterable[int]:
    """The documents nearest in meaning; where some are near, the nearest five help to say what is meant."""
    assert engine.vectors is not None
    nearest = _top(cosines, _REORDERED)
    first = nearest[:_FEEDBACK_DOCUMENTS]
    if cosines[first[-1]] >= COSINE_FLOOR:
        towards = engine.vectors[nearest] @ engine.vectors[first].mean(axis=0)
        nearest = nearest[_top(cosines[nearest] + _FEEDBACK_WEIGHT * towards, DEPTH)]
    best: Iterable[int] = nearest[:DEPTH].tolist()
    return best


def _top(values: "NDArray[np.float32]", count: int) -> "NDArray[np.int64]":
    import numpy as np

    count = min(count, len(values))
    chosen = np.argpartition(-values, count - 1)[:count]
    return chosen[np.argsort(-values[chosen], kind="stable")]


def _naming(engine: Engine, chip: Chip) -> frozenset[int]:
    """Documents whose running text names the technique, by any of its names."""
    term = engine.lexicon.table.terms[chip.iri]
    names = {form for name in (chip.written, term.label, *term.alt_labels) for form in name_forms(name)}
    return frozenset(number for name in names for number in engine.words.naming(name).tolist())


def _technique_ranking(engine: Engine, chip: Chip, named: frozenset[int]) -> Ranking:
    """First those that state the very technique, then a narrower one, then those whose text names it."""
    places = dict.fromkeys(named, 3)
    places.update(dict.fromkeys(engine.under(chip.iri).tolist(), 2))
    exact = engine.by_technique.get(chip.iri)
    places.update(dict.fromkeys(exact.tolist() if exact is not None else (), 1))
    return places


def _tagged(engine: Engine) -> "NDArray[np.bool_]":
    """Documents that state some technique: where it is another one than asked, they are no answer."""
    import numpy as np

    tagged = np.zeros(len(engine.cards), dtype=bool)
    for numbers in engine.by_technique.values():
        tagged[numbers] = True
    return tagged
