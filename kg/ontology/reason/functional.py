"""A document as OWL 2 functional-style syntax: what the reasoner is handed.

The axioms are written, not the triples: in this syntax the place of a name says what it is, so that classes
and properties which nobody declares, such as those of ontologies that are only referred to, count.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal

from kg.ontology.axiom import DISJOINT, SUBCLASS, Axiom
from kg.ontology.document import DATA_PROPERTY, Document
from kg.ontology.expression import AND, Expression, compound
from kg.rdf.names import OWL

_TWICE = {
    "EquivalentClasses",
    "DisjointClasses",
    "EquivalentObjectProperties",
    "DisjointObjectProperties",
    "EquivalentDataProperties",
    "DisjointDataProperties",
    "InverseObjectProperties",
    "SameIndividual",
    "DifferentIndividuals",
}
"""Axioms about two things and more; about one thing twice, they have one part in our form."""


def ontology_text(document: Document) -> str:
    """The classes and logical axioms of a document and of all its imports."""
    classes = {iri: None for each in document.with_imports for iri in each.terms if iri in each.classes}
    axioms = {axiom: None for each in document.with_imports for axiom in each.axioms}
    data = {
        iri
        for each in document.with_imports
        for iri, term in each.terms.items()
        if DATA_PROPERTY in term.kinds
    }
    return text_of(classes, map(mended, axioms), data)


def mended(axiom: Axiom) -> Axiom:
    """The axiom in a form from which rustdl draws all consequences.

    Version 0.4.42 overlooks some of two disjoint expressions (in 2 of 1,000 random EL ontologies, as HermiT
    confirms), and none where it is told that nothing is a member of both.
    """
    if (
        axiom.kind == DISJOINT
        and len(axiom.parts) == 2
        and not all(isinstance(each, str) for each in axiom.parts)
    ):
        return Axiom(SUBCLASS, (compound(AND, axiom.parts), OWL["Nothing"].value))
    return axiom


def text_of(classes: Iterable[str], axioms: Iterable[Axiom], data: Iterable[str] = ()) -> str:
    """An ontology of these classes and axioms; `data` are the data properties, which keys tell apart."""
    return "\n".join(["Ontology(", *_lines(classes, axioms, frozenset(data)), ")\n"])


def axiom_text(axiom: Axiom, data: frozenset[str] = frozenset()) -> str:
    """One axiom in functional-style syntax, as every OWL tool reads it."""
    parts = axiom.parts
    if axiom.kind == "HasKey":
        objects = " ".join(_text(each) for each in parts[1:] if each not in data)
        values = " ".join(_text(each) for each in parts[1:] if each in data)
        return f"HasKey({_text(parts[0])} ({objects}) ({values}))"
    if axiom.kind == "DisjointUnion" and len(parts) == 2:
        return f"EquivalentClasses({_text(parts[0])} {_text(parts[1])})"
    if axiom.kind in _TWICE and len(parts) == 1:
        parts = parts * 2
    return f"{axiom.kind}({' '.join(map(_text, parts))})"


def _lines(classes: Iterable[str], axioms: Iterable[Axiom], data: frozenset[str]) -> Iterator[str]:
    yield from (f"Declaration(Class(<{iri}>))" for iri in classes)
    yield from (axiom_text(axiom, data) for axiom in axioms)


def _text(expression: Expression) -> str:
    if isinstance(expression, str):
        return f"<{expression}>"
    if isinstance(expression, Literal):
        return _literal(expression)
    first, *rest = expression.parts
    if expression.op.endswith("Cardinality") and isinstance(first, Literal):
        return f"{expression.op}({first.value} {' '.join(map(_text, rest))})"
    return f"{expression.op}({' '.join(map(_text, expression.parts))})"


def _literal(literal: Literal) -> str:
    quoted = '"' + literal.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{quoted}@{literal.language}" if literal.language else f"{quoted}^^<{literal.datatype.value}>"
