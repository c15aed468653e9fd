"""Counts over all matching hits: choosing a value gives as many hits as its count says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.answer.engine import Engine
from kg.index.columns import Column
from kg.index.properties import sample_key
from kg.resolve.access import STATES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_VALUES = 50
"""Values shown of one facet, the most frequent ones."""

_MOST_READ = 200
"""Values whose labels are read, where many are equally frequent."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value, its label, and how many hits it leaves."""

    value: str
    label: str
    count: int


Facets = dict[str, tuple[FacetValue, ...]]


def facets(
    engine: Engine, keep: "NDArray[np.bool_]", as_of: date, groups: "NDArray[np.int64] | None" = None
) -> Facets:
    """Facility, technique (narrower ones included), instrument, year, access, data level, sample and person.

    `groups` is the group of each document, where it is not the engine's.
    """
    groups = engine.groups if groups is None else groups
    label = engine.lexicon.label
    access = engine.access(as_of).counts(keep, groups)
    by_year = _counted(engine.by_year, keep, groups, str)
    return {
        "facility": _counted(engine.by_facility, keep, groups, label),
        "technique": _counted(
            engine.by_technique_or_narrower, keep, groups, label, lambda iri: iri in engine.by_technique
        ),
        "instrument": _counted(engine.by_instrument, keep, groups, label),
        "year": tuple(sorted(by_year, key=lambda of: of.value, reverse=True)),
        "access": _most(zip(STATES, access.tolist(), strict=True), str),
        "data_level": _counted(engine.by_kind, keep, groups, str),
        "sample": _counted(engine.sample_names, keep, groups, lambda key: _sample_label(engine, key)),
        "person": _counted(engine.by_person, keep, groups, engine.person),
    }


def count_groups(groups: "NDArray[np.int64]", numbers: "NDArray[np.int64]") -> int:
    """How many hits these documents make: one per group."""
    import numpy as np

    flags = np.zeros(len(groups), dtype=bool)  # a group has at least one document
    flags[groups[numbers]] = True
    return int(np.count_nonzero(flags))


def _counted(
    column: Column,
    keep: "NDArray[np.bool_]",
    groups: "NDArray[np.int64]",
    label: Callable[[str], str],
    is_shown: Callable[[str], bool] = bool,
) -> tuple[FacetValue, ...]:
    import numpy as np

    counts = column.counts(keep, groups)
    order = np.argsort(-counts, kind="stable")[: int(np.count_nonzero(counts))].tolist()
    # Only the most frequent are read from the disk, and those that tie with the last of them.
    shown: list[tuple[str, int]] = []
    for place in order:
        count = int(counts[place])
        if (len(shown) >= MOST_VALUES and count < shown[-1][1]) or len(shown) >= _MOST_READ:
            break
        value = column.values_[place]
        if is_shown(value):
            shown.append((value, count))
    return _most(shown, label)


def _most(counts: Iterable[tuple[str, int]], label: Callable[[str], str]) -> tuple[FacetValue, ...]:
    values = [FacetValue(value, label(value), count) for value, count in counts if count]
    return tuple(sorted(values, key=lambda of: (-of.count, of.label, of.value)))[:MOST_VALUES]


def _sample_label(engine: Engine, key: str) -> str:
    """The name of a sample as one record writes it."""
    card = engine.cards[int(engine.sample_names[key][0])]
    return next((name for name in card.samples if sample_key(name) == key), key)
