"""What a generation's graphs hold, as they are in the live store."""

from collections.abc import Iterator

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Triple

from kg.errors import BadInput
from kg.store.generation import Generation


class Contents:
    """A generation opened for reading whole graphs; it is not removed as long as this is referenced.

    Raises:
        BadInput: the generation was made before plain copies were kept.
    """

    def __init__(self, generation: Generation) -> None:
        if "engine" in generation.facts:
            raise BadInput(
                "The graphs of this store are in another engine. Ask for one with "
                "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <…> { ?s ?p ?o } }."
            )
        if not (generation.plain / "CURRENT").is_file():
            raise BadInput("This generation has no plain copy of its graphs. Make a new one with: kg publish")
        self._hold = generation.hold()
        self._store = pyoxigraph.Store.read_only(str(generation.plain))

    def triples(self, graph: str | None) -> Iterator[Triple] | None:
        """What a named graph says, or (None) the default graph; None when there is no graph of this name."""
        name = DefaultGraph() if graph is None else NamedNode(graph)
        if isinstance(name, NamedNode) and not self._store.contains_named_graph(name):
            return None
        return self._triples(name)

    def _triples(self, name: NamedNode | DefaultGraph) -> Iterator[Triple]:
        for quad in self._store.quads_for_pattern(None, None, None, name):
            yield quad.triple
