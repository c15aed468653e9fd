"""The triples of an ontology file, by subject and with plain IRIs, and which of them were understood."""

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.ontology.read import vocabulary as owl

Node = str | BlankNode
Item = str | BlankNode | Literal


class Graph:
    """`about[subject][predicate]` are the values in the order of the file, each once."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.about: dict[Node, dict[str, dict[Item, None]]] = {}
        self.size = 0
        for subject, predicate, value in triples:
            if isinstance(subject, Triple) or isinstance(value, Triple):
                continue  # RDF-star has no place in OWL; the parser is not asked for it
            found = self.about.setdefault(_plain(subject), {}).setdefault(predicate.value, {})
            found[_item(value)] = None
            self.size += 1

    def values(self, subject: Node, predicate: str) -> tuple[Item, ...]:
        """The values of a property."""
        return tuple(self.about.get(subject, {}).get(predicate, ()))

    def one(self, subject: Node, predicate: str) -> Item | None:
        """The value of a property, None where there is none or more than one."""
        found = self.values(subject, predicate)
        return found[0] if len(found) == 1 else None

    def typed(self, kind: str) -> Iterator[Node]:
        """The subjects that are said to be of a kind."""
        return (subject for subject, said in self.about.items() if kind in said.get(owl.TYPE, ()))


def _plain(term: NamedNode | BlankNode) -> Node:
    return term.value if isinstance(term, NamedNode) else term


def _item(term: NamedNode | BlankNode | Literal) -> Item:
    return term.value if isinstance(term, NamedNode) else term
