"""A table as a document to compare: names and hierarchy alone, since the shipped one has nothing else."""

from collections.abc import Collection

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.ontology.document import REPLACED_BY, Document
from kg.ontology.read.owl import read_owl
from kg.rdf.names import DCT, OWL, RDF, RDFS, SKOS
from kg.rdf.syntax import turtle

_KEPT = {
    *(RDF["type"], RDFS["label"], SKOS["altLabel"], RDFS["subClassOf"], RDFS["subPropertyOf"]),
    *(OWL["equivalentClass"], OWL["deprecated"], OWL["versionInfo"], DCT["license"], DCT["title"]),
}
_REPLACED_BY = NamedNode(REPLACED_BY)


def facts_document(table: bytes, name: str, namespace: str, without: Collection[str] = ()) -> Document:
    """The document called `name`; classes outside the namespace and those in `without` are left out."""
    triples = [quad.triple for quad in parse(table, format=RdfFormat.TURTLE)]
    head = {t.subject for t in triples if t.predicate == RDF["type"] and t.object == OWL["Ontology"]}

    def is_kept(triple: Triple) -> bool:
        if not isinstance(triple.subject, NamedNode):
            return False
        subject, value = triple.subject.value, triple.object
        mine = subject.startswith(namespace) and subject not in without
        if triple.predicate not in _KEPT or not (mine or triple.subject in head):
            return False
        is_link = triple.predicate in (RDFS["subClassOf"], OWL["equivalentClass"], RDFS["subPropertyOf"])
        return not is_link or (isinstance(value, NamedNode) and value.value.startswith(namespace))

    kept = [*filter(is_kept, triples)]
    # Documents say it as ontologies do, tables as catalogues do.
    kept += [Triple(t.subject, _REPLACED_BY, t.object) for t in triples if t.predicate == DCT["isReplacedBy"]]
    return read_owl(turtle(kept), name, "turtle")
