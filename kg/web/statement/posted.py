"""What is posted to be checked: a form, a JSON document or plain text, all of them small."""

from collections.abc import Iterable

import anyio
import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import BadInput
from kg.statement.asked import Asked, asked_from
from kg.web.edge.bodies import FORM, address_fields, decoded, fields, media_type, read_body

LARGEST = 500_000
"""Bytes of a body; the statement in it is held to a number of characters besides."""
JSON, TEXT = "application/json", "text/plain"
_READ_SECONDS = 20.0


async def read_posted(request: Request) -> Asked:
    """What a request asks to be checked; beside plain text, the other fields stand in the address.

    Raises:
        BadInput: it cannot be read, or a field is missing, unknown or wrong.
        HTTPException: 408 for a body that comes too slowly, 413 for a large one, 415 for another type.
    """
    kind = media_type(request)
    if kind not in (JSON, TEXT, FORM):
        raise HTTPException(415, f"A statement comes as {JSON}, {TEXT} or a form, not as {kind[:60]!r}.")
    with anyio.move_on_after(_READ_SECONDS):
        body = await read_body(request, LARGEST)
        return asked_from(_given(kind, request, body))
    raise HTTPException(408, f"The statement took more than {_READ_SECONDS:g} seconds to come.")


def _given(kind: str, request: Request, body: bytes) -> dict[str, object]:
    if kind == FORM:
        return _once(fields(decoded(body)))
    if kind == TEXT:
        return _once(address_fields(request)) | {"text": decoded(body)}
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadInput(f"The body is not JSON: {error}.") from None
    if not isinstance(told, dict):
        raise BadInput('The body must be a JSON object such as {"text": "Data are at https://doi.org/…"}.')
    return told


def _once(pairs: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Each field once; what was left empty is absent."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise BadInput(f"The field {name[:40]!r} comes twice; send it once.")
        if value.strip():
            found[name] = value
    return found
