"""`/update`: the SPARQL 1.1 Protocol's update operation, for operators."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.query.silent_load import without_silent_loads
from kg.web.change.turns import Turns
from kg.web.change.writing import Writing, Written
from kg.web.edge.public_address import address_of
from kg.web.sparql.base_iri import run_with_base
from kg.web.sparql.protocol import AskedUpdate, asked_update


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
    text = without_silent_loads(asked.sparql)
    return run_with_base(text, base, lambda based: writing.update(based, asked.using, asked.using_named))
