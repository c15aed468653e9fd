"""Recognise the names of techniques, facilities and instruments."""

from collections.abc import Iterator, Sequence

from kg.read.ambiguous import small_names
from kg.read.compound_technique import compound_techniques
from kg.read.lexicon import Lexicon
from kg.read.place import facilities, instruments, places_named
from kg.read.place_names import probes
from kg.read.sentence import Found, Sentence, settle
from kg.read.shared_head import shared_heads
from kg.read.technique import techniques
from kg.read.technique_id import technique_ids
from kg.read.unmapped import unmapped

_NOT = frozenset({"not", "except", "excluding", "without", "nicht", "ohne", "ausser", "außer", "pas", "sauf"})
_NOT_EITHER = frozenset({"no", "sin", "excepto", "non", "senza", "tranne"})


def names(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """All that may be a name; where several are of one length, facilities come first, instruments last."""
    named = list(places_named(sentence, lexicon))
    at = settle(facilities(sentence, lexicon, named))
    places = _places(sentence, lexicon, at)
    yield from at
    found = settle(instruments(sentence, lexicon, named, places))
    yield from found
    said = _said(sentence, lexicon, places, found)
    yield from techniques(sentence, lexicon, said)
    yield from shared_heads(sentence, lexicon, said)
    yield from compound_techniques(sentence, lexicon, said)
    yield from unmapped(sentence, lexicon)
    yield from technique_ids(sentence, lexicon)
    yield from small_names(sentence, lexicon)


def _places(sentence: Sentence, lexicon: Lexicon, found: Sequence[Found]) -> frozenset[str]:
    """The facilities that the question asks for, and what they are parts of."""
    asked = [one for one in found if not _is_left_out(sentence, one.start)]
    return lexicon.with_wholes(iri for one in asked for chip in one.chips for iri in chip.iris)


def _is_left_out(sentence: Sentence, start: int) -> bool:
    """Whether a negation stands right before, or before one small word: "not at ILL"."""
    before = {token.word for token in sentence.tokens[max(0, start - 2) : start]}
    return bool(before & (_NOT | _NOT_EITHER))


def _said(
    sentence: Sentence, lexicon: Lexicon, places: frozenset[str], found: Sequence[Found]
) -> frozenset[str]:
    """The question's words, and the probe where its facilities, named or implied, have one and the same."""
    at = set(places)
    for one in found:
        at.update(of for chip in one.chips if len(of_chip := lexicon.operators(chip)) == 1 for of in of_chip)
    kinds = {probes()[iri] for iri in at if iri in probes()}
    words = (token.word for token in sentence.tokens)
    return frozenset((*words, *(kinds if len(kinds) == 1 else ())))
