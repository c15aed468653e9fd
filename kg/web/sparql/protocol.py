"""The SPARQL 1.1 Protocol: the ways to send a query or an update, and one reading of them."""

from dataclasses import dataclass

from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import BadInput
from kg.query.precheck import LONGEST
from kg.web.edge.bodies import FORM, address_fields, decoded, fields, media_type, read_body

LARGEST_UPDATE = 8 << 20
"""Bytes that a body with an update may have."""
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
# Percent-encoding writes three bytes for one.
_LARGEST_QUERY = 3 * LONGEST + 4096

Fields = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as a client sent it; `sparql` is None when there was none."""

    sparql: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


@dataclass(frozen=True, slots=True)
class AskedUpdate:
    """An update as a client sent it, with the dataset of its WHERE clauses."""

    sparql: str
    using: tuple[str, ...]
    using_named: tuple[str, ...]


async def asked(request: Request) -> Asked:
    """What the client asks.

    Raises:
        BadInput: two queries, an update, a graph name that is no absolute IRI, or bytes that are not UTF-8.
        HTTPException: 413 for a body beyond what a query may have, 415 for a body of another type.
    """
    sent = address_fields(request)
    if request.method == "POST":
        sent += await _posted(request, "query", _QUERY, _LARGEST_QUERY)
    if _all_of(sent, "update"):
        raise BadInput("This endpoint only reads: send `query`, not `update`.")
    queries = _all_of(sent, "query")
    if len(queries) > 1:
        raise BadInput("The request holds more than one query; send one at a time.")
    if request.method == "POST" and not queries:
        raise BadInput("The parameter `query` is missing from the form.")
    return Asked(
        sparql=queries[0] if queries else None,
        default_graphs=_iris(sent, "default-graph-uri"),
        named_graphs=_iris(sent, "named-graph-uri"),
        format=next(iter(_all_of(sent, "format")), None),
    )


async def asked_update(request: Request) -> AskedUpdate:
    """The change that the client asks for.

    Raises:
        BadInput: no update or two, a query, a graph name that is no absolute IRI, bytes that are no UTF-8.
        HTTPException: 413 for a body beyond what an update may have, 415 for a body of another type.
    """
    in_address = address_fields(request)
    if _all_of(in_address, "update"):
        raise BadInput("An update is sent in the body, not in the address.")
    sent = in_address + await _posted(request, "update", _UPDATE, LARGEST_UPDATE)
    if _all_of(sent, "query"):
        raise BadInput("This address takes `update`; queries go to /sparql.")
    updates = _all_of(sent, "update")
    if len(updates) != 1:
        raise BadInput(
            f"The request holds {len(updates)} updates; send one, of as many operations as needed."
        )
    return AskedUpdate(updates[0], _iris(sent, "using-graph-uri"), _iris(sent, "using-named-graph-uri"))


def absolute_iri(name: str, value: str) -> str:
    """The value of a parameter that names a graph. Raises BadInput unless it is an absolute IRI."""
    try:
        return NamedNode(value).value
    except ValueError as error:
        raise BadInput(f"The parameter `{name}` is no absolute IRI: {value[:300]!r}. {error}.") from None


async def _posted(request: Request, field: str, direct: str, limit: int) -> Fields:
    kind = media_type(request)
    if kind not in (FORM, direct):
        raise HTTPException(415, f"The body comes as {FORM} or {direct}, not as {kind[:60]!r}.")
    text = decoded(await read_body(request, limit))
    return [(field, text)] if kind == direct else fields(text)


def _all_of(sent: Fields, name: str) -> tuple[str, ...]:
    return tuple(value for key, value in sent if key == name)


def _iris(sent: Fields, name: str) -> tuple[str, ...]:
    return tuple(absolute_iri(name, value) for value in _all_of(sent, name))
