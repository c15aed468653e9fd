"""Nothing found: which one condition to drop, and how many hits that gives."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.answer.constraints import Constraint, all_hold
from kg.answer.engine import Engine
from kg.answer.facets import count_groups
from kg.answer.grouping import grouping
from kg.answer.match import Match
from kg.read.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DOI = re.compile(r"\b10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A condition to drop, and the hits that gives."""

    drop: str
    hits: int


def relaxations(
    engine: Engine, reading: Reading, matched: Match, conditions: Sequence[Constraint]
) -> tuple[Relaxation, ...]:
    """What helps when dropped alone, most hits first; where nothing does, all conditions together."""
    holds = all_hold(engine, conditions)
    tried = list(_without_condition(engine, matched, conditions))
    if conditions and matched.terms:
        words = " ".join([*(chip.written for chip in reading.chip("technique")), *reading.unmatched])
        tried.append(Relaxation(f"words: {words[:100]}", _hits(engine, conditions, holds)))
    useful = sorted((of for of in tried if of.hits), key=lambda of: -of.hits)
    if not useful and len(conditions) > 1 and (everything := _hits(engine, (), matched.found, matched)):
        useful = [Relaxation("all conditions", everything)]
    return tuple(useful)


def absent_dois(engine: Engine, text: str) -> tuple[str, ...]:
    """The DOIs in a text that no record of this generation has."""
    dois = (of.rstrip(".,;:!?)]}>\"'") for of in _DOI.findall(text))
    return tuple(dict.fromkeys(doi for doi in dois if not engine.words.identified(doi).size))


def _without_condition(
    engine: Engine, matched: Match, conditions: Sequence[Constraint]
) -> Iterator[Relaxation]:
    for condition in conditions:
        rest = all_hold(engine, [other for other in conditions if other is not condition])
        others = [other for other in conditions if other is not condition]
        yield Relaxation(str(condition), _hits(engine, others, matched.found & rest, matched))


def _hits(
    engine: Engine, conditions: Sequence[Constraint], keep: "NDArray[np.bool_]", matched: Match | None = None
) -> int:
    import numpy as np

    return count_groups(grouping(engine, matched, conditions), np.flatnonzero(keep))
