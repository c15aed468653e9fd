"""RDF documents in the syntax that a client wants."""

from collections.abc import Iterable, Mapping
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import BadInput
from kg.query.formats import GRAPHS, NotOffered, choose
from kg.rdf.names import PREFIXES

SYNTAXES = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
"""The values of `?format=` and their media types."""

ALSO_CALLED = {
    "turtle": "ttl",
    "n3": "ttl",
    "ntriples": "nt",
    "n-triples": "nt",
    "rdf+xml": "rdf",
    "json-ld": "jsonld",
    "nquads": "nq",
    "n-quads": "nq",
}
"""What clients call them too, SPARQLWrapper above all."""

_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


def wanted_syntax(request: Request) -> str:
    """The media type to answer in: that of `?format=` when given, else by the Accept header.

    Raises:
        BadInput: `?format=` names none.
        NotOffered: the Accept header allows none.
    """
    name = request.query_params.get("format")
    if name is not None:
        if (known := SYNTAXES.get(ALSO_CALLED.get(name, name))) is None:
            raise BadInput(f"No format is called {name[:40]!r} here; there are: {', '.join(SYNTAXES)}.")
        return known
    found = choose(request.headers.get("accept", ""), list(SYNTAXES.values()))
    if found is None:
        offered = ", ".join(SYNTAXES.values())
        raise NotOffered(f"None of the wanted media types is offered here. Offered: {offered}.")
    return found


def write_rdf(triples: Iterable[Triple], sink: BinaryIO, syntax: str) -> None:
    """Write a graph.

    Raises:
        NotOffered: it cannot be said in this syntax, as RDF/XML cannot name every property.
    """
    prefixes = _PREFIXES if syntax in ("text/turtle", "application/trig") else None
    try:
        serialize(triples, sink, GRAPHS[syntax], prefixes=prefixes)
    except ValueError as error:
        raise NotOffered(f"This graph cannot be written as {syntax}: {error}. Ask for Turtle.") from None


def rdf_response(
    triples: Iterable[Triple], syntax: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A graph as a response."""
    text = serialize(
        triples,
        format=GRAPHS[syntax],
        prefixes=_PREFIXES if GRAPHS[syntax] in (RdfFormat.TURTLE, RdfFormat.TRIG) else None,
    )
    return Response(text, media_type=syntax, headers=dict(headers or {}))
