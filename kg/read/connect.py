"""What connects the conditions of a question: "not", "without", "or"."""

from collections.abc import Sequence
from dataclasses import replace

from kg.read.sentence import Found, Sentence

NEGATIONS = frozenset({"not", "without", "no", "except", "excluding", "ohne", "nicht", "pas", "sin", "senza"})
_BETWEEN = frozenset({"at", "from", "in", "of", "the", "by", "any", "bei", "von", "de", "du", "à"})


def connect(sentence: Sentence, found: Sequence[Found]) -> list[Found]:
    """The findings with negations understood; the word that negates becomes a filler."""
    connected = list(found)
    for place, one in enumerate(found):
        at = _negation(sentence, one.start)
        if one.chips and at is not None:
            chips = tuple(replace(chip, negated=True) for chip in one.chips)
            connected[place] = replace(one, chips=chips)
            connected.append(Found(at, at + 1, filler=True))
    return sorted(connected, key=lambda of: of.start)


def _negation(sentence: Sentence, start: int) -> int | None:
    """Where a negation stands right before, small words aside: "not ILL", "without any tomography"."""
    at = start - 1
    while at >= 0 and sentence.tokens[at].word in _BETWEEN:
        at -= 1
    return at if at >= 0 and sentence.tokens[at].word in NEGATIONS else None
