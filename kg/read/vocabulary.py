"""In which languages the tables have a word: the names of materials and the words of techniques."""

from functools import lru_cache

from kg.read.compound import compound
from kg.read.dictionary import LANGUAGES, Dictionary, read_dictionary
from kg.read.material import materials
from kg.read.rows import rows
from kg.read.token import normal_word
from kg.read.wording import folded

_ANY = "^"
"""Marks a form that is a word of other languages, too."""
_LONGEST_SYMBOL = 2
"""Letters; symbols of elements are words of many languages."""


def languages_of(word: str) -> frozenset[str]:
    """The languages whose tables have this word in small letters; none where none has it.

    >>> sorted(languages_of("manuscrits")), sorted(languages_of("eisenschichten"))
    (['fr'], ['de'])
    """
    normal = normal_word(word)
    if len(normal) != 1:
        return frozenset()  # "x-ray" in one word
    names = materials().get((folded(normal[0]),), ())
    found = {name.lang for name in names if name.mark != _ANY and len(normal[0]) > _LONGEST_SYMBOL}
    found |= {lang for lang in LANGUAGES if _techniques().meaning(normal[0], lang)}
    if word.endswith("ie"):
        found.discard("en")  # there for the sake of plurals: "spectroscopies"
    return frozenset(found or ({"de"} if compound(normal[0]) else ()))


@lru_cache(maxsize=1)
def _techniques() -> Dictionary:
    """The words that names of techniques are made of, the English ones among them."""
    dictionary = read_dictionary()
    for english, *_ in rows("technique-words.tsv", len(LANGUAGES)):
        dictionary.key(english)
    return dictionary
