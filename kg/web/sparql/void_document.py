"""`/.well-known/void`: what is in the graph, by classes and properties, and where to ask or fetch it."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from pyoxigraph import Literal, NamedNode, Triple
from starlette.responses import Response

from kg.rdf.names import FOAF, RDF, VOID, XSD
from kg.store.void import DATASET, STATISTICS
from kg.web.edge.public_address import address_of
from kg.web.rdf_response import rdf_response, wanted_syntax
from kg.web.state import Served, State

PATH = "/.well-known/void"
_PUBLISHED = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {STATISTICS} {{ ?s ?p ?o }} }}"


def routes(state: State) -> APIRouter:
    """The document, at the address where crawlers look for it."""
    router = APIRouter()

    @router.get(PATH, summary="VoID: what this graph holds")
    def void(request: Request) -> Response:
        syntax = wanted_syntax(request)
        return rdf_response(describe_dataset(request, state.now()), syntax)

    return router


def describe_dataset(request: Request, served: Served) -> Iterator[Triple]:
    """The statistics kept in the graph, and the addresses of this host."""
    published = served.reader.construct(_PUBLISHED)
    document = NamedNode(address_of(request, PATH))
    yield from published
    if not published:
        triples = Literal(str(served.facts["triples"]), datatype=XSD["integer"])
        yield Triple(DATASET, RDF["type"], VOID["Dataset"])
        yield Triple(DATASET, VOID["triples"], triples)
    yield Triple(document, RDF["type"], VOID["DatasetDescription"])
    yield Triple(document, FOAF["primaryTopic"], DATASET)
    yield Triple(DATASET, VOID["sparqlEndpoint"], NamedNode(address_of(request, "/sparql")))
