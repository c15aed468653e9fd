"""The concepts of NeXus as a store takes them in: what classes and fields are called, never reasoned over."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import BadInput
from kg.ontology.axiom import SUBCLASS
from kg.ontology.document import CLASS, DATA_PROPERTY, OBJECT_PROPERTY, Document, Term
from kg.ontology.snapshot import tidy
from kg.ontology.tables.about import About
from kg.rdf.names import NEXUS, RDF, RDFS
from kg.rdf.syntax import turtle

SOURCE = f"{NEXUS}NeXusOntology"
_NOTE = "Names, kinds and stated parents of classes and fields; comments and axioms are left out."
_HEADER = "# Written by `kg ontology update nexus` from a release of NeXusOntology; do not edit.\n\n"
_KINDS = (CLASS, OBJECT_PROPERTY, DATA_PROPERTY)
_IN_CLASS = f"{SOURCE}#NeXusClass"
_PARENTS = {SUBCLASS: RDFS["subClassOf"], "SubObjectPropertyOf": RDFS["subPropertyOf"]}


def nexus_table(document: Document, about: About) -> bytes:
    """The table as Turtle.

    Raises:
        BadInput: the document defines nothing of NeXus.
    """
    own = {
        iri: term
        for iri, term in sorted(document.terms.items())
        if iri.startswith(str(NEXUS)) and _kinds(term)
    }
    if not own:
        raise BadInput(f"{document.name} defines nothing of {NEXUS}; give a release of NeXusOntology.")
    triples = [
        *about.triples(f"vocabulary/nexus/{about.version}", SOURCE, _NOTE),
        *(triple for term in own.values() for triple in _term(term)),
        *_parents(document),
    ]
    return (_HEADER + tidy(turtle(dict.fromkeys(triples)).decode())).encode()


def _kinds(term: Term) -> list[str]:
    return [kind for kind in _KINDS if kind in term.kinds]


def _term(term: Term) -> Iterator[Triple]:
    node = NamedNode(term.iri)
    for kind in _kinds(term):
        yield Triple(node, RDF["type"], NamedNode(kind))
    name = term.label or term.iri.replace("#", "/").rpartition("/")[2]
    yield Triple(node, RDFS["label"], Literal(name))
    for value in term.annotations.get(_IN_CLASS, ()):
        if isinstance(value, NamedNode):  # the NeXus class that the field belongs to
            yield Triple(node, NamedNode(_IN_CLASS), value)


def _parents(document: Document) -> Iterator[Triple]:
    for axiom in document.axioms:
        predicate = _PARENTS.get(axiom.kind)
        named = [part for part in axiom.parts if isinstance(part, str) and part.startswith(str(NEXUS))]
        if predicate is not None and len(named) == len(axiom.parts) == 2:
            yield Triple(NamedNode(named[0]), predicate, NamedNode(named[1]))
