"""Who was asked, who answered, and how much may be missing."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from kg.harvest.state import SourceState, states_for
from kg.harvest.witness import asking_sources
from kg.report.capture import Estimate, estimates
from kg.report.claim_count import Claimed
from kg.report.pair_list import LOADED
from kg.report.scope import Scope

# From one source to the next by the index: there are few, and millions of graphs.
_READ = """
WITH RECURSIVE known (source) AS (
  SELECT MIN(source) FROM main.graph WHERE source > ''
  UNION SELECT (SELECT MIN(source) FROM main.graph WHERE source > known.source) FROM known
  WHERE source IS NOT NULL
)
SELECT source, (SELECT MAX(retrieved) FROM main.graph WHERE graph.source = known.source)
FROM known WHERE source IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Source:
    """One source: `claims` behind the pairs of the report, and how it was last asked.

    `state` is ok, partial, down or never; `reason` says why, where it is not ok. `retrieved_at` is when what
    is used here was read; `asked` and `answered` count identifiers, where it is asked for each.
    """

    name: str
    claims: int
    retrieved_at: str | None
    state: str
    asked_at: str | None
    reason: str | None
    asked: int | None
    answered: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Pairs by the origins that witness them, and what that says of those that nobody noticed.

    Of pairs in `by_origins` without any it is not known who witnessed them: people loaded or wrote them here.
    `estimates` are there for two origins that have a pair in common; `why_none` says why there are none, or
    none from some.
    """

    sources: tuple[Source, ...]
    claims: int
    by_origins: tuple[tuple[tuple[str, ...], int], ...]
    estimates: tuple[Estimate, ...]
    why_none: str | None

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        combined = [{"origins": list(origins), "pairs": pairs} for origins, pairs in self.by_origins]
        return asdict(self) | {"by_origins": combined}


def coverage(scope: Scope, claimed: Claimed, counting: Collection[str] = ()) -> Coverage:
    """The sources that were used, and all of citations that are known to have been asked or not.

    `counting` are sources that state numbers without claims.
    """
    counted: Counter[tuple[str, ...]] = Counter()
    for text, number in Counter(scope.column("origins")).items():
        counted[tuple(sorted(filter(None, orjson.loads(text))))] += number
    combined = tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
    found = estimates(counted)
    why = " ".join(found.refused) or None
    if not found.made and why is None:
        why = "No two independent origins name the same pair, so nothing can be estimated."
    return Coverage(_sources(scope, claimed.by_source, counting), claimed.claims, combined, found.made, why)


def _sources(scope: Scope, claims: Mapping[str, int], counting: Collection[str]) -> tuple[Source, ...]:
    """By name; where a source was asked for this facility, that is what counts."""
    rows = scope.rows(
        "SELECT name, facility, state, asked_at, retrieved_at, reason, asked, answered FROM main.source"
    )
    states = states_for((SourceState(*row) for row in rows), scope.facility.slug)
    asked = {state.name: state for state in states}
    read = dict(scope.rows(_READ))
    # A harvest that went well and says nothing of citations is no source of them, but a service for that is.
    expected = {*asking_sources(), *counting}
    heard = (
        name for name, of in asked.items() if of.state != "ok" or of.asked is not None or name in expected
    )
    names = sorted({*heard, *claims} - {""})
    found = [_source(name, claims.get(name, 0), asked.get(name), read.get(name)) for name in names]
    if by_hand := claims.get(""):
        found.append(Source(LOADED, by_hand, None, "ok", None, "Loaded or written here.", None, None))
    return tuple(found)


def _source(name: str, claims: int, asked: SourceState | None, read: str | None) -> Source:
    if asked is None:
        why = "Read from what was kept; no run of it is recorded." if read else None
        return Source(name, claims, read, "ok" if read else "never", None, why, None, None)
    return Source(
        name, claims, asked.retrieved_at or read, asked.state, asked.asked_at, asked.reason, asked.asked,
        asked.answered,
    )  # fmt: skip
