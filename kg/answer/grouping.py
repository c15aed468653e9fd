"""Which matching records are shown as one hit: those that a reader of a list cannot tell apart.

The index puts records into groups: a collection with its parts, and records of one facility under the same
title (the ESS publishes hundreds of DOIs under a dozen titles). The law: grouping never hides a record that
was asked for by name. Who gives identifiers gets exactly those records; the filter `alike` takes a group
apart.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.answer.constraints import ALIKE, Constraint
from kg.answer.engine import Engine
from kg.answer.match import Match

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def grouping(engine: Engine, matched: Match | None, conditions: Sequence[Constraint]) -> "NDArray[np.int64]":
    """The group of each document; `matched` is None where the words do not count."""
    import numpy as np

    is_apart = any(condition.slot == ALIKE for condition in conditions)
    if is_apart or (matched is not None and matched.identified):
        return np.arange(len(engine.cards), dtype=np.int64)
    return engine.groups
