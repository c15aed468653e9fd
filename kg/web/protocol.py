"""The SPARQL 1.1 Protocol's query operation: three ways to send a query, one reading of them."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import BadInput
from kg.query.precheck import LONGEST

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as a client sent it; `sparql` is None when there was none."""

    sparql: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


async def asked(request: Request) -> Asked:
    """What the client asks.

    Raises:
        BadInput: two queries, an update, or bytes that are not UTF-8.
        HTTPException: 413 for a body beyond what a query may have, 415 for a body of another type.
    """
    pairs = list(request.query_params.multi_items())
    if request.method != "POST":
        return _read(pairs)
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type not in (_FORM, _DIRECT):
        raise HTTPException(415, f"A query comes as {_FORM} or {_DIRECT}, not as {content_type[:60]!r}.")
    text = _decoded(await _body(request))
    return _read(
        pairs + ([("query", text)] if content_type == _DIRECT else parse_qsl(text, keep_blank_values=True))
    )


def _read(pairs: list[tuple[str, str]]) -> Asked:
    def all_of(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in pairs if key == name)

    queries = all_of("query")
    if len(queries) > 1:
        raise BadInput("The request holds more than one query; send one at a time.")
    if all_of("update"):
        raise BadInput("This endpoint only reads: send `query`, not `update`.")
    return Asked(
        sparql=queries[0] if queries else None,
        default_graphs=all_of("default-graph-uri"),
        named_graphs=all_of("named-graph-uri"),
        format=next(iter(all_of("format")), None),
    )


async def _body(request: Request) -> bytes:
    # Percent-encoding writes three bytes for one.
    limit = 3 * LONGEST + 4096
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise HTTPException(413, f"A query may have {LONGEST} characters.")
    return bytes(body)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"The body is not UTF-8: {error.reason} at byte {error.start}.") from None
