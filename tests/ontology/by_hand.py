"""Small ontologies put together by hand: classes a to d, a property p."""

from kg.ontology.axiom import Axiom, axiom
from kg.ontology.document import CLASS, Document, Fault, Term
from kg.ontology.expression import Expression, compound
from kg.ontology.read.triples import to_triples

NS = "http://example.org/"
A, B, C, D = (NS + name for name in "abcd")
P = NS + "p"


def document(*stated: Axiom, faults: tuple[Fault, ...] = (), imported: tuple[Document, ...] = ()) -> Document:
    terms = {iri: Term(iri, frozenset({CLASS})) for iri in (A, B, C)}
    return Document(
        name="o",
        format="turtle",
        iri=None,
        version=None,
        about={},
        terms=terms,
        axioms=dict.fromkeys(stated),
        triples=to_triples(terms, stated, None, {}),
        faults=faults,
        imported=imported,
    )


def below(low: Expression, high: Expression) -> Axiom:
    return axiom("SubClassOf", (low, high))


def some(prop: str, filler: Expression) -> Expression:
    return compound("ObjectSomeValuesFrom", (prop, filler))


def both(*parts: Expression) -> Expression:
    return compound("ObjectIntersectionOf", parts)
