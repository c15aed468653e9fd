"""PaNET as a store takes it in, made at the user's site: with definitions and retired terms."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import BadInput
from kg.ontology.axiom import SUBCLASS
from kg.ontology.document import DEFINITION, DEFINITION_SOURCE, Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.snapshot import tidy
from kg.ontology.tables.about import About
from kg.ontology.tables.retired import Retired, retired_terms
from kg.rdf.names import DCT, OWL, PAN, PANET, RDF, RDFS, SKOS, XSD
from kg.rdf.panet import PanetTable
from kg.rdf.syntax import turtle

SOURCE = f"{PANET}PaNET.owl"
_NOTE = (
    "Names, definitions and the inferred hierarchy of the release; terms of former releases that are gone or "
    "retired are kept for the data that state them."
)
_AUTHORS = ("PaNET contributors",)
_THING = OWL["Thing"].value
_HEADER = "# Written by `kg ontology update` from a release of PaNET; do not edit.\n\n"


def panet_table(
    document: Document, hierarchy: Hierarchy, about: About, former: PanetTable | None = None
) -> bytes:
    """The table as Turtle; `former` is the one that the store stood on before.

    A class without a label is left out: nobody can have meant it (v1.2.0 has one, PaNET00000).

    Raises:
        BadInput: the document defines no class of PaNET.
    """
    classes = sorted(iri for iri in document.classes if iri.startswith(str(PANET)))
    own = [iri for iri in classes if document.terms[iri].label]
    nameless = {*classes} - {*own}
    if not own:
        raise BadInput(f"{document.name} defines no class of {PANET}; give a release of PaNET.")
    retired = list(retired_terms(document, former))
    gone = {each.iri for each in retired}
    triples = [
        *replace(about, creators=about.creators or _AUTHORS).triples(f"panet/{about.version}", SOURCE, _NOTE),
        *(triple for iri in own if iri not in gone for triple in _named(document, iri)),
        *_stated(document, gone),
        *(triple for each in retired for triple in _retired(each, hierarchy)),
        *_edges(hierarchy, nameless),
    ]
    return (_HEADER + tidy(turtle(dict.fromkeys(triples)).decode())).encode()


def _named(document: Document, iri: str) -> Iterator[Triple]:
    node, term = NamedNode(iri), document.terms[iri]
    yield Triple(node, RDF["type"], OWL["Class"])
    if term.label:
        yield Triple(node, RDFS["label"], Literal(term.label))
    yield from _texts(node, SKOS["altLabel"], term.alt_labels)
    yield from _texts(node, NamedNode(DEFINITION), term.texts(DEFINITION))
    yield from _texts(node, NamedNode(DEFINITION_SOURCE), term.texts(DEFINITION_SOURCE))


def _stated(document: Document, gone: set[str]) -> Iterator[Triple]:
    for axiom in document.axioms:
        low, *above = axiom.parts
        if axiom.kind == SUBCLASS and isinstance(low, str) and low.startswith(str(PANET)) and low not in gone:
            named = (each for each in above if isinstance(each, str) and each != _THING)
            yield from _links(NamedNode(low), PAN["statedBroader"], named)


def _retired(term: Retired, hierarchy: Hierarchy) -> Iterator[Triple]:
    node = NamedNode(term.iri)
    yield Triple(node, RDF["type"], OWL["Class"])
    yield Triple(node, RDFS["label"], Literal(term.label))
    yield from _texts(node, SKOS["altLabel"], term.alt_labels)
    yield Triple(node, OWL["deprecated"], Literal("true", datatype=XSD["boolean"]))
    yield from _links(node, DCT["isReplacedBy"], term.replaced_by)
    above = {high for heir in term.replaced_by for high in (heir, *hierarchy.broader.get(heir, ()))}
    yield from _links(node, PAN["broaderOrSelf"], {term.iri, *above})


def _edges(hierarchy: Hierarchy, nameless: set[str]) -> Iterator[Triple]:
    """The few classes of other ontologies included, so that the closure is whole."""
    for iri in hierarchy.broader.keys() - nameless:
        node = NamedNode(iri)
        yield from _links(node, PAN["broaderOrSelf"], {iri, *hierarchy.broader[iri]} - nameless)
        yield from _links(node, RDFS["subClassOf"], hierarchy.parents(iri) - nameless)
        yield from _links(node, OWL["equivalentClass"], hierarchy.equal_to(iri) - nameless)


def _texts(node: NamedNode, predicate: NamedNode, texts: Iterable[str]) -> Iterator[Triple]:
    for text in texts:
        if text.strip():
            yield Triple(node, predicate, Literal(text.strip()))


def _links(node: NamedNode, predicate: NamedNode, others: Iterable[str]) -> Iterator[Triple]:
    for other in others:
        yield Triple(node, predicate, NamedNode(other))
