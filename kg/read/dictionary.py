"""The words that names of techniques are made of, in five languages: what each means in English."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache

from kg.read.fold import folded, stem
from kg.read.rows import rows, spellings
from kg.read.token import tokens
from kg.read.typing_error import known_words

LANGUAGES = ("en", "de", "fr", "es", "it")

_BETWEEN = {
    "en": "of with by at using the in from a an",
    "de": "von mit der die das des dem den unter im in bei am an durch mittels",
    "fr": "de des du d la le les l à aux au en par sous sur",
    "es": "de del la las los el a en con por al sobre",
    "it": "di dei delle degli della dello dell del da a ad ai con in al agli alla su",
}
BETWEEN = {lang: frozenset(map(folded, words.split())) for lang, words in _BETWEEN.items()}
"""Small words that may stand within a name and do not count: "scattering of neutrons at small angles"."""

_VARIANTS = (
    ("reflectometry", "reflectivity"), ("diffractometry", "diffraction"), ("imagery", "imaging"),
    ("ultraviolet", "uv"), ("polarized", "polarised"), ("analyzer", "analyser"),
    ("computerized", "computerised"),
)  # fmt: skip

_LINKS = ("s", "n", "en", "es")
_SHORTEST_COMPOUND = 8
_LONGEST_COMPOUND = 60


@dataclass(frozen=True, slots=True)
class Meaning:
    """English words for one word; `in_company` where it makes a technique together with others only."""

    keys: tuple[str, ...]
    in_company: bool = False


@dataclass
class Dictionary:
    """Stem -> meaning for each language; English has the words of all names of techniques."""

    words: dict[str, dict[str, Meaning]] = field(default_factory=lambda: defaultdict(dict))
    written: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Folded words of the tables and their languages, for finding typing errors."""
    spelled: dict[str, str] = field(default_factory=dict)
    """Folded words as a table spells them."""
    _compounds: dict[str, Meaning | None] = field(default_factory=dict)

    def learn(self, lang: str, word: str, keys: tuple[str, ...], in_company: bool = False) -> None:
        """Take in a word; what is known already stays."""
        self.words[lang].setdefault(stem(word, lang), Meaning(keys, in_company))
        self.written[folded(word)].add(lang)
        self.spelled.setdefault(folded(word), word)

    def meaning(self, word: str, lang: str) -> Meaning | None:
        """What a word means in a language, German compounds by their parts; None where it is none of ours."""
        found = self.words[lang].get(stem(word, lang))
        return self._compound(folded(word)) if found is None and lang == "de" else found

    def is_english(self, word: str) -> bool:
        """Whether English has this word, too: then it does not tell the language."""
        return stem(word, "en") in self.words["en"] or folded(word) in BETWEEN["en"] or word in known_words()

    def key(self, name: str, lang: str = "en") -> tuple[str, ...]:
        """The English words of a name, small words left out, in an order of their own.

        Words that are not known are learned: they stand for themselves.
        """
        keys: list[str] = []
        for word, _, _ in tokens(name):
            if folded(word) in BETWEEN[lang]:
                continue
            meaning = self.meaning(word, lang) or self.meaning(word, "en")
            if meaning is None:
                own = stem(word, "en") if lang == "en" else f"{lang}:{stem(word, lang)}"
                self.learn(lang, word, (own,))
                meaning = self.words[lang][stem(word, lang)]
            keys += meaning.keys
        return tuple(sorted(keys))

    def _compound(self, word: str) -> Meaning | None:
        if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
            return None
        if word not in self._compounds:
            if len(self._compounds) > 10_000:  # strangers choose the words
                self._compounds.clear()
            keys = self._parts(word)
            self._compounds[word] = Meaning(keys) if keys else None
        return self._compounds[word]

    def _parts(self, word: str) -> tuple[str, ...] | None:
        """The meanings of the parts of a German compound, the longest first part first."""
        german = self.words["de"]
        for cut in range(len(word) - 3, 2, -1):
            first, rest = self._part(word[:cut]), word[cut:]
            if first is None:
                continue
            last = german.get(stem(rest, "de"))
            after = last.keys if last else self._parts(rest)
            if after:
                return (*first.keys, *after)
        return None

    def _part(self, written: str) -> Meaning | None:
        german = self.words["de"]
        if len(written) < 3:
            return None
        if (found := german.get(stem(written, "de"))) is not None:
            return found
        links = (written.removesuffix(link) for link in _LINKS if written.endswith(link))
        return next((german[stem(base, "de")] for base in links if stem(base, "de") in german), None)


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    return tuple(rows("technique-words.tsv", len(LANGUAGES)))


def read_dictionary() -> Dictionary:
    """The words of `lexicon/technique-words.tsv`."""
    dictionary = Dictionary()
    for written, normal in _VARIANTS:  # tokens know one of the two; typing errors are made in both
        dictionary.learn("en", written, (stem(normal, "en"),))
    for english, *others in _table():
        keys = tuple(stem(word, "en") for word, _, _ in tokens(english))
        for lang, cell in zip(LANGUAGES[1:], others, strict=True):
            for form in spellings(cell):
                dictionary.learn(lang, _one_word(form.removeprefix("+")), keys, form.startswith("+"))
    return dictionary


def _one_word(form: str) -> str:
    """As a token has it; "Röntgen", which gives two, as it is written, for compounds."""
    words = tokens(form)
    return words[0].word if len(words) == 1 else form.casefold()
