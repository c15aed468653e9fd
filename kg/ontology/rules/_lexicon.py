"""The words of an ontology's labels, and when two texts are the same word for a reader."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.ontology.document import Name
from kg.ontology.view import View

_DASHES = re.compile(r"[\s\-_\u2010-\u2015\u2212]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OBSOLETE = re.compile(r"\W*(obsolete|deprecated|retired)\b", re.IGNORECASE)
_SPACES = re.compile(r"\s+")

# The sign for micro and the letter mu look alike and are two characters; NFKD makes one of them.
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "θ": "theta", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """The text without what a search ignores: case, and spaces beyond single ones."""
    return _SPACES.sub(" ", text).strip().casefold()


@lru_cache(maxsize=16384)
def loose(text: str) -> str:
    """The text also without dashes, spaces, plurals, accents, Greek letters written as signs.

    The last S of an acronym is no plural: ASAXS is not several ASAX.

    >>> loose("μ-SR  Techniques") == loose("MuSR technique")
    True
    """
    parts = _DASHES.sub(" ", text).strip().split(" ")
    return "".join(_spelt(part if part.isupper() else _singular(part)) for part in parts)


def called_obsolete(label: str) -> bool:
    """Whether a label says that its term is retired, whatever the term is marked as."""
    return bool(_OBSOLETE.match(label))


def _spelt(word: str) -> str:
    if word.isascii():
        return word.casefold()
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(_GREEK.get(sign, sign) for sign in folded if not unicodedata.combining(sign))


def _singular(word: str) -> str:
    low = word.casefold()
    if len(low) > 4 and low.endswith("ies"):
        return word[:-3] + "y"
    plural = len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "is", "us"))
    return word[:-1] if plural else word


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The runs of letters in a text, as written."""
    return tuple(_WORD.findall(text))


@dataclass(frozen=True)
class Lexicon:
    """How often each word is written in which form in the names and definitions of one version.

    `small` counts words in small letters, `other` all other forms by their exact spelling.
    """

    small: Mapping[str, int]
    other: Mapping[str, int]


def bearers(view: View, key: str) -> Mapping[str, list[Name]]:
    """All names of the version by their `plain` or `loose` form."""
    fold = plain if key == "plain" else loose
    found: dict[str, list[Name]] = defaultdict(list)
    for term in view.document.terms.values():
        for name in term.names:
            found[fold(name.text)].append(name)
    return found


def lexicon(view: View) -> Lexicon:
    """The words of all names and definitions of a version."""
    small: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for term in view.document.terms.values():
        texts = [name.text for name in term.names]
        for word in {word for text in (*texts, term.definition or "") for word in words(text)}:
            (small if word.islower() else other)[word] += 1
    return Lexicon(small, other)
