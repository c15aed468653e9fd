"""The union of all graphs, kept as the default graph of a generation.

The engine's own union repeats a triple for every graph that says it. An instrument that ten thousand records
describe then counts ten thousand times, and a query through it takes for ever (measured: 24 s, not 0.12 s).
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
)

from kg.rdf.names import GRAPH

_GRAPHS_AT_ONCE = 2000
_BYTES_AT_ONCE = 64 << 20


def keep_union(graph: Path) -> None:
    """Fill the default graph of a copied store; nobody else may have it open."""
    store = Store(str(graph))
    unite(store)
    store.flush()


def unite(store: Store) -> None:
    """Add what every named graph says to the default graph.

    The triples go from the engine to the engine as text, in a syntax that is Turtle but for the final dots:
    making each of them a Python object took half of the time.
    """
    gathered: list[bytes] = []
    for text in _texts(store):
        gathered.append(text)
        if sum(map(len, gathered)) > _BYTES_AT_ONCE:
            _load(store, b"".join(gathered))
            gathered.clear()
    if gathered:
        _load(store, b"".join(gathered))


def has_union(store: Store) -> bool:
    """Whether the default graph is kept, so that the engine need not unite the graphs for a query."""
    return next(store.quads_for_pattern(None, None, None, DefaultGraph()), None) is not None


def named_quads(store: Store) -> Iterator[Quad]:
    """What the named graphs say, without the union and the statistics."""
    for name in store.named_graphs():
        if name != GRAPH["void"]:
            yield from store.quads_for_pattern(None, None, None, name)


def own_quads(store: Store) -> Iterator[Quad]:
    """What a store without the union holds, without the statistics."""
    yield from store.quads_for_pattern(None, None, None, DefaultGraph())
    yield from named_quads(store)


def _texts(store: Store) -> Iterator[bytes]:
    """What the named graphs say, as Turtle of one triple a line."""
    names = (str(name) for name in store.named_graphs() if isinstance(name, NamedNode))
    while some := " ".join(islice(names, _GRAPHS_AT_ONCE)):
        found = store.query(
            f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?g {{ {some} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        assert isinstance(found, QuerySolutions)
        table = found.serialize(format=QueryResultsFormat.TSV)
        assert table is not None
        yield table[table.index(b"\n") + 1 :].replace(b"\n", b" .\n")


def _load(store: Store, text: bytes) -> None:
    if b"_:" in text:
        text = _take_apart(store, text)
    store.bulk_load(text, format=RdfFormat.TURTLE, lenient=True)


def _take_apart(store: Store, text: bytes) -> bytes:
    """Add the triples with blank nodes one by one, for loading text renames these; returns the others."""
    lines = text.splitlines(keepends=True)
    odd = [line for line in lines if line.startswith(b"_:") or b"\t_:" in line or b"\t<<" in line]
    # Made into objects, blank nodes keep their names.
    quads = parse(b"".join(odd), format=RdfFormat.TURTLE, lenient=True)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return b"".join(set(lines).difference(odd))
