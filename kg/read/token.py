"""The words of a text: each normal in case and spelling, with its place."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*")
"""Letters and digits; an accent may come as a sign of its own."""
_SPELLINGS = (
    ("xray", "x ray"), ("polarized", "polarised"), ("computeriz", "computeris"), ("ionization", "ionisation"),
    ("analyz", "analys"), ("ization", "isation"), ("colour", "color"), ("centre", "center"),
    ("imagery", "imaging"), ("focussed", "focused"), ("ultraviolet", "uv"),
    ("reflectometry", "reflectivity"), ("diffractometry", "diffraction"),
)  # fmt: skip
_RONTGEN = frozenset({"röntgen", "roentgen"})
_LONGEST_KEPT = 40
"""Letters of a word that is worth remembering: strangers send longer ones, and those take room."""


class Token(NamedTuple):
    """One normal word and its place; "x-ray" written in one word gives two tokens of one place."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text.

    >>> [token.word for token in tokens("Small-Angle Xray scatterings")]
    ['small', 'angle', 'x', 'ray', 'scattering']
    """
    normal: dict[str, tuple[str, ...]] = {}
    found = []
    for at in _WORD.finditer(text):
        written = at.group()
        if written not in normal:
            normal[written] = normal_word(written)
        found += [Token(word, at.start(), at.end()) for word in normal[written]]
    return found


def normal_word(word: str) -> tuple[str, ...]:
    """Lower case, one spelling of the variants, no plural s."""
    return _kept(word) if len(word) <= _LONGEST_KEPT else _normal(word)


def _normal(word: str) -> tuple[str, ...]:
    word = unicodedata.normalize("NFC", word).casefold()
    if word in _RONTGEN:
        return ("x", "ray")
    for variant, normal in _SPELLINGS:
        word = word.replace(variant, normal)
    return tuple(_singular(part) for part in word.split())


_kept = lru_cache(maxsize=1 << 14)(_normal)
"""Names of terms, places and materials have few words, and each is looked at many times."""


def _singular(word: str) -> str:
    if (len(word) > 4 or word == "rays") and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
