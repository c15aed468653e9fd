"""The two copies of the live store that a generation holds: with the union as default graph, and as it is."""

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.rdf.terms import Triple
from kg.store.generation import Generation
from kg.store.store import Store as LiveStore
from kg.store.union import unite
from kg.store.void import STATISTICS, statistics

LAYOUT = 3
"""Raise it whenever readers need a part that generations made before lack: they are published again then."""


def make_copies(live: LiveStore, generation: Generation) -> int:
    """Write `graph` and `plain` of an unfinished generation; returns the number of distinct triples.

    Both hold the statistics in a graph of their own. Beyond these, and the union, they share their files with
    the live store where the file system allows.
    """
    live.backup(generation.plain)
    live.backup(generation.graph)
    united = Store(str(generation.graph))
    unite(united)
    triples, said = statistics(united)
    _keep(united, said, (STATISTICS, DefaultGraph()))
    _keep(Store(str(generation.plain)), said, (STATISTICS,))
    return triples


def _keep(store: Store, said: list[Triple], graphs: tuple[NamedNode | DefaultGraph, ...]) -> None:
    store.extend(Quad(*triple, graph) for graph in graphs for triple in said)
    store.flush()
