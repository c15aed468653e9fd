"""What is put, and what readers then see, in tests of changes to single graphs."""

from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.store.home import Home

G = "https://example.org/graph"
TURTLE = "text/turtle"


def said(n: int) -> str:
    return f"<https://example.org/a> <https://example.org/b> {n} ."


def body(n: int) -> bytes:
    return said(n).encode()


def shown(home: Home, graph: str | None = G) -> set[str] | None:
    """The objects in a graph of the newest generation; None when there is no such graph."""
    current = home.current()
    assert current is not None
    store = Store.read_only(str(current.plain))
    name = NamedNode(graph) if graph else DefaultGraph()
    if isinstance(name, NamedNode) and not store.contains_named_graph(name):
        return None
    return {quad.object.value for quad in store.quads_for_pattern(None, None, None, name)}  # type: ignore[union-attr]
