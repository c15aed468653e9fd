"""Write the facts-only table of a PaNET release: names and classified hierarchy, no definitions."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.reason.classify import classify
from kg.rdf.names import DCT, GRAPH, OWL, PAN, PANET, RDF, RDFS, SKOS
from kg.rdf.syntax import turtle

HEADER = """\
# The techniques of PaNET: names and classified hierarchy, without definitions.
# Written by `kg ontology snapshot`; do not edit.
# Source, licence and attribution: see the owl:Ontology below.

"""

_COPIED = {RDFS["label"], SKOS["altLabel"]}


def snapshot(ontology: Document) -> bytes:
    """The table as Turtle; the same release gives the same bytes.

    Raises:
        BadInput: not a PaNET release, no version or licence in it, or it could not be classified completely.
    """
    hierarchy = classify(ontology)
    if not hierarchy.complete or hierarchy.unsatisfiable:
        raise BadInput("The release could not be classified completely; no table was written.")
    if not any(iri.startswith(str(PANET)) for iri in hierarchy.broader):
        raise BadInput(f"This file defines no class of {PANET}; give a released PaNET ontology.")
    triples = [*_about(ontology), *_terms(ontology), *_edges(hierarchy)]
    return (HEADER + tidy(turtle(triples).decode())).encode()


def tidy(text: str) -> str:
    """Turtle with only the prefixes in use, sorted (their order differs from run to run), and airy."""
    lines = text.splitlines()
    prefixes = sorted(line for line in lines if line.startswith("@prefix"))
    body = "\n".join(line for line in lines if not line.startswith("@prefix")).replace(" .\n", " .\n\n")
    used = [line for line in prefixes if f"{line.split()[1]}" in body]
    return "\n".join([*used, "", body, ""])


def _about(ontology: Document) -> Iterator[Triple]:
    version = _value(ontology, OWL["versionInfo"])
    assert isinstance(version, Literal)
    table = GRAPH[f"panet/{version.value}"]
    yield Triple(table, RDF["type"], OWL["Ontology"])
    yield Triple(table, OWL["versionInfo"], version)
    yield Triple(table, DCT["title"], Literal("PaNET terms: names and classified hierarchy", language="en"))
    yield Triple(table, DCT["source"], PANET["PaNET.owl"])
    yield Triple(table, DCT["license"], _value(ontology, DCT["license"]))
    yield Triple(table, DCT["creator"], Literal("PaNET contributors"))
    note = "Definitions, sources and axioms of the release are left out; its hierarchy is the inferred one."
    yield Triple(table, SKOS["changeNote"], Literal(note, language="en"))


def _value(ontology: Document, predicate: NamedNode) -> NamedNode | Literal:
    for triple in ontology.triples:
        if triple.predicate == predicate and triple.subject == PANET["PaNET.owl"]:
            assert isinstance(triple.object, NamedNode | Literal)
            return triple.object
    raise BadInput(f"The release does not state {predicate}; no table was written.")


def _terms(ontology: Document) -> Iterator[Triple]:
    classes = {t.subject for t in ontology.triples if t.predicate == RDF["type"] and t.object == OWL["Class"]}
    for triple in ontology.triples:
        subject, predicate = triple.subject, triple.predicate
        if subject in classes and isinstance(subject, NamedNode) and subject.value.startswith(str(PANET)):
            if predicate in _COPIED and isinstance(triple.object, Literal):
                yield Triple(subject, predicate, Literal(triple.object.value.strip()))
            elif predicate == RDF["type"]:
                yield triple


def _edges(hierarchy: Hierarchy) -> Iterator[Triple]:
    for iri, broader in hierarchy.broader.items():
        if not iri.startswith(str(PANET)):
            continue
        yield from _links(iri, PAN["broaderOrSelf"], {iri, *broader})
        yield from _links(iri, RDFS["subClassOf"], hierarchy.parents(iri))
        yield from _links(iri, OWL["equivalentClass"], hierarchy.equal_to(iri))


def _links(iri: str, predicate: NamedNode, others: set[str] | frozenset[str]) -> Iterator[Triple]:
    for other in others:
        if other.startswith(str(PANET)):
            yield Triple(NamedNode(iri), predicate, NamedNode(other))
