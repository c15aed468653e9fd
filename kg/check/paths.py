"""SHACL property paths: read from a shapes graph, written as SPARQL."""

from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Triple

from kg.check.facts import Facts, Node
from kg.errors import BadInput
from kg.rdf.names import RDF, SH

_SUFFIX = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}


@dataclass(frozen=True, slots=True)
class Path:
    """`kind` is predicate, sequence, or the local name of SHACL's property for the path."""

    kind: str
    predicate: NamedNode | None = None
    parts: tuple["Path", ...] = ()

    @property
    def sparql(self) -> str:
        """The path in SPARQL's property path syntax."""
        if self.predicate is not None:
            return str(self.predicate)
        inner = [part.sparql for part in self.parts]
        if self.kind == "inversePath":
            return f"^({inner[0]})"
        if self.kind in _SUFFIX:
            return f"({inner[0]}){_SUFFIX[self.kind]}"
        return "(" + ("|" if self.kind == "alternativePath" else "/").join(inner) + ")"

    def __str__(self) -> str:
        """The whole IRI of a plain predicate, else the path in SPARQL's syntax."""
        return self.predicate.value if self.predicate is not None else self.sparql

    @property
    def predicates(self) -> tuple[NamedNode, ...] | None:
        """The predicates of which any may lead to the value; None for a path of another form."""
        if self.predicate is not None:
            return (self.predicate,)
        inner = [part.predicate for part in self.parts if part.predicate is not None]
        return tuple(inner) if self.kind == "alternativePath" and len(inner) == len(self.parts) else None


def read_path(facts: Facts, node: Node) -> Path:
    """The path that a node of the shapes graph describes.

    Raises:
        BadInput: the node is no property path.
    """
    if isinstance(node, NamedNode):
        return Path("predicate", node)
    if facts.values(node, RDF["first"]):
        return Path("sequence", None, tuple(read_path(facts, part) for part in facts.members(node)))
    head = facts.value(node, SH["alternativePath"])
    if head is not None:
        return Path("alternativePath", None, tuple(read_path(facts, part) for part in facts.members(head)))
    for kind in ("inversePath", *_SUFFIX):
        inner = facts.value(node, SH[kind])
        if inner is not None:
            return Path(kind, None, (read_path(facts, inner),))
    raise BadInput(f"{node} is no SHACL property path.")


def path_triples(path: Path, label: str) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """The node for a path, and the triples that describe it; labels of blank nodes begin with `label`."""
    if path.predicate is not None:
        return path.predicate, []
    inner = [path_triples(part, f"{label}{number}") for number, part in enumerate(path.parts)]
    nodes = [node for node, _ in inner]
    triples = [triple for _, steps in inner for triple in steps]
    top = BlankNode(label)
    if path.kind == "sequence":
        return _listed(nodes, label, triples), triples
    below = _listed(nodes, f"{label}l", triples) if path.kind == "alternativePath" else nodes[0]
    return top, [Triple(top, SH[path.kind], below), *triples]


def _listed(nodes: list[NamedNode | BlankNode], label: str, triples: list[Triple]) -> NamedNode | BlankNode:
    rest: NamedNode | BlankNode = RDF["nil"]
    for number, node in reversed(list(enumerate(nodes))):
        cell = BlankNode(f"{label}c{number}")
        triples += [Triple(cell, RDF["first"], node), Triple(cell, RDF["rest"], rest)]
        rest = cell
    return rest
