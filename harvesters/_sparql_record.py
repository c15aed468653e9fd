"""One subject's statements out of an answer: those it may make, without blank nodes, in a fixed order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.rdf.mint import digest_iri
from kg.rdf.names import GRAPH, PANET, PREFIXES
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple as Statement

_OURS = (str(GRAPH), str(PANET), *(str(namespace) for namespace in PREFIXES.values()))
_LONGEST_TAG = 35
"""Characters of a language tag; BCP 47 needs no more in practice."""

Said = dict[object, list[Statement]]


def read_statements(raw: bytes) -> list[Statement]:
    """The statements in a kept payload, which `write_statements` wrote."""
    found = (quad.triple for quad in parse(raw, format=RdfFormat.N_TRIPLES))
    return [(one.subject, one.predicate, one.object) for one in found]


def write_statements(statements: Sequence[Statement]) -> bytes:
    """Sorted N-Triples."""
    return canonical(statements)


def is_ours(subject: NamedNode) -> bool:
    """Whether it is a term of a vocabulary or a graph of this catalogue, which no source may describe."""
    return subject.value.startswith(_OURS)


def is_below(node: NamedNode, subject: NamedNode) -> bool:
    """Whether a node's IRI is the subject's with something after it, so that it is a part of its record."""
    return node.value.startswith((f"{subject.value}/", f"{subject.value}#"))


def statements_of(subject: NamedNode, triples: Iterable[Statement]) -> list[Statement]:
    """What is said of the subject and of the nodes below it, sorted; nothing of anything else.

    Nodes below it are the blank nodes and the IRIs beginning with its own that it leads to, one step deep. A
    blank node gets an IRI of ours that is made of what is said of it, the same whenever it is read.
    """
    said: Said = defaultdict(list)
    for triple in triples:
        said[triple[0]].append(triple)
    found: list[Statement] = []
    for _, predicate, value in said[subject]:
        node = _node(subject, predicate, value, said)
        if node is None:
            continue
        found.append((subject, predicate, node))
        if node is not value or (isinstance(value, NamedNode) and is_below(value, subject)):
            found += _inner(node, said[value])
    return read_statements(canonical(found))


def _node(subject: NamedNode, predicate: NamedNode, value: object, said: Said) -> NamedNode | Literal | None:
    if isinstance(value, BlankNode):
        inner = sorted(f"{said_of} {term}" for _, said_of, term in said[value] if not _is_blank(term))
        return digest_iri("node", subject.value, predicate.value, *inner) if inner else None
    return _literal(value) if isinstance(value, Literal) else value if isinstance(value, NamedNode) else None


def _inner(node: NamedNode | Literal, statements: list[Statement]) -> list[Statement]:
    if not isinstance(node, NamedNode):
        return []
    return [
        (node, predicate, _literal(value) if isinstance(value, Literal) else value)
        for _, predicate, value in statements
        if not _is_blank(value) and not isinstance(value, Triple)
    ]


def _is_blank(value: object) -> bool:
    return isinstance(value, BlankNode)


def _literal(value: Literal) -> Literal:
    """Without a language tag that is none."""
    return Literal(value.value) if value.language and len(value.language) > _LONGEST_TAG else value
