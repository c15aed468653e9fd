"""Recognise words that are understood and mean no condition: "please show me all datasets where the"."""

from collections.abc import Iterator

from kg.read.lexicon import Lexicon
from kg.read.negation import NOTHING, negation_at
from kg.read.sentence import Found, Sentence
from kg.read.small_words import GENERIC, SMALL
from kg.read.wording import wording

_OF_A_LANGUAGE = {"sample": "en", "beamline": "en", "probe": "de", "list": "en", "see": "en", "will": "en"}
"""General words of one language that mean a thing in another ("See" is a lake, "probe" a particle)."""


def fillers(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """Each general word that nothing took; a negation that nothing answered is left to be reported."""
    text = wording(sentence)
    for at, word in enumerate(text.words):
        nothing = NOTHING.starting(text, at)
        if nothing and sentence.is_free(at, nothing[0]):
            yield Found(at, nothing[0], filler=True)
            continue
        is_general = word in SMALL or word in GENERIC or (len(word) == 1 and word in "lds")
        if not is_general or at in sentence.taken or negation_at(sentence, text, at) is not None:
            continue
        if _OF_A_LANGUAGE.get(word, sentence.lang) == sentence.lang and not _is_symbol(sentence, at):
            yield Found(at, at + 1, filler=True)


def _is_symbol(sentence: Sentence, at: int) -> bool:
    """Whether a small word is written like an acronym ("AS"): a word for the search."""
    written = sentence.written(at, at + 1)
    return len(written) <= 3 and written.isupper() and len(written) > 1
