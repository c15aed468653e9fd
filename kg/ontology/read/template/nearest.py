"""What a name that nothing bears was most likely meant to be."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nsmallest

_CANDIDATES = 5
"""How many are compared letter by letter."""
_MAX_STEPS = 10_000_000
"""Labels looked at, all questions together: some seconds. PaNET's take a thousand a question; where more are
spent, the names that stand for nothing are no slips, but another file is missing."""
_LIKENESS = 0.75
"""The share of common letters from which on a label is worth suggesting."""


class Nearest:
    """Labels by their groups of three letters, so that hundreds of questions cost little."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = sorted(set(labels))
        self._steps = 0
        self._sizes: list[int] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, label in enumerate(self._labels):
            threes = _threes(label)
            self._sizes.append(len(threes))
            for three in threes:
                self._having[three].append(number)

    def to(self, text: str) -> str | None:
        """The label most like a text, whatever the case; None where none is near, or too much was asked."""
        threes = _threes(text)
        self._steps += sum(len(self._having.get(three, ())) for three in threes)
        if self._steps > _MAX_STEPS:
            return None
        common = Counter(number for three in threes for number in self._having.get(three, ()))
        ranked = nsmallest(
            _CANDIDATES, common, key=lambda n: (-common[n] / (len(threes) + self._sizes[n]), n)
        )
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(text.casefold())
        best, likeness = None, _LIKENESS
        for number in ranked:
            matcher.set_seq1(self._labels[number].casefold())
            if (ratio := matcher.ratio()) > likeness:
                best, likeness = self._labels[number], ratio
        return best


def _threes(text: str) -> set[str]:
    padded = f"  {text.casefold()} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
