"""What a live store must be able to do; the embedded one is the default."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode


class Store(Protocol):
    """One writer's view of the named graphs of all records.

    A graph is handed over as canonical N-Triples (`kg.rdf.syntax.canonical`): the text whose hash the ledger
    keeps is the text that is stored.
    """

    def replace(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Make each graph hold exactly these triples; each changes as a whole. Nothing removes it."""

    def remove(self, graphs: Iterable[NamedNode]) -> None:
        """Remove graphs; those that are not there are no error."""

    def graphs(self, prefix: str = "") -> Iterator[NamedNode]:
        """The names of the graphs whose IRIs start so."""

    def flush(self) -> None:
        """Return when everything written so far survives a power cut."""

    def backup(self, folder: Path) -> None:
        """Write an independent copy of the store into a folder that does not exist yet."""

    def close(self) -> None:
        """Let another writer in."""
