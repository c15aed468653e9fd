"""Read a question: recognisers find what words may mean, the longest findings stand, the rest is words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from kg.read.access import access
from kg.read.asked import asked
from kg.read.connect import connect
from kg.read.context import in_context
from kg.read.day import days
from kg.read.element import element_lists
from kg.read.entity import entities
from kg.read.exclusion import exclusions, struck
from kg.read.filler import fillers
from kg.read.identifier import identifiers
from kg.read.joined import without_absent
from kg.read.language import language
from kg.read.level import levels
from kg.read.lexicon import Lexicon
from kg.read.named import names
from kg.read.one_sided import without_one_sided
from kg.read.person import people
from kg.read.phrase import quoted
from kg.read.probe import named_by_probe
from kg.read.quantity import quantities
from kg.read.reading import Reading
from kg.read.repeated import limited, once
from kg.read.sample import samples
from kg.read.sentence import Found, Recogniser, Sentence, settle
from kg.read.small_words import SMALL
from kg.read.token import tokens
from kg.read.unknown_instrument import unknown_instruments
from kg.read.wording import wording

STAGES: tuple[tuple[Recogniser, ...], ...] = (
    (identifiers, quoted),
    (names, asked, quantities),
    (access, levels, entities, struck),
    (days,),
    (people, element_lists),
    (samples,),
    (exclusions, unknown_instruments),
    (fillers,),
)
"""Recognisers of the first stage see all words; those of a later one what the earlier left over."""


def read(lexicon: Lexicon, text: str, today: date | None = None) -> Reading:
    """Understand what can be understood for certain. `today` is what "last year" is counted from."""
    words = tokens(text)
    lang = language(text)
    sentence = Sentence(text, tuple(words), lang, today=today)
    standing: list[Found] = []
    for stage in STAGES:
        found = [one for recognise in stage for one in recognise(sentence, lexicon)]
        standing += settle(one for one in found if sentence.is_free(one.start, one.stop))
        sentence = _without(sentence, standing)
    standing = without_absent(wording(sentence), sorted(standing, key=lambda of: of.start))
    standing, remark = limited(standing)
    sentence = _without(replace(sentence, taken=frozenset()), standing)
    connected = without_one_sided(sentence, wording(sentence), connect(sentence, standing))
    reading = _reading(sentence, lexicon, connected)
    return replace(reading, unknown=(*reading.unknown, remark)) if remark else reading


def _without(sentence: Sentence, standing: Iterable[Found]) -> Sentence:
    places = (at for one in standing for at in range(one.start, one.stop))
    return replace(sentence, taken=sentence.taken | frozenset(places))


def _reading(sentence: Sentence, lexicon: Lexicon, standing: Sequence[Found]) -> Reading:
    sentence = _without(sentence, standing)
    chips = once(chip for one in standing for chip in one.chips)
    return Reading(
        sentence.text,
        sentence.lang,
        in_context(lexicon, named_by_probe(lexicon, chips), sentence.text),
        tuple(_unmatched(_with_words(sentence, standing))),
        tuple(one.ambiguous for one in standing if one.ambiguous),
        tuple(one.unmapped for one in standing if one.unmapped),
        tuple(one.unknown for one in standing if one.unknown),
        entity=next((one.entity for one in standing if one.entity), "dataset"),
        ask=next((one.ask for one in standing if one.ask), None),
    )


def _with_words(sentence: Sentence, standing: Iterable[Found]) -> Sentence:
    """What is no technique of PaNET, and what may be a plain word as well, is searched for as words."""
    undecided = (
        one
        for one in standing
        if one.is_left
        or one.unmapped
        or (one.ambiguous and any(slot == "text" for slot, _, _ in one.ambiguous.choices))
    )
    places = (at for one in undecided for at in range(one.start, one.stop))
    telling = frozenset(at for at in places if sentence.tokens[at].word not in SMALL)
    return replace(sentence, taken=sentence.taken - telling)


def _unmatched(sentence: Sentence) -> Iterable[str]:
    """The words that nothing took, each written word once."""
    last = ""
    for at, token in enumerate(sentence.tokens):
        written = sentence.text[token.start : token.end]
        if at in sentence.taken:
            continue
        if written != last:
            yield written
        last = written
