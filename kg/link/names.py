"""The names that a text is compared with: those of PaNET's terms, in this release and others."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kg.link.former import former_names
from kg.link.normal import words
from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable, Term, is_specifier

_SORTING = frozenset(PANET[f"PaNET{number:05}"].value for number in range(1, 7))
"""Classes that sort techniques by what defines them, and are none."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one term: as written, its words, and its kind ("label", "alternative label" …)."""

    iri: str
    written: str
    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Names:
    """All names of one table. It equals itself alone, as the table does."""

    table: PanetTable
    all: tuple[Name, ...]

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much a word tells: the rarer among the terms, the more (1 for a word of one term)."""
        holders: dict[str, set[str]] = defaultdict(set)
        for name in self.all:
            for word in name.words:
                holders[word].add(name.iri)
        most = math.log(1 + len(self.table.terms))
        return {word: 1 - math.log(len(iris)) / most for word, iris in holders.items()}

    @cached_property
    def by_word(self) -> Mapping[str, tuple[int, ...]]:
        """Word -> places in `all` of the names that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self.all):
            for word in set(name.words):
                found[word].append(place)
        return {word: tuple(places) for word, places in found.items()}

    @cached_property
    def called(self) -> Mapping[tuple[str, ...], tuple[int, ...]]:
        """Sorted words -> places in `all` of the names of just these words."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, name in enumerate(self.all):
            found[tuple(sorted(name.words))].append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def by_gram(self) -> Mapping[str, tuple[tuple[int, float], ...]]:
        """Piece of two to four letters -> the names that have it, and its share of the name's length 1."""
        counts = [Counter(grams(name.words)) for name in self.all]
        holders = Counter(gram for count in counts for gram in count)
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, count in enumerate(counts):
            row = {gram: (1 + math.log(n)) * self._rarity(holders[gram]) for gram, n in count.items()}
            length = math.sqrt(sum(value * value for value in row.values())) or 1.0
            for gram, value in row.items():
                found[gram].append((place, value / length * self._rarity(holders[gram])))
        return {gram: tuple(rows) for gram, rows in found.items()}

    @cached_property
    def gram_rarity(self) -> Mapping[str, float]:
        """Piece -> how much it tells."""
        return {gram: self._rarity(len(rows)) for gram, rows in self.by_gram.items()}

    @cached_property
    def twins(self) -> Mapping[str, str]:
        """Specifier -> the technique that is defined by nothing but it; they are called alike."""
        techniques: dict[tuple[str, ...], str] = {}
        for iri, term in sorted(self.table.terms.items(), reverse=True):
            if not term.retired and not is_specifier(iri):
                techniques[_pair_key(term.label)] = iri
        pairs = {
            iri: techniques.get(_pair_key(term.label))
            for iri, term in self.table.terms.items()
            if is_specifier(iri) and not term.retired
        }
        return {iri: technique for iri, technique in pairs.items() if technique}

    @cached_property
    def pairs(self) -> Mapping[str, str]:
        """Specifier -> its technique, and technique -> its specifier."""
        return {**self.twins, **{technique: specifier for specifier, technique in self.twins.items()}}

    def _rarity(self, holders: int) -> float:
        return 1 + math.log((1 + len(self.all)) / (1 + holders))


def _pair_key(label: str) -> tuple[str, ...]:
    """What the names of a technique and its specifier share: "x-ray probe" is the technique of "x-ray"."""
    key = [word for word in words(label) if word not in ("beam", "physical")]
    return tuple(key[:-1] if len(key) > 1 and key[-1] == "probe" else key)


def grams(of: tuple[str, ...]) -> Iterator[str]:
    """Pieces of two to four letters of the words, with a blank at both ends of each."""
    for word in of:
        padded = f" {word} "
        for size in (2, 3, 4):
            for start in range(max(len(padded) - size + 1, 0)):
                yield padded[start : start + size]


@lru_cache(maxsize=2)
def names_of(table: PanetTable) -> Names:
    """The names of a table's terms in force. Names of other releases count where no term of this has them."""
    found = [name for term in table.terms.values() if not term.retired for name in _own(term)]
    taken = {name.words for name in found}
    for iri, written in former_names():
        said = words(written)
        term = table.terms.get(iri)
        if term is not None and not term.retired and said not in taken:
            found.append(Name(iri, written, "name in another release", said))
    return Names(table, tuple(found))


def _own(term: Term) -> Iterator[Name]:
    if term.iri in _SORTING:
        return
    seen = set()
    for written in (term.label, *term.alt_labels):
        said = words(written)
        if said and said not in seen:
            seen.add(said)
            kind = "label" if written == term.label else "alternative label"
            yield Name(term.iri, written, kind, said)
