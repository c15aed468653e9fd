"""Words that are names when written large: small, they are offered as a name and not taken for one."""

from collections.abc import Iterator

from kg.read.chip import Ambiguous
from kg.read.chip import Slot as AnySlot
from kg.read.lexicon import Lexicon
from kg.read.sentence import Found, Sentence

_OFFERED = frozenset({"ill", "ess", "pdf", "sans"})
"""Other such words ("cat", "flash") are so seldom meant as names that offering them would be noise."""

_WORD_OF = {"sans": "fr"}
"""Where this language is spoken the word is a word."""


def small_names(sentence: Sentence, lexicon: Lexicon) -> Iterator[Found]:
    """A choice for each such word: what is called so in capitals, or the word itself."""
    for at, token in enumerate(sentence.tokens):
        written = sentence.written(at, at + 1)
        if written not in _OFFERED or _WORD_OF.get(written) == sentence.lang:
            continue
        named = {of.iri: of for of in lexicon.entries.get((token.word,), ()) if of.iri and not of.context}
        word: tuple[AnySlot, str, str] = ("text", "", f"the word “{written}”")
        choices = (*((of.slot, of.iri, of.label) for of in named.values()), word)
        if named:
            yield Found(at, at + 1, ambiguous=Ambiguous(written, sentence.span(at, at + 1), choices), rank=9)
