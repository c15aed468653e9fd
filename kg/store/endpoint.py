"""The live store in another SPARQL 1.1 engine: every graph replaced as a whole, many in one request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from kg.errors import BadInput
from kg.rdf.names import GRAPH, LDP, OPENLINK, URIQA
from kg.store.endpoint_http import EndpointHttp
from kg.store.endpoint_table import Sizes, rows, sizes
from kg.store.remote import Remote
from kg.store.store import GraphName

GRAPHS_AT_ONCE = 100
TRIPLES_AT_ONCE = 2000
BYTES_AT_ONCE = 500_000
"""Bounds of one update. Virtuoso 7.2.5 refuses some 5,000 triples in a graph, and what becomes 10,000 lines
of SQL; larger ones are hardly faster on either engine (0.1 to 0.25 s for 100 graphs of 40 triples)."""

READ_AT_ONCE = 100
"""Graphs in one question: Virtuoso sends 10,000 rows at most, as it is delivered."""

WRITE_SECONDS = 300.0

_PRIVATE = GRAPH["generation/"].value
_SYSTEM = (*map(str, (LDP, OPENLINK, URIQA)), "urn:virtuoso:")
"""How the names of graphs begin that Virtuoso keeps for itself."""
HIDDEN = (_PRIVATE, *_SYSTEM)
"""How the names of graphs begin that are no part of what the store says."""


class EndpointStore:
    """One engine, opened for writing. Whoever opens it sees to it that nobody else does.

    Raises, by every method:
        QueryFailed: the engine does not answer, or does not do what it is told; what was written before
            that is kept, and a repeated `replace` mends the rest.
    """

    def __init__(self, remote: Remote) -> None:
        self.http = EndpointHttp(remote)

    def __enter__(self) -> "EndpointStore":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def replace(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Make each graph hold exactly these N-Triples."""
        few: dict[NamedNode, bytes] = {}
        for name, text in graphs.items():
            triples = text.count(b"\n")
            # A blank node's label is good for one request, so a graph with one goes by itself.
            if triples > TRIPLES_AT_ONCE or len(text) > BYTES_AT_ONCE or b"_:" in text:
                self.http.put(name.value, text, WRITE_SECONDS)
                continue
            if few and not _fits(few, triples, len(text)):
                self._update(_replacement(few))
                few = {}
            few[name] = text
        if few:
            self._update(_replacement(few))

    def remove(self, graphs: Iterable[NamedNode]) -> None:
        """Remove graphs; those that are not there are no error."""
        self.replace(dict.fromkeys(graphs, b""))

    def put(self, graph: GraphName, triples: bytes) -> None:
        """Make one named graph hold exactly these triples."""
        self.replace({_named(graph): triples})

    def add(self, graph: GraphName, triples: bytes) -> None:
        """Refused: the engine itself takes such changes."""
        raise _refused()

    def extend(self, quads: Sequence[Quad]) -> None:
        """Add quads to the named graphs they name, some thousand at a time.

        Raises:
            BadInput: a quad has a blank node, whose name is good for one request only, or no graph.
        """
        for start in range(0, len(quads), TRIPLES_AT_ONCE):
            self._update(_insertion(quads[start : start + TRIPLES_AT_ONCE]))

    def drop(self, graph: GraphName) -> None:
        """Remove one named graph."""
        self.remove([_named(graph)])

    def holds(self, graph: GraphName) -> bool:
        """Whether there is such a graph and something in it."""
        return _named(graph).value in self.sizes()

    def update(self, sparql: str) -> None:
        """Refused: the engine itself takes updates."""
        raise _refused()

    def graphs(self, prefix: str = "") -> Iterator[NamedNode]:
        """The names of the graphs whose IRIs start so."""
        return (NamedNode(name) for name in self.sizes() if name.startswith(prefix))

    def triples_of(self, graphs: Sequence[NamedNode]) -> Iterator[tuple[NamedNode, list[Triple]]]:
        """What graphs say of named things, asked for many graphs at a time; nothing for absent ones."""
        for start in range(0, len(graphs), READ_AT_ONCE):
            some = graphs[start : start + READ_AT_ONCE]
            names = " ".join(map(str, some))
            # Virtuoso writes blank nodes in a way that no table may.
            named = "FILTER(isIRI(?s) && !isBlank(?o))"
            query = f"SELECT ?g ?s ?p ?o WHERE {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o {named} }} }}"
            found: dict[str, list[Triple]] = {}
            for row in rows(self.http, query):
                subject, predicate = row["s"], row["p"]
                if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                    triple = Triple(subject, predicate, row["o"])
                    found.setdefault(row["g"].value, []).append(triple)
            yield from ((name, found[name.value]) for name in some if name.value in found)

    def sizes(self) -> Sizes:
        """All graphs but the engine's and the generations' own, with the number of their triples."""
        return {name: size for name, size in sizes(self.http).items() if not name.startswith(HIDDEN)}

    def flush(self) -> None:
        """Nothing to do: an engine that answers success has what it was given."""

    def backup(self, folder: Path) -> None:
        """Refused: only the engine itself can copy its files."""
        raise BadInput(
            f"The triples are in the engine at {self.http.remote.host}. Back them up with the engine's own "
            "means, or as a file with `kg dump`, and copy the local folder of this store beside them."
        )

    def close(self) -> None:
        """Close the connections."""
        self.http.close()

    def _update(self, text: str) -> None:
        self.http.update(text, WRITE_SECONDS)


def _fits(few: Mapping[NamedNode, bytes], triples: int, size: int) -> bool:
    return (
        len(few) < GRAPHS_AT_ONCE
        and triples + sum(text.count(b"\n") for text in few.values()) <= TRIPLES_AT_ONCE
        and size + sum(map(len, few.values())) <= BYTES_AT_ONCE
    )


def _replacement(graphs: Mapping[NamedNode, bytes]) -> str:
    """One request for all of them: it costs much more than what is in it."""
    parts = [" ;\n".join(f"DROP SILENT GRAPH {name}" for name in graphs)]
    said = "".join(f"GRAPH {name} {{\n{text.decode()}}}\n" for name, text in graphs.items() if text)
    if said:
        parts.append(f"INSERT DATA {{\n{said}}}")
    return " ;\n".join(parts)


def _insertion(quads: Sequence[Quad]) -> str:
    lines = []
    for quad in quads:
        if BlankNode in map(type, (quad.subject, quad.object, quad.graph_name)):
            raise _bulky()
        assert isinstance(quad.graph_name, NamedNode | DefaultGraph)
        lines.append(f"GRAPH {_named(quad.graph_name)} {{ {quad.triple} }}\n")
    return f"INSERT DATA {{\n{''.join(lines)}}}"


def _bulky() -> BadInput:
    return BadInput(
        "The file has blank nodes, which cannot be sent in parts. Use the engine's own bulk loader."
    )


def _named(graph: GraphName) -> NamedNode:
    if isinstance(graph, DefaultGraph):
        raise BadInput("Engines differ in what their default graph is. Name a graph, with --graph IRI.")
    return graph


def _refused() -> BadInput:
    return BadInput(
        "The triples of this store are in another engine. Write to that engine directly, "
        "and then run `kg publish`."
    )
