"""What a harvest found: every record read is counted once, under what became of it."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.errors import KgError, SourceUnavailable
from kg.harvest.source import Walked


@dataclass(frozen=True, slots=True)
class Failure:
    """A place that could not be read to its end; `is_down` when trying again later may help."""

    location: str
    reason: str
    is_down: bool


@dataclass(slots=True)
class HarvestReport:
    """`read == mapped + unchanged + sum(skipped.values()) + quarantined`, always.

    `tombstoned` counts apart from these, for nothing was read: records that the source newly says it deleted,
    or that were removed because it lists them no longer. `held_back` counts those that were not removed, for
    they were too many. `reasons` counts the reasons of the quarantined; `failed` names the places that could
    not be read to the end; `walked` tells how far a walk over DOIs came; `notes` tell what was asked for and
    what was left undone on purpose; `runs` are the ledger's numbers of the runs that are counted here.
    """

    source: str
    read: int = 0
    mapped: int = 0
    unchanged: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    quarantined: int = 0
    tombstoned: int = 0
    held_back: int = 0
    generation: int | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    walked: Walked | None = None

    def fail(self, location: str, error: KgError) -> None:
        """Enter that a place could not be read to its end."""
        self.failed.append(Failure(location, str(error), isinstance(error, SourceUnavailable)))

    def is_balanced(self) -> bool:
        """Whether no record was lost and none counted twice."""
        return self.read == self.mapped + self.unchanged + self.skipped.total() + self.quarantined

    def add(self, other: "HarvestReport") -> None:
        """Count in what another place of the same source gave."""
        self.read += other.read
        self.mapped += other.mapped
        self.unchanged += other.unchanged
        self.skipped += other.skipped
        self.quarantined += other.quarantined
        self.tombstoned += other.tombstoned
        self.held_back += other.held_back
        self.reasons += other.reasons
        self.failed += other.failed
        self.notes += other.notes
        self.runs += other.runs
        if other.walked:
            self.walked = self.walked + other.walked if self.walked else other.walked

    def as_json(self) -> dict[str, Any]:
        """The document that `kg harvest --json` prints."""
        return {
            "source": self.source,
            "read": self.read,
            "mapped": self.mapped,
            "unchanged": self.unchanged,
            "skipped": dict(self.skipped.most_common()),
            "quarantined": self.quarantined,
            "tombstoned": self.tombstoned,
            "held_back": self.held_back,
            "generation": self.generation,
            "quarantine_reasons": dict(self.reasons.most_common()),
            "failed": [asdict(failure) for failure in self.failed],
            "notes": self.notes,
            **({"walked": asdict(self.walked)} if self.walked else {}),
        }
