"""Recognise plain words that must not be there: "not silicon", "ohne Wasser", "-copper"."""

from collections.abc import Iterator

from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.read.negation import is_minus, negation_at
from kg.read.sentence import Found, Sentence
from kg.read.small_words import GENERIC, SMALL
from kg.read.wording import Wording, word_set, wording

_MOST_WORDS = 2
_MOST_LISTED = 6
_LONGEST_QUESTION = 12
"""Words: longer ones are prose, where "without compromise" asks for nothing."""
_ARTICLES = word_set("any the a an of de d di del della dei den der die das dem el la le les l il lo")
_AND = frozenset({"or", "nor", "and", "oder", "noch", "und", "ou", "ni", "et", "o", "y", "e", "ne"})
_CONDITIONS = word_set(
    "title titre titel titolo título name nom nombre nome"
    "field fields magnetic electric external applied pressure temperature heating cooling doping beam"
    " further ado light"
    " stress strain load loading exposure damage contact correction background filter only just known"
    " other others"
    " more less much many longer yet such so very sure necessarily exactly required needed available"
    " found possible"
    " same different magnetfeld feld druck bestrahlung belastung weitere weiteren einwirkung champ"
    " pression contrainte"
    " traitement campo presión presion tratamiento pressione trattamento treatment restriction"
    " restrictions limit it"
    " them this that these those there me my i you we do did does have has will can could should would"
    " must being is"
    " are was were in at if as interested important mind"
)
"""After "without" these say how a measurement was done: a text with the word is no counterexample."""


def exclusions(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each word, or two, behind a negation, that nothing else took."""
    text = wording(sentence)
    if len(text.words) > _LONGEST_QUESTION:
        return
    at = 0
    while at < len(text.words):
        stop = negation_at(sentence, text, at)
        chips: list[Chip] = []
        end = at
        while stop is not None and len(chips) < _MOST_LISTED and (noun := _noun(sentence, text, stop)):
            first, end = noun
            chips.append(_chip(sentence, first, end))
            goes_on = end < len(text.words) and text.words[end] in _AND
            stop = end + 1 if goes_on else None
        if chips:
            yield Found(at, end, tuple(chips))
        at = max(at + 1, end)


def struck(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each word with a minus sign right before it, as search engines have it: "anodes -silicon"."""
    text = wording(sentence)
    for at, word in enumerate(text.words):
        if at not in sentence.taken and is_minus(text, at) and _is_noun(word):
            yield Found(at, at + 1, (_chip(sentence, at, at + 1),))


def _noun(sentence: Sentence, text: Wording, at: int) -> tuple[int, int] | None:
    """The one or two free words that are excluded."""
    while at < len(text.words) and text.words[at] in _ARTICLES and at not in sentence.taken:
        at += 1
    stop = at
    while stop < len(text.words) and stop not in sentence.taken and _is_noun(text.words[stop]):
        is_end = stop > at and (text.is_apart(stop) or negation_at(sentence, text, stop) is not None)
        if is_end or stop - at > _MOST_WORDS:
            break
        stop += 1
    runs_into_name = (
        stop < len(text.words) and stop in sentence.taken and stop > at and not text.is_apart(stop)
    )
    if at < len(text.words) and negation_at(sentence, text, at) is not None:
        return None
    return (at, stop) if 0 < stop - at <= _MOST_WORDS and not runs_into_name else None


def _is_noun(word: str) -> bool:
    return (
        len(word) > 2
        and word.isalpha()
        and word not in SMALL
        and word not in GENERIC
        and word not in _CONDITIONS
        and word not in _AND
    )


def _chip(sentence: Sentence, start: int, stop: int) -> Chip:
    phrase = " ".join(sentence.written(start, stop).split())
    op = "phrase" if stop - start > 1 else None
    span = sentence.span(start, stop)
    return Chip("text", phrase, "", phrase, span, "excluded word", negated=True, op=op, words=(phrase,))
