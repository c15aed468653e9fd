"""The live store on pyoxigraph: one writer, every graph replaced as a whole."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kg.errors import BadInput, BadQuery, KgError, StoreBroken, StoreBusy
from kg.store.space import SPARE, is_full, refuse_when_full, store_full
from kg.store.store import GraphName

if TYPE_CHECKING:
    from typing_extensions import Buffer

_READ_AT_ONCE = 2**20
_PLACE = re.compile(r"error at (\d+):(\d+): ")


class EmbeddedStore:
    """A folder opened for writing; the only handle to it as long as it is open.

    After a failed write the engine's handle refuses all further ones, even when the reason is gone. So it is
    opened anew, and what replaces or adds graphs is tried once more: doing it twice is doing it once.

    Raises:
        StoreBusy: another process has it open.
        StoreFull: the disk is full, here and in every method that writes.
        StoreBroken: it cannot be written for another reason, likewise.
    """

    def __init__(self, folder: Path, spare: int = SPARE) -> None:
        """Open it; `spare` is the number of bytes that writing must leave free on the disk."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._spare = spare
        self._open: pyoxigraph.Store | None = None
        self._is_closed = False
        self._store  # noqa: B018 - a busy store is to be noticed now

    def __enter__(self) -> "EmbeddedStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def replace(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Make each graph hold exactly these N-Triples; new graphs go in one bulk write, all or nothing."""
        self._write(lambda store: _replace(store, graphs))

    def remove(self, graphs: Iterable[NamedNode]) -> None:
        """Remove graphs, each in one transaction."""
        self.replace(dict.fromkeys(graphs, b""))

    def put(self, graph: GraphName, triples: bytes) -> None:
        """Make one graph hold exactly these N-Triples, all or nothing; empty, it is there all the same."""
        if isinstance(graph, NamedNode) and triples:
            self.replace({graph: triples})
        else:
            self._write(lambda store: store.update(_replacement(graph, triples, keep=True)))

    def add(self, graph: GraphName, triples: bytes) -> None:
        """Add N-Triples to one graph, all or nothing."""
        self._write(
            lambda store: store.load(triples, format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
        )

    def extend(self, quads: Sequence[Quad]) -> None:
        """Add quads to the graphs they name, in one bulk write."""
        self._write(lambda store: store.bulk_extend(quads))

    def drop(self, graph: GraphName) -> None:
        """Remove one graph; the default graph is emptied."""
        self._write(lambda store: store.update(_replacement(graph, b"")))

    def holds(self, graph: GraphName) -> bool:
        """Whether there is such a graph, be it empty; the default graph always is."""
        return isinstance(graph, DefaultGraph) or self._store.contains_named_graph(graph)

    def update(self, sparql: str) -> None:
        """Run a SPARQL Update as one transaction; after a failed write it is not tried again."""
        try:
            self._write(lambda store: store.update(sparql), tries=1)
        except SyntaxError as error:
            place = _PLACE.search(str(error))
            line, column = (int(place[1]), int(place[2])) if place else (None, None)
            raise BadQuery(
                f"Not a valid SPARQL Update: {error}", line, column, engine_message=str(error)
            ) from error
        except RuntimeError as error:
            raise BadInput(f"The update cannot be carried out: {error}. The store is as it was.") from error

    def graphs(self, prefix: str = "") -> Iterator[NamedNode]:
        """The names of the graphs whose IRIs start so."""
        for name in self._store.named_graphs():
            if isinstance(name, NamedNode) and name.value.startswith(prefix):
                yield name

    def triples_of(self, graphs: Sequence[NamedNode]) -> Iterator[tuple[NamedNode, list[Triple]]]:
        """What graphs hold, one after the other in their order; nothing for those that are not there."""
        for name in graphs:
            found = [quad.triple for quad in self._store.quads_for_pattern(None, None, None, name)]
            if found:
                yield name, found

    def flush(self) -> None:
        """Return when everything written so far survives a power cut: commits alone are not synced."""
        self._write(lambda store: store.flush())

    def backup(self, folder: Path) -> None:
        """Copy the store by hard links where the file system allows; whole and independent either way."""
        with self._named_errors():
            self._store.backup(str(folder))

    def close(self) -> None:
        """Release the writer's lock."""
        self._is_closed = True
        self._open = None  # pyoxigraph closes a store when its last reference goes

    @property
    def _store(self) -> pyoxigraph.Store:
        if self._is_closed:
            raise ValueError(f"The store {self._folder} has been closed.")
        if self._open is None:
            with self._named_errors():
                self._open = pyoxigraph.Store(str(self._folder))
        return self._open

    def _write(self, change: Callable[[pyoxigraph.Store], None], tries: int = 2) -> None:
        refuse_when_full(self._folder, self._spare)
        while True:
            tries -= 1
            try:
                return change(self._store)
            except (OSError, RuntimeError) as error:
                if not _is_failure(error):
                    raise
                self._open = None  # opened anew at the next use, be it now or when there is space again
                if not tries:
                    raise self._named(error) from error

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            if not _is_failure(error):
                raise
            raise self._named(error) from error

    def _named(self, error: Exception) -> KgError:
        if is_full(error):
            return store_full(self._folder)
        if "LOCK" in str(error):
            return StoreBusy(
                f"Another process writes to {self._folder}. Wait for it to end, then run this again."
            )
        return StoreBroken(
            f"The store in {self._folder} cannot be written: {error}. What was checkpointed is kept; "
            "see whether its disk works, or restore a backup."
        )


def _is_failure(error: Exception) -> bool:
    """Whether the store failed; what an update may not do is a RuntimeError too, and so is corruption."""
    return isinstance(error, OSError) or str(error).startswith("Corruption")


def _replace(store: pyoxigraph.Store, graphs: Mapping[NamedNode, bytes]) -> None:
    # One bulk write costs a quarter of single updates, but can only add.
    new = [name for name, text in graphs.items() if text and not store.contains_named_graph(name)]
    if new:
        # In pieces, for a page is a hundred megabytes and need not be there twice.
        trig = _Pieces(b"%b {\n%b}\n" % (str(name).encode(), graphs[name]) for name in new)
        # Lenient, for the text was made from terms that were validated when they were built.
        store.bulk_load(BufferedReader(trig, _READ_AT_ONCE), format=RdfFormat.TRIG, lenient=True)
    for name in graphs.keys() - set(new):
        store.update(_replacement(name, graphs[name]))


class _Pieces(RawIOBase):
    """Bytes that are made while they are read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        """Fill the buffer as far as the next piece does; no piece is empty, so nought is the end."""
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        room = memoryview(buffer)
        count = min(len(room), len(self._left))
        room[:count], self._left = self._left[:count], self._left[count:]
        return count


def _replacement(graph: GraphName, triples: bytes, keep: bool = False) -> str:
    """One update, which pyoxigraph runs as one transaction; `keep` leaves an empty graph where one was."""
    is_default = isinstance(graph, DefaultGraph)
    steps = ["DROP DEFAULT" if is_default else f"DROP SILENT GRAPH {graph}"]
    if triples:
        block = f"{{\n{triples.decode()}}}"
        steps.append(f"INSERT DATA {block if is_default else f'{{ GRAPH {graph} {block} }}'}")
    elif keep and not is_default:
        steps.append(f"CREATE SILENT GRAPH {graph}")
    return " ;\n".join(steps)
