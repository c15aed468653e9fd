"""What the ledger says of one record, and the page of such entries that one checkpoint makes."""

from dataclasses import dataclass, field

from kg.harvest.ledger_schema import DOUBTED


@dataclass(slots=True)
class Entry:
    """One record, or what came beside it (`copy` is then its payload's hash).

    `raw` is the SHA-256 of the payload, empty for a deletion of what was never read. `canonical` is the hash
    of what the store holds, None when it holds nothing. `datestamp` is when the source says that the record
    last changed, `retrieved` when this payload was read (UTC, ISO 8601, to within a page). `run` saw it last.
    """

    kind: str
    key: str
    state: str
    reason: str | None
    origin: str
    raw: str
    version: str
    facility: str | None = None
    graph: str | None = None
    about: str | None = None
    canonical: str | None = None
    datestamp: str | None = None
    retrieved: str = ""
    run: int = 0
    copy: str = ""

    @property
    def is_stored(self) -> bool:
        """Whether the store holds the record's graph as it was entered, beyond doubt."""
        return self.canonical is not None and self.canonical != DOUBTED


COLUMNS = (
    "kind, key, state, reason, origin, raw, version, facility, graph, about, canonical, datestamp, retrieved,"
    " run"
)
"""What an Entry is made of, in its order."""


@dataclass(slots=True)
class Page:
    """What one checkpoint enters."""

    payloads: dict[str, bytes] = field(default_factory=dict)
    """By SHA-256."""
    entries: list[Entry] = field(default_factory=list)
    """New or changed ones, in the order they were read."""
    unchanged: list[tuple[str, str, str | None]] = field(default_factory=list)
    """Kind, key and datestamp of what was read as it was before."""
    mark: str | None = None
    """Where the source can go on after this page, in its own words."""

    def __bool__(self) -> bool:
        """Whether there is anything to enter."""
        return bool(self.entries or self.unchanged or self.mark is not None)
