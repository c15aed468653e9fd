"""One try to read a place, as the ledger remembers it."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from kg.harvest.source import Walked

_ALL = (
    "SELECT id, first, source, place, facility, started, ended, outcome, report FROM run"
    " WHERE place <> '' ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Try:
    """A run; `outcome` is "whole", "cut", or None while under way; `first` is the run that began its listing.

    `is_interrupted` says that it was killed; `read` counts its records; `failure` is why it was cut short.
    """

    id: int
    first: int
    source: str
    place: str
    facility: str | None
    started: str
    ended: str | None
    outcome: str | None
    is_interrupted: bool
    read: int
    failure: str | None
    walked: Walked | None


def tries_in(database: sqlite3.Connection) -> Iterator[Try]:
    """All runs of a ledger that asked somebody, the oldest first."""
    for id, first, source, place, facility, started, ended, outcome, report in database.execute(_ALL):
        said: dict[str, Any] = orjson.loads(report) if report else {}
        failed, walked = said.get("failed") or [], said.get("walked")
        yield Try(
            id, first, source, place, facility, started, ended, outcome,
            is_interrupted=bool(said.get("interrupted")),
            read=int(said.get("read", 0)),
            failure=str(failed[0]["reason"]) if failed else None,
            walked=Walked(**walked) if walked else None,
        )  # fmt: skip
