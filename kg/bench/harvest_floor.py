"""The floor below a harvest: the quads that it stored, made beforehand, in the engine's fastest write."""

from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.bench.harvest_time import cpu_seconds
from kg.rdf.mint import graph_iri
from kg.store.home import Home

_AT_ONCE = 10_000
"""Graphs loaded in one piece: about as many as a harvest's store gathers."""


def bare_store(home: Home, source: str, folder: Path) -> tuple[int, float]:
    """Load a source's graphs into a new store, in pieces as a harvest does; triples, and CPU seconds."""
    prefix = graph_iri(source, "", "").value.rpartition("/")[0]
    live = pyoxigraph.Store(str(home.live_path))
    graphs = [
        graph
        for graph in live.named_graphs()
        if isinstance(graph, NamedNode) and graph.value.startswith(prefix)
    ]
    pages = [
        b"".join(_n_quads(live, graph) for graph in graphs[start : start + _AT_ONCE])
        for start in range(0, len(graphs), _AT_ONCE)
    ]
    bare = pyoxigraph.Store(str(folder))

    def write() -> None:
        for page in pages:
            bare.bulk_load(page, format=RdfFormat.N_QUADS, lenient=True)
            bare.flush()

    seconds = cpu_seconds(write)
    return sum(page.count(b"\n") for page in pages), seconds


def _n_quads(store: pyoxigraph.Store, graph: NamedNode) -> bytes:
    text = pyoxigraph.serialize(store.quads_for_pattern(None, None, None, graph), format=RdfFormat.N_QUADS)
    assert text is not None
    return text
