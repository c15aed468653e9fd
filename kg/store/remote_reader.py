"""Ask one generation whose graphs are in another engine."""

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import BadQuery
from kg.rdf.names import XSD
from kg.rdf.terms import Term
from kg.store.endpoint import HIDDEN
from kg.store.endpoint_generation import graph_of
from kg.store.endpoint_http import Dataset, EndpointHttp
from kg.store.endpoint_table import boolean, rows, sizes, triples
from kg.store.generation import Generation
from kg.store.graph_reader import Keep
from kg.store.queries import stored
from kg.store.remote import Remote
from kg.store.remote_tokens import bind, form_of, has_graph, over_graph, with_prefixes
from kg.store.void import STATISTICS

_GRAPHS_AT_ONCE = 200
_IS_FLOAT = f"DATATYPE(?o) = {XSD['double']} || DATATYPE(?o) = {XSD['float']}"
"""Of these, Virtuoso 7 writes six digits in a table and all that it has as text."""


class RemoteReader:
    """A generation's graph in an engine, and beside it the graphs of records as they are now.

    See `GraphReader`. The generation is kept as long as this is referenced.
    """

    def __init__(self, remote: Remote, generation: Generation) -> None:
        self._hold = generation.hold()
        self._http = EndpointHttp(remote)
        self._graph = graph_of(generation.number).value

    def rows(self, query: str, /, **bindings: Term) -> Iterator[dict[str, Term]]:
        """Solutions one by one; a variable without a value is absent."""
        text, dataset = self._prepared(query, bindings, ("SELECT",))
        for row in rows(self._http, text, dataset):
            yield bindings | row

    def select(self, query: str, /, **bindings: Term) -> list[dict[str, Term]]:
        """All solutions; a variable without a value is absent."""
        return list(self.rows(query, **bindings))

    def ask(self, query: str, /, **bindings: Term) -> bool:
        """Whether the pattern of an ASK query is there."""
        text, dataset = self._prepared(query, bindings, ("ASK",))
        return boolean(self._http, text, dataset)

    def construct(self, query: str, /, **bindings: Term) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        text, dataset = self._prepared(query, bindings, ("CONSTRUCT", "DESCRIBE"))
        return triples(self._http, text, dataset)

    def size(self) -> int:
        """Distinct triples. Reads the whole graph."""
        (row,) = self.rows("SELECT (COUNT(*) AS ?number) WHERE { ?subject ?property ?value }")
        return int(row["number"].value)

    def dump(self, file: Path, keep: Keep | None = None) -> int:
        """Write what every named graph says now (those that `keep` wants) as N-Quads; returns how many."""
        number = 0
        names = sorted(
            name
            for name in sizes(self._http)
            if not name.startswith(HIDDEN) and name != STATISTICS.value and (keep is None or keep(name))
        )
        with file.open("w", encoding="utf-8", newline="\n") as target:
            for start in range(0, len(names), _GRAPHS_AT_ONCE):
                for quad in self._quads(names[start : start + _GRAPHS_AT_ONCE]):
                    number += target.write(f"{quad} .\n") > 0
        return number

    def _quads(self, names: list[str]) -> Iterator[Quad]:
        choices = " ".join(f"<{name}>" for name in names)
        text = (
            f"SELECT ?g ?s ?p ?o (IF({_IS_FLOAT}, STR(?o), ?none) AS ?digits) "
            f"WHERE {{ VALUES ?g {{ {choices} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        for row in rows(self._http, text):
            graph, predicate, value = row["g"], row["p"], row["o"]
            assert isinstance(graph, NamedNode)
            assert isinstance(predicate, NamedNode)
            if "digits" in row and isinstance(value, Literal):
                value = Literal(row["digits"].value, datatype=value.datatype)
            yield Quad(row["s"], predicate, value, graph)  # type: ignore[arg-type]

    def _prepared(self, query: str, bindings: dict[str, Term], forms: tuple[str, ...]) -> tuple[str, Dataset]:
        text = query if any(sign in query for sign in " \n{") else stored(query)
        if form_of(text) not in forms:
            raise BadQuery(f"This query is no {' and no '.join(forms)}.")
        text = with_prefixes(bind(text, bindings))
        if has_graph(text):
            # By itself, a default graph in the request would leave GRAPH nothing to look into.
            return over_graph(text, self._graph), Dataset()
        return text, Dataset((self._graph,))
