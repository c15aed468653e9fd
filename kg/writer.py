"""The live store and its ledger, opened together by the one writer there is at a time."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import BadInput
from kg.harvest.ledger import Ledger
from kg.rdf.mint import graph_source
from kg.rdf.names import GRAPH
from kg.rdf.syntax import canonical_file
from kg.store.embedded import EmbeddedStore
from kg.store.home import Home
from kg.store.space import full_disk_named
from kg.store.store import Store

_LOADED = "loaded "


@dataclass(frozen=True, slots=True)
class Writer:
    """The right to change a store."""

    store: Store
    ledger: Ledger

    def write(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Replace graphs and return when they are safe on disk."""
        self.store.replace(graphs)
        self.store.flush()

    def load(
        self, graph: NamedNode | None, data: bytes, suffix: str, base: str | None = None
    ) -> tuple[int, bool]:
        """Replace a graph (None: the default graph) by what a file says, unless it came from the same bytes.

        Returns the graph's triples, and whether it was written.

        Raises:
            BadInput: the bytes are not valid RDF of that syntax; the graph stays as it was.
        """
        name, digest = _loaded(graph), sha256(data).hexdigest()
        before, _, count = (self.ledger.facts.find(name) or "").partition(" ")
        if before == digest:
            return int(count), False
        text = canonical_file(data, suffix, base)
        self.doubt_loaded(graph)  # killed in between, it would hold what these bytes said before
        with self.amending():
            self.store.put(graph or DefaultGraph(), text)
        triples = text.count(b"\n")
        self.ledger.facts.remember(name, f"{digest} {triples}")
        return triples, True

    def was_loaded(self, graph: NamedNode) -> bool:
        """Whether a file was ever loaded into this graph, whatever was done to it since."""
        return self.ledger.facts.find(_loaded(graph)) is not None

    def loaded_digest(self, graph: NamedNode) -> str:
        """The SHA-256 of the file that a graph holds; empty where it may hold something else."""
        return (self.ledger.facts.find(_loaded(graph)) or "").partition(" ")[0]

    def doubt_loaded(self, *graphs: NamedNode | None) -> None:
        """Enter that graphs may no longer hold what was loaded into them."""
        for graph in graphs:
            if self.ledger.facts.find(_loaded(graph)) is not None:
                self.ledger.facts.remember(_loaded(graph), "")

    def doubt_all_loaded(self, but: Iterable[NamedNode] = ()) -> None:
        """The same of all graphs but some."""
        self.ledger.facts.doubt(_LOADED, but=[_loaded(graph) for graph in but])

    @contextmanager
    def amending(self, doubts_records: bool = False) -> Iterator[None]:
        """Change the store within; on leaving it is safe on disk, and the ledger knows that it changed.

        BadInput must mean that nothing was written. Any other error, and a crash, counts as a change when the
        store is opened the next time.
        """
        self.ledger.doubts.amending(doubts_records)
        try:
            yield
            self.store.flush()
        except BadInput:
            self.ledger.doubts.amended(wrote=False)
            raise
        self.ledger.doubts.amended()


@contextmanager
def open_writer(home: Home) -> Iterator[Writer]:
    """Open a store for writing, and mend what a killed run left.

    Raises:
        StoreBusy: another process writes to it.
        StoreFull: the disk is full, here and while it is open.
    """
    home.path.mkdir(parents=True, exist_ok=True)
    with (
        full_disk_named(home.path),
        _open_store(home) as store,
        Ledger(home.ledger_path, home.payloads_path) as ledger,
    ):
        writer = Writer(store, ledger)
        _mend(writer)
        yield writer


def _open_store(home: Home) -> AbstractContextManager[Store]:
    if home.remote is None:
        return EmbeddedStore(home.live_path)
    from kg.store.endpoint_writer import open_endpoint

    return open_endpoint(home.path, home.remote)


def _mend(writer: Writer) -> None:
    """Undo the page that a killed run stored and did not enter, so that store and ledger agree again."""
    writer.ledger.doubts.amended()
    for run in writer.ledger.runs.unfinished():
        entered = writer.ledger.doubts.stored_graphs(run.source)
        ours = writer.store.graphs(f"{GRAPH}{quote(run.source, safe='')}/")
        # A source may have the name of what the product keeps itself: pairs, labels.
        stored = {name.value for name in ours if graph_source(name.value) is not None}
        writer.store.remove(NamedNode(graph) for graph in stored - entered)
        writer.store.flush()
        writer.ledger.doubts.lacking(entered - stored)
        writer.ledger.doubts.settle_intended()
        writer.ledger.changed()
        writer.ledger.runs.finish(run, {"interrupted": True}, "cut")


def _loaded(graph: NamedNode | None) -> str:
    """Under which name the ledger remembers the bytes that were loaded into a graph."""
    return f"{_LOADED}{graph.value if graph else 'default graph'}"
