"""Pairs by what kind of thing is cited: a session, a user's collection, a part of an experiment."""

from dataclasses import asdict, dataclass
from typing import Any

from kg.citation.identifier import level_of
from kg.report.scope import KINDS, Scope
from kg.report.tally import Kinds


@dataclass(frozen=True, slots=True)
class AtLevel:
    """Pairs that cite data of one level, read off their identifiers; None: these do not tell."""

    level: str | None
    pairs: Kinds
    datasets: int

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {"level": self.level, **asdict(self.pairs), "datasets": self.datasets}


def by_level(scope: Scope) -> list[AtLevel]:
    """Most pairs first; those whose level is unknown last."""
    found: dict[str | None, list[int]] = {}
    for iri, *numbers in scope.rows(
        f"SELECT iri, total, {', '.join(KINDS)}, 1 FROM cited_data JOIN main.thing ON thing.id = cited"
    ):
        level = level_of(iri)
        before = found.get(level, [0] * len(numbers))
        found[level] = [a + b for a, b in zip(before, numbers, strict=True)]
    values = [AtLevel(level, Kinds(*numbers[:-1]), numbers[-1]) for level, numbers in found.items()]
    return sorted(values, key=lambda one: (one.level is None, -one.pairs.total, one.level or ""))
