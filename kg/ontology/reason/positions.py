"""What names are used for: the place of a name in an axiom says whether it is a class or a property."""

from collections.abc import Iterator

from kg.ontology.axiom import Axiom
from kg.ontology.document import Document
from kg.ontology.expression import Compound, Expression

_CLASSES = {
    "SubClassOf": slice(None),
    "EquivalentClasses": slice(None),
    "DisjointClasses": slice(None),
    "DisjointUnion": slice(None),
    "ClassAssertion": slice(0, 1),
    "HasKey": slice(0, 1),
    "ObjectPropertyDomain": slice(1, 2),
    "ObjectPropertyRange": slice(1, 2),
    "DataPropertyDomain": slice(1, 2),
}
"""Which parts of an axiom are classes."""

_MEMBERS = {"ObjectIntersectionOf", "ObjectUnionOf", "ObjectComplementOf"}
_FILLERS = {"ObjectSomeValuesFrom", "ObjectAllValuesFrom"}
_ON_OBJECTS = {*_FILLERS, "ObjectHasValue", "ObjectHasSelf"}


def classes_used(document: Document) -> Iterator[str]:
    """Every IRI that stands where a class is due, in the document and its imports; repeats included."""
    for each in document.with_imports:
        for axiom in each.axioms:
            for part in axiom.parts[_CLASSES.get(axiom.kind, slice(0, 0))]:
                yield from _classes(part)


def properties_used(document: Document) -> Iterator[str]:
    """Every IRI that stands where only an object property can; repeats included."""
    for each in document.with_imports:
        for axiom in each.axioms:
            yield from _stated(axiom)
            for part in axiom.parts:
                yield from _properties(part)


def _stated(axiom: Axiom) -> Iterator[str]:
    if "ObjectPropert" in axiom.kind and "Assertion" not in axiom.kind:
        parts = axiom.parts[:1] if axiom.kind.endswith(("Domain", "Range")) else axiom.parts
        yield from (part for part in parts if isinstance(part, str))


def _classes(part: Expression) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Compound):
        if part.op in _MEMBERS:
            inner = part.parts
        elif part.op in _FILLERS:
            inner = part.parts[1:]
        else:
            inner = part.parts[2:] if part.op.startswith("Object") and part.op.endswith("Cardinality") else ()
        for each in inner:
            yield from _classes(each)


def _properties(part: Expression) -> Iterator[str]:
    if not isinstance(part, Compound):
        return
    if part.op in _ON_OBJECTS:
        place = part.parts[0]
    elif part.op.startswith("Object") and part.op.endswith("Cardinality"):
        place = part.parts[1]
    else:
        place = part
    if isinstance(place, str):
        yield place
    for each in part.parts:
        yield from _properties(each)
