"""Words as they are compared across languages: without case, accents and the endings that grammar adds."""

import re
import unicodedata
from functools import lru_cache

_ENDINGS = {
    "de": ("en", "es", "er", "em", "e", "n", "s"),
    "fr": ("es", "e", "s", "x"),
    "es": ("os", "as", "es", "o", "a", "e", "s"),
    "it": ("he", "hi", "o", "a", "i", "e"),
}
"""Longest first; one is taken off where four letters stay."""

_ADJECTIVE = re.compile(r"(?<=graf|scop|metr)ic(al|ally)?$")
_NO_ADJECTIVES = frozenset({"microscopic", "topografic"})
"""These describe a sample: "microscopic cracks" asks for no microscopy."""

_RESULT = re.compile(r"^(tomo|micro-?tomo|nano-?tomo|radio|holo|ptycho)gra(m|f)$")
"""What a technique makes: "tomograms"."""

_SHORTEST_STEM = 4


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Without case, accents and the spellings that vary.

    >>> folded("Röntgen") == folded("Roentgen"), folded("Tomografía") == folded("tomographia")
    (True, True)
    """
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    for variant, normal in (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ph", "f")):
        plain = plain.replace(variant, normal)
    return plain


@lru_cache(maxsize=65536)
def stem(word: str, lang: str) -> str:
    """The folded word without its ending: plural and adjective in English, agreement in other languages.

    >>> stem("tomographic", "en") == stem("tomography", "en"), stem("neutronische", "de")
    (True, 'neutronisch')
    """
    plain = folded(word)
    if lang == "en":
        return _english(plain)
    for ending in _ENDINGS[lang]:
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain


def _english(plain: str) -> str:
    if plain in _NO_ADJECTIVES:
        return plain
    if plain.endswith("ie") and len(plain) > 5:
        return plain[:-2] + "y"
    return _ADJECTIVE.sub("y", _RESULT.sub(r"\1grafy", plain))
