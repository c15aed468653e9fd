"""What became of every record, read from a generation's copy of the ledger."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """One record of a source: `state` is live, skipped, quarantined or tombstone.

    `graph` and `about` are IRIs, None where the record never got into the graph; `reason` is None for live
    records; `raw` is the SHA-256 of the payload that was read; the times are UTC, ISO 8601.
    """

    source: str
    kind: str
    key: str
    state: str
    reason: str | None
    origin: str
    graph: str | None
    about: str | None
    raw: str
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A record that is gone: since when we know (UTC, ISO 8601), why, and the date that its source gives."""

    iri: str
    source: str
    reason: str
    known_since: str
    datestamp: str | None


_COLUMNS = "source, kind, key, state, reason, origin, graph, about, raw, first_seen, last_seen"


def read_outcomes(
    ledger: Path, *, states: tuple[str, ...] = ("quarantined", "skipped"), source: str | None = None
) -> list[Outcome]:
    """The records in these states, by source, kind and key. Name "live" only for small stores."""
    marks = ", ".join("?" * len(states))
    where = f"state IN ({marks})" + (" AND source = ?" if source else "")
    query = f"SELECT {_COLUMNS} FROM record WHERE {where} ORDER BY source, kind, key, copy"
    with _open(ledger) as database:
        return [Outcome(*row) for row in database.execute(query, (*states, *([source] if source else [])))]


def outcome_of(ledger: Path, graph: str) -> Outcome | None:
    """The record behind a named graph."""
    with _open(ledger) as database:
        row = database.execute(
            f"SELECT {_COLUMNS} FROM record WHERE graph = ? AND copy = ''", (graph,)
        ).fetchone()
    return Outcome(*row) if row else None


def tombstone_of(ledger: Path, iri: str) -> Tombstone | None:
    """The record that once was about this thing, or whose graph this was, if it is gone now."""
    gone = "SELECT * FROM record WHERE state = 'tombstone' AND"
    query = f"{gone} about = :iri UNION ALL {gone} graph = :iri LIMIT 1"
    with _open(ledger) as database:
        database.row_factory = sqlite3.Row
        row = database.execute(query, {"iri": iri}).fetchone()
    if row is None:
        return None
    # Generations of earlier releases do not know the datestamp.
    datestamp = row["datestamp"] if "datestamp" in row.keys() else None  # noqa: SIM118 - rows hold values
    return Tombstone(iri, row["source"], row["reason"], row["last_seen"], datestamp)


def state_counts(ledger: Path) -> dict[str, dict[str, int]]:
    """Records by source and state, such as `{"scicat": {"live": 85, "quarantined": 2}}`."""
    counts: dict[str, dict[str, int]] = {}
    query = "SELECT source, state, COUNT(*) FROM record GROUP BY source, state ORDER BY source, state"
    with _open(ledger) as database:
        for source, state, number in database.execute(query):
            counts.setdefault(source, {})[state] = number
    return counts


@contextmanager
def _open(ledger: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        yield database
