"""The contract of a source: one function talks to the world, one translates a record.

A module `harvesters/<name>.py` holds `SOURCE = Source(...)`; `kg harvest <name>` finds it by its file name.
`records` knows no RDF, `triples` knows no network and no disk. `triples` needs nothing but the kept payload:
`body` reads it, so that a changed mapping can be replayed without asking anybody again.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from pyoxigraph import NamedNode

from kg.harvest.payload import read_json
from kg.harvest.xml import Element
from kg.rdf.terms import Triple

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Record:
    """One thing as the source said it.

    `key` is the source's own identifier, unique within `kind`; `raw` are the bytes to keep (for JSON
    catalogues the record itself, for files the metadata read from it); `body` is what `triples` reads, and
    equals `source.body(raw)`; `origin` is the address or file it came from, without secrets; `facility` the
    facility the operator named for this harvest, if any; `datestamp` when the source says that it last
    changed, in the source's own spelling (ISO 8601), None where it does not say.
    """

    kind: str
    key: str
    body: Any
    raw: bytes
    origin: str
    facility: str | None = None
    datestamp: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A record that the source says it has deleted: it becomes a tombstone."""

    kind: str
    key: str
    origin: str
    datestamp: str | None = None
    reason: str = "deleted by the source"


@dataclass(frozen=True, slots=True)
class Mark:
    """A page ends here. A harvest that is cut short after it goes on from `resume`, the source's own words.

    Empty: from the beginning. What was yielded before the mark is safe on disk before the source is asked on.
    """

    resume: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Something read that is no usable record: kept and counted with its reason."""

    kind: str
    key: str
    raw: bytes
    origin: str
    reason: str
    outcome: Literal["skipped", "quarantined"]


Item = Record | Aside | Gone | Mark
"""What a source yields."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a record became: the thing it is about, and the triples; no blank nodes among them."""

    about: NamedNode
    triples: list[Triple]


@dataclass(slots=True)
class Walked:
    """How far a walk over DOIs came: of `asked` in all it began behind `start`, and did `done` more.

    Among these the place did not know `unknown`, and `failed` could not be asked.
    """

    asked: int
    start: int = 0
    done: int = 0
    unknown: int = 0
    failed: int = 0

    def __add__(self, other: "Walked") -> "Walked":
        return Walked(
            self.asked + other.asked,
            self.start + other.start,
            self.done + other.done,
            self.unknown + other.unknown,
            self.failed + other.failed,
        )

    @property
    def at(self) -> int:
        """How many of those asked about lie behind, with those of earlier runs."""
        return self.start + self.done


class World(Protocol):
    """All a source may ask of the outside; tests replay it from a recording."""

    place: str
    """The LOCATION as the user gave it: a URL, a file or a folder."""

    facility: str | None
    """The facility the operator named, if any."""

    since: str | None
    """Only what changed since then is wanted (ISO 8601); None: all. Sources that say `incremental` obey."""

    resume: str | None
    """The last `Mark` of a harvest of this place that was cut short; None: begin at the beginning."""

    licence: str | None
    """IRI of the licence that the place gives its metadata, as far as we know."""

    expected: int | None
    """How many records are to come, set by a source that is told, for the progress bar only."""

    options: Mapping[str, str]
    """What the operator asks beyond the place, `{"prefix": "10.15151"}`; each source says what it knows."""

    identifiers: Sequence[str]
    """DOIs to ask about (lower case, bare, sorted), for sources whose `asks_about` names some."""

    walked: Walked | None
    """Set by `kg.harvest.walk.walk`, which goes through them."""

    @property
    def live(self) -> bool:
        """Whether `place` is a URL."""

    def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401 - foreign JSON
        """The parsed JSON answer of `place` + `path`. Raises SourceUnavailable, BadInput."""

    def get_xml(self, path: str, *, also: Collection[int] = (), **params: str | int) -> Element:
        """The root of the XML answer, parsed in containment; `also` are error statuses whose body counts.

        Raises SourceUnavailable (also for what is no well-formed XML, after some tries), BadInput.
        """

    def get_bytes(self, path: str, *, accept: str, **params: str | int) -> bytes:
        """The answer as it came, asked for as this media type. Raises SourceUnavailable, BadInput."""

    def post_json(self, path: str, form: Mapping[str, str], *, accept: str = "application/json") -> Any:  # noqa: ANN401
        """The parsed JSON answer to a form. Raises SourceUnavailable, BadInput."""

    def hide(self, secret: str) -> None:
        """Never show this text in a message, an origin or a log: a session's id, a token."""

    def files(self, *suffixes: str) -> Iterator[Path]:
        """The file itself, or all files below the folder whose names end so, sorted. No suffix: all files."""

    def contained(self, task: Callable[[Path], Answer], path: Path) -> Answer:
        """Run `task(path)` in a limited worker process; raises BadRecord when that crashes or overruns."""

    def contained_bytes(self, task: Callable[[bytes], Answer], data: bytes) -> Answer:
        """Run `task(data)` there; the task is a function of a module and answers plain JSON values."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source of records. Raise `version` when `triples` maps differently: all records are mapped again."""

    description: str
    records: Callable[[World], Iterator[Item]]
    triples: Callable[[Record], Mapped]
    """Raises BadRecord with the reason when the record cannot be described."""
    version: str
    body: Callable[[bytes], Any] = read_json
    """What `triples` reads, from the kept payload (`read_xml` for sources of XML)."""
    incremental: bool = False
    """Whether `records` obeys `world.since`."""
    whole_files: bool = True
    """Whether files with the same names and bytes give the same records. Not where files lead to others, or
    are too large to be read whole."""
    asks_about: Literal["nothing", "data", "works"] = "nothing"
    """Which DOIs of the store `world.identifiers` holds: of data, or of works that cite or describe them."""
    options: tuple[str, ...] = ()
    """The names of `world.options` that `records` knows; others are refused before it is asked."""
