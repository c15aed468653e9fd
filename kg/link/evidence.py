"""What speaks for a name: letters, words and their weight, the word that says what is done."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from kg.link.names import Name, Names, grams

UNKNOWN = 0.7
"""Weight of a word that no name has: it tells something, but nothing of PaNET."""

_ALIKE = 0.75
"""Least likeness of two long words that are taken for one spelled wrongly."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one name and one reading of a text, each from 0 to 1, and whether they name different beams.

    `exact`: the same words, in any order; `letters`: cosine of their pieces; `said`: weight of the name's
    words that the text has; `told`: weight of the text's words that the name has; `head`: the text's last
    word is the name's; `whole`: the name stands in the text word by word.
    """

    exact: float
    letters: float
    said: float
    told: float
    head: float
    whole: float
    conflict: bool


BEAMS = frozenset(
    ["xray", "neutron", "muon", "ir", "uv", "vuv", "euv", "thz", "gamma", "ion", "proton", "positron"]
)
"""Words that say what the beam is of."""


def letters(said: tuple[str, ...], names: Names) -> dict[int, float]:
    """Cosine of each name's pieces of two to four letters with the text's, by place of the name."""
    found: dict[int, float] = defaultdict(float)
    length = 0.0
    for gram, n in Counter(grams(said)).items():
        value = (1 + log(n)) * names.gram_rarity.get(gram, 7.0)
        length += value * value
        for place, weight in names.by_gram.get(gram, ()):
            found[place] += (1 + log(n)) * weight
    length = sqrt(length) or 1.0
    # The rarity of a piece is in the name's weights already, once for each side.
    return {place: value / length for place, value in found.items()}


def evidence(said: tuple[str, ...], name: Name, names: Names, cosine: float) -> Evidence:
    """What speaks for this name; `cosine` as `letters` gives it."""
    matched_name = matched_text = 0.0
    pool = Counter(said)
    for word in name.words:
        weight = names.weights[word]
        if pool[word]:
            pool[word] -= 1
            matched_name += weight
            matched_text += weight
        elif near := nearest(word, pool):
            other, likeness = near
            pool[other] -= 1
            matched_name += weight * likeness
            matched_text += names.weights.get(other, UNKNOWN) * likeness
    whole_name = sum(names.weights[word] for word in name.words)
    whole_text = sum(names.weights.get(word, UNKNOWN) for word in said)
    return Evidence(
        exact=float(sorted(said) == sorted(name.words)),
        letters=cosine,
        said=matched_name / whole_name if whole_name else 0.0,
        told=min(matched_text / whole_text, 1.0) if whole_text else 0.0,
        head=_head(said, name.words),
        whole=float(_stands_in(name.words, said)),
        conflict=_conflict(said, name.words),
    )


def nearest(word: str, pool: Counter[str]) -> tuple[str, float] | None:
    """The word of the text that is this one, spelled wrongly, and how alike they are."""
    best: tuple[float, str] = (0.0, "")
    for other, left in pool.items():
        if left and len(other) > 4 and len(word) > 4 and other[0] == word[0]:
            best = max(best, (likeness(word, other), other))
    return (best[1], best[0]) if best[0] >= _ALIKE else None


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """1 less the edits (a swap of neighbours is one) that lead from one word to the other, by length."""
    longest = max(len(one), len(other))
    if abs(len(one) - len(other)) > longest // 4:
        return 0.0
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return 1 - row[-1] / longest


def _head(said: tuple[str, ...], name: tuple[str, ...]) -> float:
    if said and said[-1] == name[-1]:
        return 1.0
    return 0.5 if said and (said[-1] in name or name[-1] in said) else 0.0


def _conflict(said: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether the text says one beam and the name another, x-rays and neutrons for instance."""
    ours, theirs = BEAMS & {*said}, BEAMS & {*name}
    return bool(ours and theirs) and not ours & theirs


def _stands_in(name: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return any(said[at : at + len(name)] == name for at in range(len(said) - len(name) + 1))
