"""`/update`: the SPARQL 1.1 Protocol's update operation, for operators."""

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.errors import BadQuery
from kg.web.protocol import AskedUpdate, asked_update
from kg.web.public_address import address_of
from kg.web.turns import Turns
from kg.web.writing import Writing, Written

_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*:)[^<>\"{}|^`\\\x00-\x20]*>")


def routes(turns: Turns) -> APIRouter:
    """The endpoint; it only exists where there are tokens."""
    router = APIRouter()

    @router.post("/update", summary="SPARQL 1.1 Protocol: an update, with a bearer token", status_code=204)
    async def update(request: Request) -> Response:
        principal = await turns.admit(request)
        asked = await asked_update(request)
        base = address_of(request, "/update")
        written = await turns.take(principal, lambda writing: _run(writing, asked, base))
        return Response(status_code=204, headers={"X-Generation": str(written.generation)})

    return router


def _run(writing: Writing, asked: AskedUpdate, base: str) -> Written:
    """Run an update; relative IRIs in it are resolved against the endpoint, as the protocol suggests."""
    if not _RELATIVE.search(asked.sparql):
        return writing.update(asked.sparql, asked.using, asked.using_named)
    added = f"BASE <{base}> "
    try:
        return writing.update(added + asked.sparql, asked.using, asked.using_named)
    except BadQuery as error:
        raise _moved(error, len(added)) from None


def _moved(error: BadQuery, added: int) -> BadQuery:
    """The error at its place in the text that the client sent."""
    if error.line != 1 or error.column is None:
        return error
    column = max(error.column - added, 1)
    told = str(error).replace(f"line 1, column {error.column}", f"line 1, column {column}")
    return BadQuery(told, 1, column)
