"""Triples in memory, asked by subject and predicate; for shapes graphs, which are small."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.rdf.names import RDF

Node = NamedNode | BlankNode | Literal


def apart(triple: Triple, number: int) -> Triple:
    """The triple with the labels of its blank nodes made those of one file, the number-th of several."""
    subject, value = triple.subject, triple.object
    if isinstance(subject, BlankNode):
        subject = BlankNode(f"f{number}x{subject.value}")
    if isinstance(value, BlankNode):
        value = BlankNode(f"f{number}x{value.value}")
    return Triple(subject, triple.predicate, value)


class Facts:
    """A small graph; blank nodes keep their labels."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self._values: dict[Node, dict[NamedNode, list[Node]]] = defaultdict(lambda: defaultdict(list))
        for triple in self.triples:
            assert isinstance(triple.object, NamedNode | BlankNode | Literal)
            assert isinstance(triple.subject, NamedNode | BlankNode)
            self._values[triple.subject][triple.predicate].append(triple.object)

    def subjects(self) -> Iterator[Node]:
        """All subjects, in the order in which the text names them first."""
        yield from self._values

    def about(self, subject: Node) -> dict[NamedNode, list[Node]]:
        """Everything said of the subject."""
        return self._values.get(subject, {})

    def values(self, subject: Node, predicate: NamedNode) -> list[Node]:
        """The objects of a subject and a predicate."""
        return self.about(subject).get(predicate, [])

    def value(self, subject: Node, predicate: NamedNode) -> Node | None:
        """The first object, or None."""
        found = self.values(subject, predicate)
        return found[0] if found else None

    def members(self, head: Node) -> list[Node]:
        """The members of an RDF list; a list that bites its tail ends there."""
        found: list[Node] = []
        seen: set[Node] = set()
        node: Node | None = head
        while node is not None and node != RDF["nil"] and node not in seen:
            seen.add(node)
            found += self.values(node, RDF["first"])
            node = self.value(node, RDF["rest"])
        return found
