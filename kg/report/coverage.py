"""Who was asked, who answered, and how much may be missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import orjson

from kg.report.capture import Estimate, chapman
from kg.report.claim_count import Claimed
from kg.report.scope import Scope


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

    `estimates` are there for two origins that have a pair in common; `why_none` says what is missing.
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


def coverage(scope: Scope, claimed: Claimed) -> Coverage:
    """The sources that were used, and all that are known to have been asked."""
    counted: Counter[tuple[str, ...]] = Counter()
    for (text,), number in Counter(scope.each("SELECT origins FROM counted")).items():
        counted[tuple(sorted(orjson.loads(text)))] += number
    combined = tuple(sorted(counted.items(), key=lambda one: (-one[1], one[0])))
    estimates = _estimates(counted)
    why = None if estimates else "No two independent origins name the same pair, so nothing can be estimated."
    return Coverage(_sources(scope, claimed.by_source), claimed.claims, combined, estimates, why)


def _estimates(counted: Mapping[tuple[str, ...], int]) -> tuple[Estimate, ...]:
    names = sorted({name for origins in counted for name in origins})
    found = []
    for one, other in combinations(names, 2):
        first = sum(number for origins, number in counted.items() if one in origins)
        second = sum(number for origins, number in counted.items() if other in origins)
        both = sum(number for origins, number in counted.items() if {one, other} <= set(origins))
        if (estimate := chapman((one, other), first, second, both)) is not None:
            found.append(estimate)
    return tuple(found)


def _sources(scope: Scope, claims: Mapping[str, int]) -> tuple[Source, ...]:
    """By name; where a source was asked for this facility, that is what counts."""
    asked = {
        row[0]: row[1:]
        for row in scope.rows("""
            SELECT name, state, asked_at, retrieved_at, reason, asked, answered FROM main.source
            WHERE facility IN ('', :facility) ORDER BY name, facility
        """)
    }
    read = dict(
        scope.rows("SELECT source, MAX(retrieved) FROM main.graph WHERE source != '' GROUP BY source")
    )
    names = sorted({*asked, *(name for name in claims if name)})
    found = [_source(name, claims.get(name, 0), asked.get(name), read.get(name)) for name in names]
    if by_hand := claims.get(""):
        found.append(Source("loaded", by_hand, None, "ok", None, "Loaded or written here.", None, None))
    return tuple(found)


def _source(name: str, claims: int, asked: Sequence[Any] | None, read: str | None) -> Source:
    if asked is None:
        why = "Read from what was kept; no run of it is recorded." if read else None
        return Source(name, claims, read, "ok" if read else "never", None, why, None, None)
    state, asked_at, retrieved_at, reason, number, answered = asked
    return Source(name, claims, retrieved_at or read, state, asked_at, reason, number, answered)
