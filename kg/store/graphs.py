"""Which named graph holds what, beside the graphs of source records."""

from pathlib import Path

from pyoxigraph import NamedNode

from kg.rdf.mint import digest
from kg.rdf.names import GRAPH

SHIPPED = {
    "pan.ttl": GRAPH["pan"],
    "panet-terms.ttl": GRAPH["panet/1.3.0"],
    "facilities.ttl": GRAPH["facilities"],
    "examples.ttl": GRAPH["examples"],
}
"""The vocabulary files that ship with the product, and their graphs."""

SAMPLE = ("sample-facilities.ttl", GRAPH["sample-facilities"])
"""The invented facilities and their graph, which only a store with the sample world has."""

OWN = ("file/", "posted/")
"""How the rest of a graph's IRI begins that is one of ours and yet belongs to whoever wrote it."""


def is_kept(graph: str) -> bool:
    """Whether the product alone writes a graph: records, shipped vocabularies, statistics."""
    return graph.startswith(str(GRAPH)) and not graph.removeprefix(str(GRAPH)).startswith(OWN)


def file_graph(file: Path) -> NamedNode:
    """The graph of a file that was loaded without naming one: the same file always has the same."""
    return GRAPH[f"file/{digest(str(file.resolve()))}"]
