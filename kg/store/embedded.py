"""The live store on pyoxigraph: one writer, every graph replaced as a whole."""

import errno
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.errors import StoreBusy, StoreFull


class EmbeddedStore:
    """A folder opened for writing; the only handle to it as long as it is open.

    Raises:
        StoreBusy: another process has it open.
        StoreFull: the disk is full, here and in every method that writes.
    """

    def __init__(self, folder: Path) -> None:
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        with self._named_errors():
            self._open: pyoxigraph.Store | None = pyoxigraph.Store(str(folder))

    def __enter__(self) -> "EmbeddedStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def replace(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Make each graph hold exactly these N-Triples; new graphs go in one bulk write, all or nothing."""
        store = self._store
        with self._named_errors():
            # One bulk write costs a quarter of single updates, but can only add.
            new = [name for name, text in graphs.items() if text and not store.contains_named_graph(name)]
            if new:
                trig = b"".join(b"%b {\n%b}\n" % (str(name).encode(), graphs[name]) for name in new)
                # Lenient, for the text was made from terms that were validated when they were built.
                store.bulk_load(trig, format=RdfFormat.TRIG, lenient=True)
            for name in graphs.keys() - set(new):
                store.update(_replacement(name, graphs[name]))

    def remove(self, graphs: Iterable[NamedNode]) -> None:
        """Remove graphs, each in one transaction."""
        self.replace(dict.fromkeys(graphs, b""))

    def graphs(self, prefix: str = "") -> Iterator[NamedNode]:
        """The names of the graphs whose IRIs start so."""
        for name in self._store.named_graphs():
            if isinstance(name, NamedNode) and name.value.startswith(prefix):
                yield name

    def flush(self) -> None:
        """Return when everything written so far survives a power cut: commits alone are not synced."""
        with self._named_errors():
            self._store.flush()

    def backup(self, folder: Path) -> None:
        """Copy the store by hard links where the file system allows; whole and independent either way."""
        with self._named_errors():
            self._store.backup(str(folder))

    def close(self) -> None:
        """Release the writer's lock."""
        self._open = None  # pyoxigraph closes a store when its last reference goes

    @property
    def _store(self) -> pyoxigraph.Store:
        if self._open is None:
            raise ValueError(f"The store {self._folder} has been closed.")
        return self._open

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if "LOCK" in str(error):
                raise StoreBusy(
                    f"Another process writes to {self._folder}. Wait for it to end, then run this again."
                ) from error
            if error.errno == errno.ENOSPC or "No space left" in str(error):
                # The handle refuses all writes from now on, even when space is freed.
                raise StoreFull(
                    f"The disk that holds {self._folder} is full. What was checkpointed is kept; "
                    "free some space and run the command again."
                ) from error
            raise


def _replacement(name: NamedNode, triples: bytes) -> str:
    """One update, which pyoxigraph runs as one transaction."""
    insert = f" ;\nINSERT DATA {{ GRAPH {name} {{\n{triples.decode()}}} }}" if triples else ""
    return f"DROP SILENT GRAPH {name}{insert}"
