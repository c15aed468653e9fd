"""Publication in another engine: one graph per generation holds the union of all others, each triple once.

Readers name that graph as their default graph, so what they see never changes under them, whatever is written
to the graphs of records meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions

from kg.errors import BadInput
from kg.rdf.names import DCT, GRAPH
from kg.store.endpoint import WRITE_SECONDS, EndpointStore
from kg.store.endpoint_http import JSON, Dataset, EndpointHttp
from kg.store.endpoint_table import MOST_BYTES, READ_SECONDS, Sizes, rows, sizes
from kg.store.store import Store
from kg.store.void import STATISTICS, statistics

Progress = Callable[..., None]

GRAPHS_AT_ONCE = 500
TRIPLES_AT_ONCE = 50_000
"""Bounds of one copying update (measured on 80,000 triples: 1.5 s Virtuoso, 2.9 s Oxigraph)."""

_PREFIX = GRAPH["generation/"].value
_WRITER = GRAPH["generation/writer"]
"""Holds the name of the local folder whose ledger knows what is in the engine."""


def graph_of(number: int) -> NamedNode:
    """The graph of a generation."""
    return GRAPH[f"generation/{number}"]


def fingerprint(live: Store) -> str:
    """Changes when graphs come, go or grow: somebody may write to the engine past us."""
    return sha256(repr(list(_published(_endpoint(live)).items())).encode()).hexdigest()


def make_union(live: Store, number: int, progress: Progress) -> int:
    """Fill the graph of a generation; returns its distinct triples, not counting the statistics."""
    store, target = _endpoint(live), graph_of(number)
    http = store.http
    http.update(f"DROP SILENT GRAPH {target}", WRITE_SECONDS)
    held = _published(store)
    done = 0
    for some in _batches(held):
        progress("Uniting the graphs", done, len(held))
        names = " ".join(f"<{name}>" for name in some)
        http.update(
            f"INSERT {{ GRAPH {target} {{ ?s ?p ?o }} }} "
            f"WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}",
            WRITE_SECONDS,
        )
        done += len(some)
    triples, said = statistics(cast(pyoxigraph.Store, _AsStore(http, Dataset((target.value,)))))
    store.replace({STATISTICS: "".join(f"{s} {p} {o} .\n" for s, p, o in said).encode()})
    http.update(f"ADD SILENT GRAPH {STATISTICS} TO GRAPH {target}", WRITE_SECONDS)
    return triples


def holds_union(live: Store, number: int) -> bool:
    """Whether the graph of a generation is still there: only the engine itself could have lost it."""
    return graph_of(number).value in sizes(_endpoint(live).http)


def remove_unions(live: Store, keep: Iterable[int]) -> None:
    """Remove the graphs of all generations but some, those of interrupted publications too."""
    store = _endpoint(live)
    kept = {graph_of(number).value for number in keep} | {_WRITER.value}
    for name in sizes(store.http):
        if name.startswith(_PREFIX) and name not in kept:
            store.http.update(f"DROP SILENT GRAPH <{name}>", WRITE_SECONDS)


def claim(store: EndpointStore, folder: str, name: str) -> None:
    """Enter that a local folder's ledger stands for this engine; `name` is the folder's own, given once.

    Raises:
        BadInput: another folder's ledger does.
    """
    found = list(rows(store.http, f"SELECT ?o WHERE {{ GRAPH {_WRITER} {{ ?s {DCT['identifier']} ?o }} }}"))
    if any(row["o"].value == name for row in found):
        return
    if found:
        raise BadInput(
            f"The engine at {store.http.remote.host} is written to from another local folder than {folder}: "
            "two ledgers would undo each other's work. Work from that folder (setting KG_STORE_FOLDER), "
            f"or, if it is lost, run this update there and harvest again: DROP GRAPH {_WRITER}"
        )
    said = f"{_WRITER} {DCT['identifier']} {Literal(name)} .\n"
    store.replace({_WRITER: said.encode()})


def _published(store: EndpointStore) -> Sizes:
    return {name: size for name, size in sorted(store.sizes().items()) if name != STATISTICS.value}


def _endpoint(live: Store) -> EndpointStore:
    assert isinstance(live, EndpointStore)
    return live


def _batches(held: Sizes) -> Iterator[list[str]]:
    some: list[str] = []
    triples = 0
    for name, size in held.items():
        if some and (len(some) >= GRAPHS_AT_ONCE or triples + size > TRIPLES_AT_ONCE):
            yield some
            some, triples = [], 0
        some.append(name)
        triples += size
    if some:
        yield some


class _AsStore:
    """What the statistics ask of a store: tables."""

    def __init__(self, http: EndpointHttp, dataset: Dataset) -> None:
        self._http = http
        self._dataset = dataset

    def query(self, sparql: str) -> QuerySolutions:
        """The whole table."""
        whole = self._http.query(sparql, JSON, self._dataset, READ_SECONDS, MOST_BYTES)
        with whole.file:
            found = pyoxigraph.parse_query_results(whole.file.read(), format=QueryResultsFormat.JSON)
        assert isinstance(found, QuerySolutions)
        return found
