"""The words of a question as words that names of techniques are made of, in one language."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.read.dictionary import BETWEEN, LANGUAGES, Meaning
from kg.read.fold import folded
from kg.read.lexicon import Lexicon
from kg.read.sentence import Sentence

_MOST_MISTYPED = 40
"""Unknown words that are looked up as typing errors; in a longer text the others stay unknown."""


@dataclass(frozen=True, slots=True)
class Word:
    """A token as a word of techniques in one language; `corrected` is the word it is a typing error of.

    `meaning` is None for a small word that may stand within a name. `is_foreign` tells the language.
    """

    meaning: Meaning | None
    is_foreign: bool = False
    corrected: str | None = None


def words_in(sentence: Sentence, lexicon: Lexicon, lang: str) -> list[Word | None]:
    """A word for each token, None where it is none of ours."""
    reader: Callable[[str, str], Word | None] = _English(lexicon) if lang == "en" else _Foreign(lexicon, lang)
    known: dict[str, Word | None] = {}
    found = []
    for at, token in enumerate(sentence.tokens):
        if token.word not in known:
            known[token.word] = reader(token.word, sentence.written(at, at + 1))
        found.append(known[token.word])
    return found


def word_in(lexicon: Lexicon, word: str, lang: str) -> Word | None:
    """One word, typing errors aside."""
    return _foreign(lexicon, word, lang) if lang != "en" else _english(lexicon, word)


class _Foreign:
    def __init__(self, lexicon: Lexicon, lang: str) -> None:
        self._lexicon, self._lang = lexicon, lang

    def __call__(self, word: str, written: str) -> Word | None:
        return _foreign(self._lexicon, word, self._lang)


class _English:
    """With typing errors of words of any language, for some unknown words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self._left = lexicon, _MOST_MISTYPED

    def __call__(self, word: str, written: str) -> Word | None:
        if found := _english(self._lexicon, word):
            return found
        if written.isupper() or len(word) < 5 or not self._left:
            return None
        self._left -= 1
        return mistyped(self._lexicon, word)


def _english(lexicon: Lexicon, word: str) -> Word | None:
    if folded(word) in BETWEEN["en"]:
        return Word(None)
    meaning = lexicon.dictionary.meaning(word, "en")
    return Word(meaning) if meaning else None


def _foreign(lexicon: Lexicon, word: str, lang: str) -> Word | None:
    dictionary = lexicon.dictionary
    if folded(word) in BETWEEN[lang]:
        return Word(None, folded(word) not in BETWEEN["en"])
    if (meaning := dictionary.meaning(word, lang)) is not None:
        return Word(meaning, not dictionary.is_english(word))
    english = dictionary.meaning(word, "en")
    return Word(english) if english else None


def mistyped(lexicon: Lexicon, word: str) -> Word | None:
    """The one technique word that this may be a typing error of, in whichever language."""
    dictionary = lexicon.dictionary
    if any(dictionary.meaning(word, lang) or folded(word) in BETWEEN[lang] for lang in LANGUAGES):
        return None
    meant = lexicon.spelling.meant(word)
    meanings = [
        meaning
        for of in meant
        for lang in dictionary.written[of]
        if (meaning := dictionary.meaning(of, lang)) is not None
    ]
    if len({meaning.keys for meaning in meanings}) != 1:
        return None
    alone = [of for of in meanings if not of.in_company]
    return Word((alone or meanings)[0], corrected=dictionary.spelled[meant[0]])
