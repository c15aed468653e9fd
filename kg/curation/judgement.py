"""How good the automatic decision is, judged by what curators say: the decision is taken without labels."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.citation.curated import Slot
from kg.curation.agreement import CLASSES
from kg.curation.labelled import Labelled
from kg.report.interval import wilson

OPEN = "unknown"
"""What the rules say where they cannot tell."""


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of`, with Wilson's interval of 95 %; None where there is nothing to count."""

    hits: int
    of: int
    share: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One word: how often it is right where the rules say it, and how often they say it where it is right."""

    word: str
    precision: Share
    recall: Share


@dataclass(frozen=True, slots=True)
class Judgement:
    """Of `n` pairs with a truth, how many are decided, how many of these rightly, and which for which.

    `by_two` of the truths are the word of two curators or more; of `left_out` pairs curators are unsure or
    differ. `confusion` has the truth by row, in the order of `truths`, and the decision by column.
    """

    slot: Slot
    n: int
    by_two: int
    left_out: int
    coverage: Share
    right: Share
    classes: tuple[Judged, ...]
    truths: tuple[str, ...]
    decisions: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def judgement(pairs: Sequence[Labelled], slot: Slot, least: int = 1) -> Judgement:
    """Judge the rules by the pairs on which at least so many curators agree, and none contradicts."""
    found = [(truth, one.rules(slot)) for one in pairs if (truth := one.truth(slot, least))]
    by_two = sum(one.truth(slot, 2) is not None for one in pairs)
    truths = CLASSES[slot]
    decisions = (*(word for word in truths if word != "rejected"), OPEN)
    counts = Counter(found)
    decided = sum(said != OPEN for _, said in found)
    right = sum(truth == said for truth, said in found)
    return Judgement(
        slot, len(found), by_two, len(pairs) - len(found),
        share(decided, len(found)), share(right, decided),
        tuple(_judged(word, counts) for word in decisions if word != OPEN),
        truths, decisions,
        tuple(tuple(counts[truth, said] for said in decisions) for truth in truths),
    )  # fmt: skip


def share(hits: int, of: int) -> Share:
    """A share with its interval."""
    return Share(hits, of, hits / of if of else None, wilson(hits, of))


def _judged(word: str, counts: Counter[tuple[str, str]]) -> Judged:
    given = sum(number for (_, said), number in counts.items() if said == word)
    true = sum(number for (truth, _), number in counts.items() if truth == word)
    hits = counts[word, word]
    return Judged(word, share(hits, given), share(hits, true))
