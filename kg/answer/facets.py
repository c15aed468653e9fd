"""Counts over all matching hits: choosing a value gives as many hits as its count says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kg.answer.engine import Engine

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_VALUES = 50
"""Values shown of one facet, the most frequent ones."""


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
    """Facility, technique (narrower ones included), instrument, year and access state.

    `groups` is the group of each document, where it is not the engine's.
    """
    groups = engine.groups if groups is None else groups
    label = engine.lexicon.label
    under = {iri: engine.under(iri) for iri in engine.by_technique}
    return {
        "facility": _counted(groups, keep, engine.by_facility, label),
        "technique": _counted(groups, keep, under, label),
        "instrument": _counted(groups, keep, engine.by_instrument, label),
        "year": tuple(
            sorted(_counted(groups, keep, engine.by_year, str), key=lambda of: of.value, reverse=True)
        ),
        "access": _counted(groups, keep, engine.by_access(as_of), str),
    }


def count_groups(groups: "NDArray[np.int64]", numbers: "NDArray[np.int64]") -> int:
    """How many hits these documents make: one per group."""
    import numpy as np

    flags = np.zeros(len(groups), dtype=bool)  # a group has at least one document
    flags[groups[numbers]] = True
    return int(np.count_nonzero(flags))


def _counted(
    groups: "NDArray[np.int64]",
    keep: "NDArray[np.bool_]",
    by: "Mapping[str, NDArray[np.int64]]",
    label: Callable[[str], str],
) -> tuple[FacetValue, ...]:
    counts = ((value, count_groups(groups, numbers[keep[numbers]])) for value, numbers in by.items())
    values = [FacetValue(value, label(value), count) for value, count in counts if count]
    return tuple(sorted(values, key=lambda of: (-of.count, of.label, of.value)))[:MOST_VALUES]
