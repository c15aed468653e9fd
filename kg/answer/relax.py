"""Nothing or little found: which conditions emptied the answer, and the smallest changes that give more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.answer.constraints import Constraint, all_hold
from kg.answer.engine import Engine
from kg.answer.facets import count_groups
from kg.answer.grouping import grouping
from kg.answer.match import Match
from kg.answer.meeting import meets
from kg.answer.request import Request
from kg.answer.widening import wider
from kg.read.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEW = 3
"""Below so many hits an answer says what would give more."""

_MOST = 12
_MOST_CONDITIONS = 12
"""Conditions that are tried in pairs."""

_DOI = re.compile(r"\b10\.\d{4,9}/\S+")


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What to drop, what to ask for in its place (None: nothing), and the hits that gives.

    `query` is the changed search as the query string of an address; None where none can say it.
    """

    drop: str
    hits: int
    instead: str | None = None
    query: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """`emptied_by` are the conditions any of which, or where that helps none, which together, left no hit."""

    emptied_by: tuple[str, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()


def relaxed(
    engine: Engine,
    request: Request,
    reading: Reading,
    matched: Match,
    conditions: Sequence[Constraint],
    hits: int,
) -> Relaxed:
    """Changes that give more than these `hits`: what to drop, most hits first; then what to widen."""
    drops = sorted(_drops(engine, request, reading, matched, conditions), key=lambda of: -of.hits)
    useful = [of for of in drops if of.hits > hits]
    emptied = tuple(of.drop for of in useful)
    if not useful and not hits:
        useful, emptied = _pair(engine, request, matched, conditions)
    wider_ones = [of for of in _widenings(engine, request, matched, conditions) if of.hits > hits]
    return Relaxed(() if hits else emptied, tuple([*useful, *wider_ones][:_MOST]))


def absent_dois(engine: Engine, text: str) -> tuple[str, ...]:
    """The DOIs in a text that no record of this generation has."""
    dois = (of.rstrip(".,;:!?)]}>\"'") for of in _DOI.findall(text))
    return tuple(dict.fromkeys(doi for doi in dois if not engine.words.identified(doi).size))


def _drops(
    engine: Engine, request: Request, reading: Reading, matched: Match, conditions: Sequence[Constraint]
) -> Iterator[Relaxation]:
    """Each condition dropped alone, and the words."""
    for condition in conditions:
        others = [other for other in conditions if other is not condition]
        if not others and not matched.terms:
            continue  # nothing would be left of the question
        keep = matched.found & all_hold(engine, others)
        yield Relaxation(
            str(condition), _hits(engine, others, keep, matched), None, request.without(condition)
        )
    if conditions and matched.terms:
        words = " ".join(reading.unmatched)
        yield Relaxation(f"words: {words[:100]}", _hits(engine, conditions, all_hold(engine, conditions)))


def _pair(
    engine: Engine, request: Request, matched: Match, conditions: Sequence[Constraint]
) -> tuple[list[Relaxation], tuple[str, ...]]:
    """The two conditions whose dropping gives the fewest hits, as none alone gives any; else all of them."""
    found = []
    for pair in combinations(conditions[:_MOST_CONDITIONS], 2):
        others = [other for other in conditions if other not in pair]
        count = _hits(engine, others, matched.found & all_hold(engine, others), matched)
        if count:
            names = tuple(map(str, pair))
            found.append((Relaxation(" and ".join(names), count, None, request.without(*pair)), names))
    if found:
        least, names = min(found, key=lambda of: of[0].hits)
        return [least], names
    everything = _hits(engine, (), matched.found, matched) if len(conditions) > 1 else 0
    if everything:
        return [Relaxation("all conditions", everything, None, request.without(*conditions))], tuple(
            map(str, conditions)
        )
    return [], tuple(map(str, conditions))


def _widenings(
    engine: Engine, request: Request, matched: Match, conditions: Sequence[Constraint]
) -> Iterator[Relaxation]:
    for condition in conditions:
        if len(condition.chips) != 1:
            continue
        others = [other for other in conditions if other is not condition]
        rest = matched.found & all_hold(engine, others)
        for wide in wider(engine, condition.chips[0], request.as_of):
            keep = rest & meets(engine, wide.chip, request.as_of)
            count = _hits(engine, others, keep, matched)
            yield Relaxation(str(condition), count, wide.said, request.widened(condition, wide))


def _hits(
    engine: Engine, conditions: Sequence[Constraint], keep: "NDArray[np.bool_]", matched: Match | None = None
) -> int:
    import numpy as np

    return count_groups(grouping(engine, matched, conditions), np.flatnonzero(keep))
