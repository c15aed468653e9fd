"""The contract of a source: one function talks to the world, one translates a record.

A module `harvesters/<name>.py` holds `SOURCE = Source(...)`; `kg harvest <name>` finds it by its file name.
`records` knows no RDF, `triples` knows no network and no disk.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from pyoxigraph import NamedNode

from kg.rdf.terms import Triple

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing as the source said it.

    `key` is the source's own identifier, unique within `kind`; `raw` are the bytes to keep (for JSON
    catalogues the record itself, for files the metadata read from it); `body` is what `triples` reads;
    `origin` is the address or file it came from; `facility` the facility the operator named for this
    harvest, if any.
    """

    kind: str
    key: str
    body: Any
    raw: bytes
    origin: str
    facility: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Something read that is no usable record: kept and counted with its reason."""

    kind: str
    key: str
    raw: bytes
    origin: str
    reason: str
    outcome: Literal["skipped", "quarantined"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a record became: the thing it is about, and the triples; no blank nodes among them."""

    about: NamedNode
    triples: list[Triple]


class World(Protocol):
    """All a source may ask of the outside; tests replay it from a recording."""

    place: str
    """The LOCATION as the user gave it: a URL, a file or a folder."""

    facility: str | None
    """The facility the operator named, if any."""

    @property
    def live(self) -> bool:
        """Whether `place` is a URL."""

    def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401 - foreign JSON
        """The parsed JSON answer of `place` + `path`. Raises SourceUnavailable, BadInput."""

    def files(self, *suffixes: str) -> Iterator[Path]:
        """The file itself, or all files below the folder whose names end so, sorted. No suffix: all files."""

    def contained(self, task: Callable[[Path], Answer], path: Path) -> Answer:
        """Run `task(path)` in a limited worker process; raises BadRecord when that crashes or overruns."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of records. Raise `version` when `triples` maps differently: all records are mapped again."""

    description: str
    records: Callable[[World], Iterator[Record | Aside]]
    triples: Callable[[Record], Mapped]
    """Raises BadRecord with the reason when the record cannot be described."""
    version: str
