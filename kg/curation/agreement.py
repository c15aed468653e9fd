"""How far curators agree on the pairs that two of them labelled."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kg.citation.curated import Slot
from kg.citation.label import BEHIND, REJECTED, REUSE, UNSURE
from kg.curation.kappa import kappa
from kg.curation.labelled import Labelled
from kg.report.interval import wilson

CLASSES: dict[Slot, tuple[str, ...]] = {
    "behind": (*(word for word in BEHIND if word not in UNSURE), REJECTED),
    "reuse": tuple(word for word in REUSE if word not in UNSURE),
}
"""What somebody who is sure may say."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of `n` pairs on which two were sure, `agreed` got one word; `unsure` more have two labels.

    Rows of `table` are the words of whoever comes first in the alphabet, columns those of the other.
    Intervals are of 95 %: Wilson's for the share, that of large samples for kappa.
    """

    slot: Slot
    n: int
    agreed: int
    unsure: int
    share: float | None
    interval: tuple[float, float] | None
    kappa: float | None
    kappa_interval: tuple[float, float] | None
    classes: tuple[str, ...]
    table: tuple[tuple[int, ...], ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def agreement(pairs: Iterable[Labelled], slot: Slot) -> Agreement:
    """The agreement of the two who labelled a pair first, over all pairs."""
    classes = CLASSES[slot]
    counts = [[0] * len(classes) for _ in classes]
    unsure = 0
    for one in pairs:
        if len(one.labels) < 2:
            continue
        words = one.words(slot)
        if len(words) < 2:
            unsure += 1
            continue
        first, second = (words[name] for name in sorted(list(words)[:2]))
        counts[classes.index(first)][classes.index(second)] += 1
    return _measured(slot, classes, counts, unsure)


def _measured(
    slot: Slot, classes: tuple[str, ...], counts: Sequence[Sequence[int]], unsure: int
) -> Agreement:
    n = sum(map(sum, counts))
    agreed = sum(counts[place][place] for place in range(len(classes)))
    found = kappa(counts)
    return Agreement(
        slot, n, agreed, unsure, agreed / n if n else None, wilson(agreed, n), found.value, found.interval,
        classes, tuple(map(tuple, counts)),
    )  # fmt: skip
