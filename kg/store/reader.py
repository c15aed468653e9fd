"""Ask one generation's graph: read-only, the union of all named graphs as the default graph."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
    Variable,
)

from kg.errors import BadInput, BadQuery
from kg.rdf.names import PREFIXES
from kg.rdf.terms import Term
from kg.store.generation import Hold
from kg.store.graph_reader import Keep
from kg.store.queries import stored
from kg.store.union import has_union, named_quads, own_quads

_PREFIXES = {name: str(namespace) for name, namespace in PREFIXES.items()}


class Reader:
    """A read-only graph; open as long as it is referenced, and not removed as long as it is open.

    A query is the name of a stored one, or SPARQL text. Prefixes of `kg.rdf.names` need no declaration.
    Values are bound by name: `select("SELECT ?d ?title { ?d dcterms:title ?title }", d=iri)`. They reach
    every part of the query but the source of a `BIND`; a SELECT must list a bound variable among its results.

    Raises:
        BadInput: there is no graph at this path.
        BadQuery: by every method, when the text is not SPARQL or a bound variable is not in it.
    """

    def __init__(self, graph: Path) -> None:
        if not (graph / "CURRENT").is_file():
            raise BadInput(f"There is no graph in {graph}. Build one with: kg harvest, or kg demo.")
        self._graph = graph
        self._hold = Hold(graph.parent)
        self._store = pyoxigraph.Store.read_only(str(graph))
        self._unites = not has_union(self._store)

    def rows(self, query: str, /, **bindings: Term) -> Iterator[dict[str, Term]]:
        """Solutions one by one; a variable without a value is absent."""
        answer = self._ask(query, bindings)
        if not isinstance(answer, QuerySolutions):
            raise BadQuery("This query is no SELECT.")
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            values = zip(names, solution, strict=True)  # by position takes half the time of by name
            yield {name: cast(Term, value) for name, value in values if value is not None}

    def select(self, query: str, /, **bindings: Term) -> list[dict[str, Term]]:
        """All solutions; a variable without a value is absent."""
        return list(self.rows(query, **bindings))

    def ask(self, query: str, /, **bindings: Term) -> bool:
        """Whether the pattern of an ASK query is there."""
        answer = self._ask(query, bindings)
        if not isinstance(answer, QueryBoolean):
            raise BadQuery("This query is no ASK.")
        return bool(answer)

    def construct(self, query: str, /, **bindings: Term) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        answer = self._ask(query, bindings)
        if not isinstance(answer, QueryTriples):
            raise BadQuery("This query is no CONSTRUCT and no DESCRIBE.")
        return list(answer)

    def size(self) -> int:
        """Distinct triples. Reads the whole graph: seconds for ten millions."""
        (row,) = self.rows("SELECT (COUNT(*) AS ?number) { ?subject ?property ?value }")
        return int(row["number"].value)

    def dump(self, file: Path, keep: Keep | None = None) -> int:
        """Write all quads as they are in the live store as N-Quads; returns how many there are.

        That is what every named graph says, and what was written to the default graph itself; `keep` is asked
        of each graph whether it is wanted.
        """
        number = 0
        with file.open("w", encoding="utf-8", newline="\n") as target:
            for quad in self._quads():
                if keep is not None and not keep(_name(quad)):
                    continue
                number += target.write(f"{quad} .\n") > 0
        return number

    def _quads(self) -> Iterator[Quad]:
        plain = self._graph.with_name("plain")
        if plain.is_dir():  # beside it, the default graph here is the union
            return own_quads(pyoxigraph.Store.read_only(str(plain)))
        return named_quads(self._store)

    def _ask(self, query: str, bindings: dict[str, Term]) -> QuerySolutions | QueryBoolean | QueryTriples:
        text = query if any(sign in query for sign in " \n{") else stored(query)
        try:
            return self._store.query(
                text,
                prefixes=_PREFIXES,
                use_default_graph_as_union=self._unites,
                substitutions={Variable(name): value for name, value in bindings.items()},
            )
        except SyntaxError as error:
            raise BadQuery(f"Not valid SPARQL: {error}") from error
        except RuntimeError as error:
            if "projection" not in str(error):
                raise
            raise BadQuery(f"A bound variable must be among the results of a SELECT. {error}") from error


def _name(quad: Quad) -> str | None:
    return quad.graph_name.value if isinstance(quad.graph_name, NamedNode | BlankNode) else None
