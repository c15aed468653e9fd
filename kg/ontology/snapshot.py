"""Write the facts-only table of a PaNET release: names and classified hierarchy, no definitions."""

import re
from collections.abc import Iterator, Sequence

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

VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+_-]{0,63}$")
"""What counts as the name of a version."""
_COPIED = {RDFS["label"], SKOS["altLabel"]}


def snapshot(ontology: Document, metadata: Document | None = None, version: str | None = None) -> bytes:
    """The table as Turtle; the same release gives the same bytes.

    `metadata` is a file beside it that states version and licence, as a ROBOT template cannot; a `version`
    given by hand counts before both.

    Raises:
        BadInput: not a PaNET release, no version or licence in it, or it could not be classified completely.
    """
    hierarchy = classify(ontology)
    if not hierarchy.complete or hierarchy.unsatisfiable:
        raise BadInput("The release could not be classified completely; no table was written.")
    if not any(iri.startswith(str(PANET)) for iri in hierarchy.broader):
        raise BadInput(f"This file defines no class of {PANET}; give a released PaNET ontology.")
    about = _about([ontology, *([metadata] if metadata else [])], version)
    triples = [*about, *_terms(ontology), *_edges(hierarchy)]
    return (HEADER + tidy(turtle(triples).decode())).encode()


def tidy(text: str) -> str:
    """Turtle with only the prefixes in use, sorted (their order differs from run to run), and airy."""
    lines = text.splitlines()
    prefixes = sorted(line for line in lines if line.startswith("@prefix"))
    body = "\n".join(line for line in lines if not line.startswith("@prefix")).replace(" .\n", " .\n\n")
    used = [line for line in prefixes if f"{line.split()[1]}" in body]
    return "\n".join([*used, "", body, ""])


def _about(stating: Sequence[Document], by_hand: str | None) -> Iterator[Triple]:
    version = _version(stating, by_hand)
    table = GRAPH[f"panet/{version.value}"]
    yield Triple(table, RDF["type"], OWL["Ontology"])
    yield Triple(table, OWL["versionInfo"], version)
    yield Triple(table, DCT["title"], Literal("PaNET terms: names and classified hierarchy", language="en"))
    yield Triple(table, DCT["source"], PANET["PaNET.owl"])
    yield Triple(table, DCT["license"], _value(stating, DCT["license"], "--metadata"))
    yield Triple(table, DCT["creator"], Literal("PaNET contributors"))
    note = "Definitions, sources and axioms of the release are left out; its hierarchy is the inferred one."
    yield Triple(table, SKOS["changeNote"], Literal(note, language="en"))


def _version(stating: Sequence[Document], by_hand: str | None) -> Literal:
    said = by_hand or _value(stating, OWL["versionInfo"], "--version, or --metadata").value
    version = re.sub(r"^[vV](?=\d)", "", said.strip())
    if not VERSION.match(version):
        raise BadInput(f"{version[:80]!r} is no version; no table was written.")
    return Literal(version)


def _value(stating: Sequence[Document], predicate: NamedNode, option: str) -> NamedNode | Literal:
    for triple in (triple for document in stating for triple in document.triples):
        is_told = triple.predicate == predicate and triple.subject == PANET["PaNET.owl"]
        if is_told and isinstance(triple.object, NamedNode | Literal):
            return triple.object
    names = " and ".join(document.name for document in stating)
    raise BadInput(
        f"No {predicate.value} of <{PANET}PaNET.owl> is stated in {names}; no table was written. "
        f"Give it with {option}."
    )


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
