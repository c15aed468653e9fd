"""Ways to link a text to techniques, from the simplest to the product's; losers show what a step is worth."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from kg.link.encoder import Encoder, meanings
from kg.link.evidence import letters
from kg.link.link import link
from kg.link.names import Names, names_of
from kg.link.normal import words
from kg.link.readings import readings
from kg.link.score import WEIGHTS, Weights
from kg.rdf.panet import PanetTable, normal_name

MOST = 10
"""Ranks that are looked at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """IRIs, the likeliest first; whether the first need not be asked about (None: never said); its score."""

    iris: tuple[str, ...]
    certain: bool | None = None
    score: float = 0.0


Linker = Callable[[str, str | None], Answer]
"""Text and context ("x-ray", "neutron", None) -> answer."""

PRODUCT = "product"
WITHOUT_ENCODER = "product without encoder"


def linkers(table: PanetTable, encoder: Encoder | None) -> dict[str, Linker]:
    """The systems by name; those that need an encoder only where there is one."""
    names = names_of(table)
    found: dict[str, Linker] = {
        "exact name": lambda text, context: _exact(text, names),
        "exact after normalisation and acronyms": lambda text, context: _same_words(text, names),
        "word TF-IDF": lambda text, context: _by_words(text, names),
        "character 2-4 grams": lambda text, context: _ranked(letters(words(text), names), names),
    }
    if encoder is not None:
        found["MiniLM, one vector per name"] = lambda text, context: _by_meaning(text, names, encoder)
    found[f"{WITHOUT_ENCODER}, no context"] = lambda text, context: product(text, None, None, table)
    found[WITHOUT_ENCODER] = lambda text, context: product(text, context, None, table)
    if encoder is not None:
        found[f"{PRODUCT}, no context"] = lambda text, context: product(text, None, encoder, table)
        found[PRODUCT] = lambda text, context: product(text, context, encoder, table)
    return found


def product(
    text: str, context: str | None, encoder: Encoder | None, table: PanetTable, weights: Weights = WEIGHTS
) -> Answer:
    """What `kg link` answers."""
    found = link(text, MOST, context, encoder, table, weights)
    if not found:
        return Answer((), False)
    return Answer(tuple(each.iri for each in found), found[0].certain, found[0].score)


def _exact(text: str, names: Names) -> Answer:
    written = normal_name(text)
    return Answer(_once(name.iri for name in names.all if normal_name(name.written) == written))


def _same_words(text: str, names: Names) -> Answer:
    places = (
        place
        for way in readings(text, names.table)
        for place in names.called.get(tuple(sorted(way.words)), ())
    )
    return Answer(_once(names.all[place].iri for place in places))


def _by_words(text: str, names: Names) -> Answer:
    """Cosine of the words' weights; a word that no name has counts on the text's side, as anywhere."""
    said = Counter(words(text))
    scores: dict[int, float] = {}
    for place in {place for word in said for place in names.by_word.get(word, ())}:
        own = Counter(names.all[place].words)
        shared = sum(names.weights[word] ** 2 * said[word] * own[word] for word in own if word in said)
        scores[place] = shared / (sqrt(sum((names.weights[w] * n) ** 2 for w, n in own.items())) or 1.0)
    return _ranked(scores, names)


def _by_meaning(text: str, names: Names, encoder: Encoder) -> Answer:
    _, written = meanings([words(text)], text, names, encoder)
    return _ranked(dict(enumerate(map(float, written))), names)


def _ranked(scores: Mapping[int, float], names: Names) -> Answer:
    order = sorted(scores, key=lambda place: (-scores[place], names.all[place].iri))
    return Answer(_once(names.all[place].iri for place in order))


def _once(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iris))[:MOST]
