"""The forms of a name that running text has: plurals, and the endings of adjectives."""

import re
from collections.abc import Callable, Iterator

from kg.read.word_set import word_set

_ADJECTIVE = ("", "e", "en", "er", "es", "em")
_DESCRIBED = re.compile(r"([a-zäöüß-]{4,})(?:e|er|en|es|em) (?=[A-ZÄÖÜ])")
"""An adjective before its noun: "integrierte Schaltung" is declined."""
_SMALL = word_set("à a au aux con d'or da de del dei della delle di du en et in la para pour y")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def inflected(form: str, lang: str, is_adjective: bool = False, *, spelt: bool = False) -> tuple[str, ...]:
    """All forms of a name in the notation of the tables, the one of the dictionary first.

    Unless they are to be `spelt` as books do, German ones with "ae" for "ä" are there, too.

    >>> inflected("battery", "en"), inflected("Zelle/n", "de")
    (('battery', 'batteries'), ('Zelle', 'Zellen'))
    """
    if lang == "de":
        return tuple(dict.fromkeys(_german(form, spelt)))
    if is_adjective and lang != "en":
        return tuple(dict.fromkeys(_adjectives(form, lang)))
    *before, last = re.split(r"(?<=[\s-])", form)
    if lang == "en":
        return tuple(dict.fromkeys((form, "".join([*before, english_plural(last)]))))
    words = form.split(" ")
    stop = next((at for at, word in enumerate(words) if word in _SMALL or "'" in word), len(words))
    plural = [_PLURALS[lang](word) if at < stop else word for at, word in enumerate(words)]
    return tuple(dict.fromkeys((form, " ".join(plural))))


def english_plural(word: str) -> str:
    """The regular plural.

    >>> [english_plural(word) for word in ("battery", "glass", "alloy")]
    ['batteries', 'glasses', 'alloys']
    """
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _german(form: str, spelt: bool) -> Iterator[str]:
    stem, *endings = form.removesuffix("~").split("/")
    forms = [stem + ending for ending in (_ADJECTIVE if form.endswith("~") else ("", *endings))]
    yield from forms
    if not spelt:
        declined = [of for one in forms for of in _declined(one)]
        yield from declined
        forms += declined
    for one in () if spelt else forms:
        if one != one.translate(_UMLAUTS):
            yield one.translate(_UMLAUTS)


def _declined(form: str) -> Iterator[str]:
    """Of an adjective and its noun, with the dative plural: "integrierten Schaltkreisen"."""
    if not (found := _DESCRIBED.match(form)):
        return
    noun = form[found.end() :]
    for written in (noun, f"{noun}n") if noun.endswith(("e", "er")) else (noun,):
        yield from (f"{found.group(1)}{ending} {written}" for ending in _ADJECTIVE[1:])


def _french_plural(word: str) -> str:
    if word.endswith(("eau", "eu", "œu")):
        return word + "x"
    return word if word.endswith(("s", "x", "z")) else word + "s"


def _spanish_plural(word: str) -> str:
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word.endswith("s"):
        return word
    return word + ("s" if word[-1:] in "aeiouáéó" else "es")


def _italian_plural(word: str) -> str:
    if word.endswith(("ca", "ga")):
        return word[:-1] + "he"
    if word.endswith("a"):
        return word[:-1] + "e"
    return word[:-1] + "i" if word.endswith(("o", "e")) else word


_PLURALS: dict[str, Callable[[str], str]] = {
    "fr": _french_plural, "es": _spanish_plural, "it": _italian_plural,
}  # fmt: skip


def _adjectives(form: str, lang: str) -> Iterator[str]:
    """Both genders and numbers."""
    yield form
    if lang == "fr":
        feminine = re.sub(r"eux$", "euse", form) if form.endswith("eux") else form.removesuffix("e") + "e"
        yield from (feminine, form if form.endswith(("s", "x")) else form + "s", feminine + "s")
        if form.endswith("al"):
            yield form[:-1] + "ux"
    elif form.endswith("o"):
        yield from (form[:-1] + end for end in (("a", "os", "as") if lang == "es" else ("a", "i", "e")))
    else:
        yield _PLURALS[lang](form)
