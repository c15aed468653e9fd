"""Typing errors in the words of techniques, found by an index of deletions.

A word that is one edit away from a word of the tables may stand for it, two where that names a technique by
itself and has eight letters or more; an edit is a letter too many, too few, wrong, or swapped with its
neighbour. Words that exist are no typing errors.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg.rdf.shipped import shipped
from kg.read.fold import folded

_SHORTEST, _SHORTEST_TWICE, _LONGEST = 5, 8, 30


@dataclass
class Spelling:
    """Words that may be meant, by what is left of them when letters are deleted."""

    _by_rest: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _heads: frozenset[str] = frozenset()
    _words: frozenset[str] = frozenset()
    _also: Container[str] = frozenset()

    @classmethod
    def of(
        cls, meant: Iterable[str], heads: Iterable[str], words: frozenset[str], also: Container[str] = ()
    ) -> "Spelling":
        """`meant` are folded words, `heads` those that name techniques; `words` and those in `also` exist."""
        spelling = cls(_heads=frozenset(heads), _words=frozenset(map(folded, words)), _also=also)
        for word in meant:
            if _SHORTEST <= len(word) <= _LONGEST and word.isalpha():
                for rest in _rests(word, spelling._edits(word)):
                    spelling._by_rest[rest].add(word)
        return spelling

    def meant(self, word: str) -> list[str]:
        """The nearest words that this one may be a typing error of; none for words that exist.

        Where words that name a technique are among them, the others ("reflectometer") are not meant.
        """
        plain = folded(word)
        if not _SHORTEST <= len(plain) <= _LONGEST or not plain.isalpha():
            return []
        if plain in self._words or word in self._also or plain in self._also:
            return []
        edits = 2 if len(plain) >= _SHORTEST_TWICE - 2 else 1
        near = {of for rest in _rests(plain, edits) for of in self._by_rest.get(rest, ())}
        apart = {of: distance(plain, of) for of in near if of[0] in plain[:2]}
        least = min(apart.values(), default=edits + 1)
        nearest = {of for of, steps in apart.items() if steps == least <= self._edits(of)}
        return sorted(nearest & self._heads or nearest)

    def _edits(self, word: str) -> int:
        return 2 if len(word) >= _SHORTEST_TWICE and word in self._heads else 1


def _rests(word: str, deletions: int) -> Iterator[str]:
    yield word
    if deletions:
        for at in range(len(word)):
            yield from _rests(word[:at] + word[at + 1 :], deletions - 1)


def distance(one: str, other: str) -> int:
    """Letters to insert, delete, replace or swap with the next (none twice) to make one word of the other.

    >>> distance("tomograpy", "tomography"), distance("difrfaction", "diffraction")
    (1, 1)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, target in enumerate(other, 1):
            steps = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                steps = min(steps, before[j - 2] + 1)
            row.append(steps)
        before, last = last, row
    return last[-1]


@cache
def known_words() -> frozenset[str]:
    """Words that look like a word of a technique and are none (`lexicon/known-words.txt`)."""
    lines = (shipped("lexicon") / "known-words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
