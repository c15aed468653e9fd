"""How the service changes its store: one change at a time, answered once a generation holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.citation.label import Word


@dataclass(frozen=True, slots=True)
class Written:
    """`generation` holds the change; `created` tells whether the graph is new."""

    generation: int
    created: bool = False


class Writing(Protocol):
    """Changes asked for over HTTP. `graph` is an absolute IRI, None for the default graph.

    Raises, by every method:
        BadInput: the body or the graph's name cannot be used; BadQuery for an update that is not SPARQL or
            not allowed.
        StoreBusy: another process writes.
        StoreFull: the disk is full.
        QueryFailed: the change was stopped (time, memory, crash); the store is as it was before.
    """

    def update(self, sparql: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> Written:
        """Run a SPARQL Update."""

    def put(self, graph: str | None, body: bytes, media_type: str) -> Written:
        """Make the graph hold exactly what the body says."""

    def post(self, graph: str | None, body: bytes, media_type: str) -> Written:
        """Add what the body says to the graph."""

    def delete(self, graph: str | None) -> Written | None:
        """Remove the graph; None when there was none."""

    def label(self, word: Word) -> Written:
        """Enter a curator's word on a pair; what they said of it before is kept beside it."""

    def problem(self) -> str | None:
        """Why writing would fail now (disk full, last write broken), as one sentence; None when it works."""
