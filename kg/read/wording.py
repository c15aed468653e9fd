"""Words as a table of phrases compares them: small, without accents, with what stands between them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from kg.read.sentence import Sentence
from kg.read.token import Token

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"[,;:!?()\[\]{}|\n\"“”„«»]|\.(?:\s|$)|\s[-–—]\s")


class Wording(NamedTuple):
    """The words of a sentence as written, folded, and `gaps`: what stands before each and behind the last."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]

    def is_apart(self, at: int) -> bool:
        """Whether punctuation stands before the word `at`: a comma, a bracket, the end of a sentence."""
        return bool(_APART.search(self.gaps[at]))

    def hangs_together(self, start: int, stop: int) -> bool:
        """Whether no punctuation stands within the words [start, stop)."""
        return not any(self.is_apart(at) for at in range(start + 1, stop))


def folded(text: str) -> str:
    """Small letters without accents.

    >>> folded("Größe des Würfels, Été")
    'grosse des wurfels, ete'
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def word_set(listed: str) -> frozenset[str]:
    """The folded words of a list with spaces between."""
    return frozenset(map(folded, listed.split()))


def wording(sentence: Sentence) -> Wording:
    """The words and gaps of a sentence, one word for each of its tokens."""
    return _wording(sentence.text, sentence.tokens)


@lru_cache(maxsize=8)
def _wording(text: str, tokens: tuple[Token, ...]) -> Wording:
    """Every recogniser asks for that of the same sentence."""
    words = tuple(folded(text[token.start : token.end]) for token in tokens)
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(text)]
    return Wording(words, tuple(text[end:start] for end, start in zip(ends, starts, strict=True)))


def split(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase."""
    return tuple(_WORD.findall(folded(phrase)))


_LANGUAGES = {"de": "German", "fr": "French", "es": "Spanish", "it": "Italian"}


def said_in(basis: str, lang: str) -> str:
    """The basis of a chip, with the language whose words it was read from: they are unreviewed."""
    return f"{basis}, {_LANGUAGES[lang]} words unreviewed" if lang in _LANGUAGES else basis


class Phrases(Generic[T]):
    """Phrases of several words and what each stands for; the longest that fits is meant."""

    def __init__(self, table: Mapping[str, T] | Iterable[tuple[str, T]]) -> None:
        pairs = table.items() if isinstance(table, Mapping) else table
        self._of: dict[tuple[str, ...], T] = {split(phrase): value for phrase, value in pairs}
        self._from: dict[str, int] = {}
        self._to: dict[str, int] = {}
        for words in self._of:
            for longest, word in ((self._from, words[0]), (self._to, words[-1])):
                longest[word] = max(longest.get(word, 0), len(words))

    def starting(self, text: Wording, at: int) -> tuple[int, T] | None:
        """Where the longest phrase that begins at the word `at` stops, and its value."""
        longest = self._from.get(text.words[at], 0) if at < len(text.words) else 0
        for stop in range(min(len(text.words), at + longest), at, -1):
            if text.words[at:stop] in self._of and text.hangs_together(at, stop):
                return stop, self._of[text.words[at:stop]]
        return None

    def ending(self, text: Wording, stop: int) -> tuple[int, T] | None:
        """Where the longest phrase that ends before the word `stop` begins, and its value."""
        longest = self._to.get(text.words[stop - 1], 0) if stop > 0 else 0
        for at in range(max(0, stop - longest), stop):
            if text.words[at:stop] in self._of and text.hangs_together(at, stop):
                return at, self._of[text.words[at:stop]]
        return None


def phrases(values: Mapping[T, Sequence[str] | str]) -> Phrases[T]:
    """Phrases from lists by value; a text lists them with bars between."""
    pairs = [
        (phrase.strip(), value)
        for value, listed in values.items()
        for phrase in (listed.split("|") if isinstance(listed, str) else listed)
    ]
    return Phrases((phrase, value) for phrase, value in pairs if split(phrase))
