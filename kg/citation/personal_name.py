"""The ways to read a personal name: which words are the family name, which the given names or initials.

"Müller, Jean-Pierre", "J.-P. Mueller", "Hardtke CS", "De Sanctis, Daniele" and "Wang Xiaoming" are written in
every order; where a name allows two readings, both are given.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.citation.frequent_families import EAST_ASIAN

_BEFORE_FAMILIES = """
af al bin d da dal de del della den der di do dos du el ibn la le ten ter van vom von y zu zum zur
"""
PARTICLES = frozenset(_BEFORE_FAMILIES.split())
_TITLES = frozenset({"dr", "prof", "phd", "ph.d", "jr", "sr", "ii", "iii", "mrs", "dipl.-ing"})
_ODD = PARTICLES | {title.strip(".") for title in _TITLES}
_BETWEEN_WORDS = re.compile(r"[\s_]+")
_BETWEEN_GIVEN = re.compile(r"[\s._\-‐‑–‒]+")
_GLUED = re.compile(r"(?<![^\W_])([^\W\d_])\.(?=[^\W\d_]{2})")
"""An initial with the next word close behind it: "A.Fjord"."""
_E_OF_UMLAUT = re.compile(r"(?<=[aou])e")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?-?){1,4}$")
_LONGEST = 200
_PLAIN = re.compile(r"(?:[A-Z](?:\.|[a-z]+)? )+[A-Z][a-z]{2,}|[A-Z][a-z]{2,}(?=,)")
"""Most names: "J. C. Smith", "Jane Smith" or "Smith, ..." in plain letters."""
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

Forms = frozenset[str]
"""A word in ASCII in the ways that it is spelt: "müller" is muller or mueller."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name.

    `families` is the family name with its particles, `bare` without them, `words` its single words; `given`
    has each given name, initials as one letter.
    """

    families: Forms
    bare: Forms
    words: tuple[str, ...]
    given: tuple[Forms, ...]

    @property
    def keys(self) -> frozenset[str]:
        """What names of the same family share, however they are spelt: to find them, no proof."""
        ends = {self.words[0], self.words[-1]} if self.words else set()
        return frozenset(map(collapsed, self.families | self.bare | ends)) - {""}


@lru_cache(maxsize=65536)
def forms(word: str) -> Forms:
    """The word folded to lower case and ASCII, with umlauts dropped and with umlauts written out."""
    if word.isascii():
        return frozenset({_NOT_ALNUM.sub("", word.lower())})
    composed = unicodedata.normalize("NFC", word).casefold()
    return frozenset({_plain(composed), _plain(composed.translate(_WRITTEN_OUT))})


def collapsed(form: str) -> str:
    """With ae, oe and ue as a, o and u: the same for "muller", "mueller" and "müller"."""
    return _E_OF_UMLAUT.sub("", form) if "e" in form else form


def _plain(composed: str) -> str:
    decomposed = unicodedata.normalize("NFKD", composed.translate(_SPECIAL))
    return "".join(letter for letter in decomposed if letter.isalnum() and not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def readings(name: str) -> tuple[Reading, ...]:
    """All ways to read the name, likeliest first; none for an empty one. Titles and degrees are left out."""
    family, comma, given = _GLUED.sub(r"\1. ", name[:_LONGEST]).strip().partition(",")
    if comma and family.strip() and given.strip(" ,."):
        found = [_reading(_words(family), _words(given.partition(",")[0]), name)]
    else:
        found = [_reading(*parts, name) for parts in _split(_words(family + given))]
    return tuple(dict.fromkeys(one for one in found if one.families))


def name_keys(name: str) -> frozenset[str]:
    """What another spelling of the name surely shares with it: the `keys` of all its readings."""
    plain = _PLAIN.match(name)
    if plain is not None and (keys := _plain_keys(name, plain[0])) is not None:
        return keys
    return frozenset(key for reading in readings(name) for key in reading.keys)


def _plain_keys(name: str, plain: str) -> frozenset[str] | None:
    """The keys of a name in plain letters, without reading it; None where it is not that plain.

    Names are looked up by the million, and few of those that are looked up have to be compared.
    """
    words = [word.rstrip(".") for word in plain.lower().split()]
    if not _ODD.isdisjoint(words) or len(name) > _LONGEST:
        return None
    family = collapsed(words[-1])
    if len(plain) < len(name):  # "Smith, John"
        comma, *given = name[len(plain) :].partition(",")[1:]
        is_parted = len(words) == 1 and comma and "".join(given).strip(" ,.")
        return frozenset({family}) if is_parted else None
    if len(words) == 2:
        return frozenset({family, collapsed(words[0])} if words[0] in EAST_ASIAN else {family})
    before = words[-2]
    return frozenset({family, collapsed(before + words[-1]), collapsed(before)})


def parted(name: str) -> tuple[str, str] | None:
    """Family and given names as they are written, where the name can be read in one way only; else None.

    >>> parted("Bram Zonnewende"), parted("Wang Xiaoming")
    (('Zonnewende', 'Bram'), None)
    """
    family, comma, given = (part.strip() for part in name[:_LONGEST].partition(","))
    if comma:
        return (family, given) if family and given and "," not in given else None
    ways = _split(_words(family))
    if len(ways) != 1 or not all(ways[0]):
        return None
    return " ".join(ways[0][0]), " ".join(ways[0][1])


def _words(part: str) -> list[str]:
    words = [word for word in _BETWEEN_WORDS.split(part.strip(" ,")) if word.strip(".-' ")]
    return [word for word in words if not _is_title(word)]


def _is_title(word: str) -> bool:
    """Whether it is a title or degree; two capitals without a full stop ("Smith JR") are initials."""
    are_initials = len(word) == 2 and word.isupper() and word != "II"
    return word.casefold().strip(".,") in _TITLES and not are_initials


def _split(words: list[str]) -> list[tuple[list[str], list[str]]]:
    """The ways to part a name without comma in (family, given)."""
    if len(words) < 2:
        return [(words, [])] if words else []
    if _are_initials(words[-1]) and not _are_initials(words[0]):  # "Hardtke CS"
        return [(words[:-1], words[-1:])]
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold().strip(".'’") in PARTICLES:
        start -= 1
    ways = [(words[start:], words[:start])]
    if start >= 2:  # two family names: "María García López"
        ways.append((words[start - 1 :], words[: start - 1]))
    if len(words) == 2 and forms(words[0]) & EAST_ASIAN:
        ways.append((words[:1], words[1:]))
    return ways


def _are_initials(word: str) -> bool:
    """Whether it is CS, C.-S. or J.: one letter, or up to three capitals, each for a name."""
    letters = re.sub(r"[\W\d_]", "", word)
    return bool(_INITIALS.match(word)) and (len(letters) == 1 or (letters.isupper() and len(letters) <= 3))


def _reading(family: list[str], given: list[str], name: str) -> Reading:
    own = [word for word in family if word.casefold().strip(".'’") not in PARTICLES] or family
    parts = [part for word in own for part in _BETWEEN_GIVEN.split(word) if part]
    return Reading(
        families=forms("".join(family)) - {""},
        bare=forms("".join(own)) - {""},
        words=tuple(min(forms(part)) for part in parts),
        given=tuple(_given(given, is_shouted=name.isupper())),
    )


def _given(words: list[str], is_shouted: bool) -> list[Forms]:
    found: list[Forms] = []
    for word in words:
        if word.casefold() in PARTICLES:
            continue
        is_run = _are_initials(word) and "." not in word and not is_shouted
        parts = re.sub(r"[\W\d_]", "", word) if is_run else _BETWEEN_GIVEN.split(word)
        found += [forms(part) for part in parts if part]
    return [one for one in found if one != {""}]
