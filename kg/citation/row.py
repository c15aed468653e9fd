"""What a citation book holds, as its readers get it; things are named by whole IRIs."""

from dataclasses import dataclass
from typing import Any, Literal

from kg.citation.work import PartialDate, Work

PairClass = Literal["companion", "citation", "derivation", "documentation"]
BehindName = Literal["companion", "same_team", "facility_staff", "independent", "unknown"]
ReuseName = Literal["yes", "no", "unknown"]
Evidence = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class KnownWork:
    """One work: `iri` stands for it, `identifiers` are all that mean it, with versions and parts."""

    iri: str
    identifiers: tuple[str, ...]
    work: Work
    is_registered: bool
    is_constructed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One work cites, supplements, derives from or documents another, be it said once or ten times.

    `citing` and `cited` stand for their works. `date` is the citing work's own; `origins` are independent
    witnesses, `sources` names of harvesters; `claims` how many statements say it.
    """

    node: str
    citing: str
    cited: str
    klass: PairClass
    is_counted: bool
    behind: BehindName
    behind_basis: Evidence
    reuse: ReuseName
    reuse_basis: Evidence
    date: PartialDate | None
    flags: tuple[str, ...]
    origins: tuple[str, ...]
    sources: tuple[str, ...]
    claims: int
    is_constructed: bool


@dataclass(frozen=True, slots=True)
class SaidClaim:
    """One claim as the book knows it; its words are in the graph `graph` under the name `node`.

    `citing` and `cited` are the identifiers of the claim itself, turned into the direction of `klass`.
    `dropped` says why no pair comes of it.
    """

    node: str
    graph: str
    source: str
    retrieved: str | None
    subject: str
    object: str
    relation: str
    klass: str
    citing: str
    cited: str
    origin: str | None
    confidence: float
    day: str | None
    dropped: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """Two identifiers that belong together; `from_iri` is the version, the part, or what was derived.

    `graph` and `source` are None for what was read off the identifiers; `joins` tells whether both count as
    one work.
    """

    kind: Literal["same", "version", "part", "derived"]
    from_iri: str
    to_iri: str
    basis: str
    joins: bool
    graph: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that a source states without the statements behind it; never added to what was counted."""

    node: str
    graph: str
    source: str
    retrieved: str | None
    about: str
    metric: str
    number: int
    begin: str | None
    end: str | None
    method: str | None
    country: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Label:
    """What a curator says of a pair; `behind` and `reuse` are None where they say nothing of it.

    `behind` is one of `kg.citation.label.BEHIND`, or REJECTED: then it is no citation of those data.
    """

    node: str
    citing: str
    cited: str
    curator: str
    behind: str | None
    reuse: str | None
    reason: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a generation changed of a pair, and why: `why` has source, reason, before, after."""

    generation: int
    at: str
    citing: str
    cited: str
    what: Literal["added", "removed", "reclassified"]
    why: dict[str, Any]
    facilities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source was last asked; `facility` is empty where it was not asked for one facility.

    `retrieved_at` is when it was last read to its end; `asked` and `answered` count identifiers.
    """

    name: str
    facility: str
    state: Literal["ok", "partial", "down", "never"]
    asked_at: str | None
    retrieved_at: str | None
    reason: str | None
    asked: int | None
    answered: int | None
