"""RDF documents in the syntax that a client wants."""

from collections.abc import Iterable, Mapping
from io import BytesIO

from pyoxigraph import RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import BadInput
from kg.query.formats import ALSO_CALLED, GRAPHS, SYNTAXES, NotOffered, choose
from kg.rdf.prefixes import SHORT, without_unused

_SHORTENED = (RdfFormat.TURTLE, RdfFormat.TRIG)


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


def write_rdf(triples: Iterable[Triple], sink: BytesIO, syntax: str) -> bytes:
    """A graph, written through a sink that may have had enough.

    Raises:
        NotOffered: it cannot be said in this syntax, as RDF/XML cannot name every property.
    """
    kind = GRAPHS[syntax]
    try:
        serialize(triples, sink, kind, prefixes=SHORT if kind in _SHORTENED else None)
    except ValueError as error:
        raise NotOffered(f"This graph cannot be written as {syntax}: {error}. Ask for Turtle.") from None
    return bytes(without_unused(sink.getvalue(), kind))


def rdf_response(
    triples: Iterable[Triple], syntax: str, headers: Mapping[str, str] | None = None
) -> Response:
    """A graph as a response."""
    text = write_rdf(triples, BytesIO(), syntax)
    return Response(text, media_type=syntax, headers=dict(headers or {}))
