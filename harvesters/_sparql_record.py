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

Said = dict[object, list[Triple]]


def read_statements(raw: bytes) -> list[Statement]:
    """The statements in a kept payload, which `write_statements` wrote."""
    found = (quad.triple for quad in parse(raw, format=RdfFormat.N_TRIPLES))
    return [
        (one.subject, one.predicate, one.object)
        for one in found
        if isinstance(one.subject, NamedNode) and isinstance(one.object, NamedNode | Literal)
    ]


def write_statements(statements: Sequence[Statement]) -> bytes:
    """Sorted N-Triples."""
    return canonical(statements)


def is_ours(subject: NamedNode) -> bool:
    """Whether it is a term of a vocabulary or a graph of this catalogue, which no source may describe."""
    return subject.value.startswith(_OURS)


def is_below(node: NamedNode, subject: NamedNode) -> bool:
    """Whether a node's IRI is the subject's with something after it, so that it is a part of its record."""
    return node.value.startswith((f"{subject.value}/", f"{subject.value}#"))


def statements_of(subject: NamedNode, triples: Iterable[Triple]) -> list[Statement]:
    """What is said of the subject and of the nodes below it, sorted; nothing of anything else.

    Nodes below it are the blank nodes and the IRIs beginning with its own that it leads to, one step deep. A
    blank node gets an IRI of ours that is made of what is said of it, the same whenever it is read.
    """
    said: Said = defaultdict(list)
    for triple in triples:
        said[triple.subject].append(triple)
    found: list[Statement] = []
    for triple in said[subject]:
        value = triple.object
        node = _skolem(triple, said) if isinstance(value, BlankNode) else _named(value)
        if node is None:
            continue
        found.append((subject, triple.predicate, node))
        if isinstance(node, NamedNode) and (node != value or is_below(node, subject)):
            found += [(node, one.predicate, term) for one in said[value] if (term := _named(one.object))]
    return read_statements(canonical(found))


def _skolem(triple: Triple, said: Said) -> NamedNode | None:
    """The IRI of a blank node, made of where it stands and what is said of it; None where that is nothing."""
    named = ((one.predicate, _named(one.object)) for one in said[triple.object])
    inner = sorted(f"{predicate} {term}" for predicate, term in named if term is not None)
    return digest_iri("node", str(triple.subject), str(triple.predicate), *inner) if inner else None


def _named(value: object) -> NamedNode | Literal | None:
    """An IRI, or a literal without a language tag that is too long; None for a blank node."""
    if isinstance(value, Literal):
        too_long = value.language is not None and len(value.language) > _LONGEST_TAG
        return Literal(value.value) if too_long else value
    return value if isinstance(value, NamedNode) else None
