"""What the endpoint says of itself: a SPARQL 1.1 Service Description."""

from collections.abc import Iterator
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.query.formats import GRAPHS, TABLES
from kg.rdf.names import ENTAILMENT, FILE_FORMAT, RDF, SD, VOID, XSD

_FORMAT_OF = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}


def describe_service(
    endpoint: str, update: str | None, union: bool, facts: dict[str, Any]
) -> Iterator[Triple]:
    """The description; `update` is the address for updates where there is one, `facts` the generation's."""
    service, dataset, graph = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, RDF["type"], SD["Service"])
    yield Triple(service, SD["endpoint"], service)
    yield Triple(service, SD["supportedLanguage"], SD["SPARQL11Query"])
    for media_type in dict.fromkeys((*TABLES, *GRAPHS)):
        if name := _FORMAT_OF.get(media_type):
            yield Triple(service, SD["resultFormat"], FILE_FORMAT[name])
    if union:
        yield Triple(service, SD["feature"], SD["UnionDefaultGraph"])
    yield Triple(service, SD["defaultEntailmentRegime"], ENTAILMENT["Simple"])
    yield Triple(service, SD["defaultDataset"], dataset)
    yield Triple(dataset, RDF["type"], SD["Dataset"])
    yield Triple(dataset, SD["defaultGraph"], graph)
    yield Triple(graph, RDF["type"], SD["Graph"])
    whole = facts.get("with_description")
    if union and whole is not None:  # plain mode does not serve what is counted
        yield Triple(graph, VOID["triples"], Literal(str(whole), datatype=XSD["integer"]))
    if update:
        yield from _describe_update(NamedNode(update), dataset)


def _describe_update(service: NamedNode, dataset: BlankNode) -> Iterator[Triple]:
    yield Triple(service, RDF["type"], SD["Service"])
    yield Triple(service, SD["endpoint"], service)
    yield Triple(service, SD["supportedLanguage"], SD["SPARQL11Update"])
    yield Triple(service, SD["defaultDataset"], dataset)
