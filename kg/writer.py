"""The live store and its ledger, opened together by the one writer there is at a time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.harvest.ledger import Ledger
from kg.rdf.names import GRAPH
from kg.rdf.syntax import canonical_file
from kg.store.embedded import EmbeddedStore
from kg.store.home import Home


@dataclass(frozen=True, slots=True)
class Writer:
    """The right to change a store."""

    store: EmbeddedStore
    ledger: Ledger

    def write(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Replace graphs and return when they are safe on disk."""
        self.store.replace(graphs)
        self.store.flush()

    def load(self, graph: NamedNode, data: bytes, suffix: str, base: str | None = None) -> tuple[int, bool]:
        """Replace a graph by what a file says, unless it came from the same bytes.

        Returns the graph's triples, and whether it was written.

        Raises:
            BadInput: the bytes are not valid RDF of that syntax; the graph stays as it was.
        """
        name, digest = f"loaded {graph.value}", sha256(data).hexdigest()
        before, _, count = (self.ledger.fact(name) or "").partition(" ")
        if before == digest:
            return int(count), False
        text = canonical_file(data, suffix, base)
        self.write({graph: text})
        self.ledger.changed()
        triples = text.count(b"\n")
        self.ledger.remember(name, f"{digest} {triples}")
        return triples, True


@contextmanager
def open_writer(home: Home) -> Iterator[Writer]:
    """Open a store for writing, and mend what a killed run left.

    Raises:
        StoreBusy: another process writes to it.
    """
    home.path.mkdir(parents=True, exist_ok=True)
    with EmbeddedStore(home.live_path) as store, Ledger(home.ledger_path, home.payloads_path) as ledger:
        writer = Writer(store, ledger)
        _mend(writer)
        yield writer


def _mend(writer: Writer) -> None:
    """Undo the page that a killed run stored and did not enter, so that store and ledger agree again."""
    for run in writer.ledger.unfinished():
        entered = writer.ledger.stored_graphs(run.source)
        stored = {name.value for name in writer.store.graphs(f"{GRAPH}{quote(run.source, safe='')}/")}
        writer.store.remove(NamedNode(graph) for graph in stored - entered)
        writer.store.flush()
        writer.ledger.forget_content(entered - stored)
        writer.ledger.doubt_intended()
        writer.ledger.changed()
        writer.ledger.finish(run, {"interrupted": True})
