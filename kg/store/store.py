"""What a live store must be able to do; the embedded one is the default."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, Triple

GraphName = NamedNode | DefaultGraph
"""A named graph, or the one that has no name."""


class Store(Protocol):
    """One writer's view of the graphs of all records, and of those that people put beside them.

    A graph is handed over as N-Triples, one statement a line (`kg.rdf.syntax.canonical`), written as it is.

    Raises, by everything that writes:
        StoreFull: there is no space left; nothing of the call was written.
        StoreBroken: the store could not be written even after it was opened anew.
    """

    def replace(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Make each graph hold exactly these triples; each changes as a whole. Nothing removes it."""

    def remove(self, graphs: Iterable[NamedNode]) -> None:
        """Remove graphs; those that are not there are no error."""

    def put(self, graph: GraphName, triples: bytes) -> None:
        """Make one graph hold exactly these triples; with nothing in it, it is there all the same."""

    def add(self, graph: GraphName, triples: bytes) -> None:
        """Add triples to one graph, as a whole."""

    def extend(self, quads: Sequence[Quad]) -> None:
        """Add quads to the graphs they name, as a whole; blank nodes keep their names."""

    def drop(self, graph: GraphName) -> None:
        """Remove one graph; the default graph is emptied."""

    def holds(self, graph: GraphName) -> bool:
        """Whether there is such a graph, be it empty; the default graph always is."""

    def update(self, sparql: str) -> None:
        """Run a SPARQL Update as one transaction.

        Raises:
            BadQuery: it is no SPARQL Update; with line and column where known.
            BadInput: it cannot be carried out, such as CREATE of a graph that is there.
        """

    def graphs(self, prefix: str = "") -> Iterator[NamedNode]:
        """The names of the graphs whose IRIs start so."""

    def triples_of(self, graphs: Sequence[NamedNode]) -> Iterator[tuple[NamedNode, list[Triple]]]:
        """What graphs hold, one after the other in their order; nothing for those that are not there.

        Another engine leaves out what is said of blank nodes, which have no lasting names there.
        """

    def flush(self) -> None:
        """Return when everything written so far survives a power cut."""

    def backup(self, folder: Path) -> None:
        """Write an independent copy of the store into a folder that does not exist yet."""

    def close(self) -> None:
        """Let another writer in."""
