"""Typing errors in English names of materials: a letter left out, doubled, or swapped with its neighbour.

A wrong letter is no such error: chemistry has too many names that are one letter apart (chloride, chlorite).
"""

from collections.abc import Mapping
from functools import lru_cache

from kg.read.material import Name, materials
from kg.read.typing_error import known_words

_SHORTEST = 7
_LONGEST = 30


def misspelt(word: str) -> Name | None:
    """The one material that a normal word is meant for; None for words that exist, and where several fit.

    >>> misspelt("concret").material.label
    'concrete'
    """
    if not _SHORTEST - 1 <= len(word) <= _LONGEST or not word.isalpha() or word in known_words():
        return None
    found = {right for right in (_short().get(word, ""), *_repaired(word)) if right in _whole()}
    return _whole()[found.pop()] if len(found) == 1 else None


def _repaired(word: str) -> list[str]:
    """The word with two neighbours swapped, or with a doubled letter written once."""
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    return swapped + [word[:at] + word[at + 1 :] for at in range(len(word) - 1) if word[at] == word[at + 1]]


@lru_cache(maxsize=1)
def _whole() -> Mapping[str, Name]:
    """English names of one word."""
    found = {}
    for key, names in materials().items():
        name = names[0]
        if len(key) == 1 and len(key[0]) >= _SHORTEST and name.lang == "en" and name.material.kind == "head":
            found[key[0]] = name
    return found


@lru_cache(maxsize=1)
def _short() -> Mapping[str, str]:
    """Those names with a letter left out, the first one aside."""
    return {word[:at] + word[at + 1 :]: word for word in _whole() for at in range(1, len(word))}
