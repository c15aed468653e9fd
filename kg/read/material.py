"""What is put into beams, and how it is called: an index of `materials.tsv` and `elements.tsv`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from kg.read.inflection import inflected
from kg.read.rows import rows, spellings
from kg.read.token import Token, tokens
from kg.read.word_set import word_set
from kg.read.wording import folded

Kind = Literal["head", "form", "weak", "empty", "never"]
Key = tuple[str, ...]

LANGUAGES = ("en", "de", "fr", "es", "it")
_MARKS = "?^="
_TELLING = 5
"""Letters of a word of another language that is not likely to mean something else in a text."""

WORDS_TOO = word_set(
    "H D T B C N O F P S K V Y I W U In As At He No Be Am Os La Es Al Se Te Ne Er Re Pa Ho Ac Ra Md Fr"
)
"""Symbols that are words or letters of a text in small letters, too: no text is searched for them."""


@dataclass(frozen=True, slots=True)
class Material:
    """One kind of matter or form of it: its English name, and the texts that name it in records."""

    label: str
    kind: Kind
    texts: tuple[str, ...] = ()
    symbol: str | None = None


class Name(NamedTuple):
    """One form of a name of a material; `mark` as in the tables, `lemma` its form in the dictionary."""

    material: Material
    written: str
    lang: str
    mark: str
    lemma: str

    @property
    def is_acronym(self) -> bool:
        """Whether its capitals must stand as they do here: YBCO, SiC, Hb."""
        capitals = sum(letter.isupper() for letter in self.written)
        short = len(self.written) <= 2 and self.written != self.written.lower()
        return " " not in self.written and (capitals >= 2 or short) and "-" not in self.written


Index = Mapping[Key, tuple[Name, ...]]


def key(text: str | Sequence[Token]) -> Key:
    """The folded tokens that a name is looked up by."""
    found = tokens(text) if isinstance(text, str) else text
    return tuple(folded(token.word) for token in found)


@lru_cache(maxsize=1)
def materials() -> Index:
    """Every name of every material and element, by its key."""
    index: dict[Key, list[Name]] = defaultdict(list)
    for concept, kind, *cells in rows("materials.tsv", 7):
        _add(index, _names(cells, cast(Kind, kind), concept))
    for symbol, *cells in rows("elements.tsv", 6):
        _add(index, _names(cells, "head", "", symbol))
    return {key_: tuple(sorted(names, key=_own_label_first)) for key_, names in index.items()}


@lru_cache(maxsize=1)
def longest_names() -> Mapping[str, int]:
    """First word of a key -> tokens of the longest name that begins with it."""
    longest: dict[str, int] = {}
    for first, *rest in materials():
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return longest


@lru_cache(maxsize=1)
def elements() -> Mapping[str, Material]:
    """Symbol -> element."""
    found = {}
    for names in materials().values():
        for name in names:
            if name.material.symbol:
                found[name.material.symbol] = name.material
    return found


def _own_label_first(name: Name) -> bool:
    return name.lemma != name.material.label


def _names(row: Sequence[str], kind: Kind, concept: str, symbol: str = "") -> Iterator[Name]:
    """Every form of every name in a row; of an element the first English name is its label."""
    cells = {lang: spellings(cell) for lang, cell in zip(LANGUAGES, row, strict=True)}
    if concept:
        cells["en"].insert(0, concept)
    label = cells["en"][0].lstrip(_MARKS)
    material = Material(label, kind, tuple(dict.fromkeys(_texts(cells, label, symbol))), symbol or None)
    for lang, forms in cells.items():
        for form in forms:
            mark = form[0] if form[0] in _MARKS else ""
            if mark == "=":
                continue
            lemma, *_ = all_forms = inflected(form.lstrip(_MARKS), lang, kind == "weak")
            for written in all_forms:
                yield Name(material, written, lang, mark, lemma)


def _texts(cells: Mapping[str, Sequence[str]], label: str, symbol: str) -> Iterator[str]:
    """What names it in a text of any language: English words, symbols, long words of the others."""
    yield label
    if symbol and symbol not in WORDS_TOO:
        yield symbol
    yield from (form.lstrip(_MARKS) for form in cells["en"] if f" {label} " not in f" {form} ")
    for lang in LANGUAGES[1:]:
        for form in cells[lang]:
            if form[0] not in "?^" and not form.endswith("~"):
                forms = (form,) if symbol else inflected(form, lang, spelt=True)
                yield from (one for one in forms if len(one) >= _TELLING)


def _add(index: dict[Key, list[Name]], names: Iterator[Name]) -> None:
    for name in names:
        place = index[key(name.written)]
        if not any(
            other.material.label == name.material.label and other.lang == name.lang for other in place
        ):
            place.append(name)
