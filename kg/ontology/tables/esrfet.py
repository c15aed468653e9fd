"""ESRFET as a store takes it in, aligned with the PaNET that the store stands on."""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.snapshot import tidy
from kg.ontology.tables.about import About
from kg.rdf.names import ESRFET, OWL, PAN, RDF, RDFS, SKOS
from kg.rdf.panet import PanetTable
from kg.rdf.syntax import turtle
from kg.resolve.alignment import Aligned, aligned_terms, esrfet_alignment

SOURCE = str(ESRFET).rstrip("#")
_NOTE = (
    "Names and inferred hierarchy of the release. A term that is called as one of PaNET's stands below that "
    "and all above it (pan:broaderOrSelf): matched by name, reviewed by nobody."
)
_HEADER = "# Written by `kg ontology update esrfet` from a release of ESRFET; do not edit.\n\n"
_SPELLINGS = re.compile(
    r"https?://(?:www\.)?(?:w3id\.org/PaN|purl\.org/pan-science)/ESRFET(?:/v?\d[\w.]*)?(?:\.owl)?/?[#/](?=[^/#]+$)"
)


def esrfet_table(document: Document, hierarchy: Hierarchy, about: About, panet: PanetTable) -> bytes:
    """The table as Turtle; older spellings of its IRIs become the present one.

    Raises:
        BadInput: the document defines no class of ESRFET.
    """
    terms = {iri: _present(iri) for iri in sorted(document.classes) if _SPELLINGS.match(iri)}
    if not terms:
        raise BadInput(f"{document.name} defines no class of {ESRFET}; give a release of ESRFET.")
    aligned = [one for one in esrfet_alignment() if one.esrfet in terms.values()]
    triples = [
        *about.triples(f"vocabulary/esrfet/{about.version}", SOURCE, _NOTE),
        *(triple for iri in terms for triple in _term(document, hierarchy, terms, iri)),
        *(triple for one in aligned for triple in _bridge(one, panet)),
    ]
    return (_HEADER + tidy(turtle(dict.fromkeys(triples)).decode())).encode()


def _present(iri: str) -> str:
    """The IRI as the present release spells it: bases of older releases and versions in it are left out."""
    return _SPELLINGS.sub(str(ESRFET), iri)


def _term(document: Document, hierarchy: Hierarchy, terms: dict[str, str], iri: str) -> Iterator[Triple]:
    node, term = NamedNode(terms[iri]), document.terms[iri]
    label = term.label or terms[iri].removeprefix(str(ESRFET))
    yield Triple(node, RDF["type"], OWL["Class"])
    yield Triple(node, RDFS["label"], Literal(label))
    others = (*term.texts(SKOS["prefLabel"].value), *term.alt_labels)
    for name in sorted({text.strip() for text in others} - {label, ""}):
        yield Triple(node, SKOS["altLabel"], Literal(name))
    above = hierarchy.broader.get(iri, frozenset())
    yield from _links(node, PAN["broaderOrSelf"], (terms[each] for each in {iri, *above} if each in terms))
    if iri in hierarchy.broader:
        near = hierarchy.parents(iri)
        yield from _links(node, RDFS["subClassOf"], (terms[each] for each in near if each in terms))


def _bridge(one: Aligned, panet: PanetTable) -> Iterator[Triple]:
    node = NamedNode(one.esrfet)
    for iri in aligned_terms(one, panet):
        yield Triple(node, NamedNode(one.predicate), NamedNode(iri))
        if one.is_exact:
            yield from _links(node, PAN["broaderOrSelf"], panet.terms[iri].ancestors_or_self)


def _links(node: NamedNode, predicate: NamedNode, others: Iterable[str]) -> Iterator[Triple]:
    for other in others:
        yield Triple(node, predicate, NamedNode(other))
