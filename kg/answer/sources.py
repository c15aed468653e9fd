"""Where a generation comes from: each source's records by outcome, and those set aside with their reasons."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from kg.store.generation import Generation
from kg.store.outcomes import Outcome, read_outcomes, state_counts


@dataclass(frozen=True, slots=True)
class SourceState:
    """One source: records by state (live, skipped, quarantined, tombstone), and why some were set aside."""

    name: str
    counts: dict[str, int]
    reasons: tuple[tuple[str, str, int], ...]
    """State, reason and how many records, most first."""


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """All sources of a generation, and the single records set aside, by source, kind and key."""

    generation: int
    created: str | None
    sources: tuple[SourceState, ...]
    aside: tuple[Outcome, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def sources(generation: Generation) -> SourcesPage:
    """The sources as they were when the generation was published."""
    aside = read_outcomes(generation.ledger)
    counts = state_counts(generation.ledger)
    return SourcesPage(
        generation=generation.number,
        created=generation.facts.get("created"),
        sources=tuple(SourceState(name, states, _reasons(aside, name)) for name, states in counts.items()),
        aside=tuple(aside),
    )


def _reasons(aside: list[Outcome], source: str) -> tuple[tuple[str, str, int], ...]:
    counted = Counter((of.state, of.reason or "no reason given") for of in aside if of.source == source)
    ordered = sorted(counted.items(), key=lambda of: (-of[1], of[0]))
    return tuple((state, reason, count) for (state, reason), count in ordered)
