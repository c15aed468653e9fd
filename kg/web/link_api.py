"""`/api/v1/link?q=…`: the techniques that a phrase names; the answer of `kg link --json`."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from kg.link.context import read_context
from kg.link.link import link
from kg.web.state import State

MOST = 100
"""Techniques offered at the most."""


def routes(state: State) -> APIRouter:
    """The one address. Words and letters decide, as in the harvest: the same answer whatever is installed."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/link", summary="Techniques that a phrase names; the answer of `kg link --json`")
    def link_phrase(
        q: Annotated[
            str, Query(description="A technique in a catalogue's or another vocabulary's words.")
        ] = "",
        limit: Annotated[int, Query(ge=1, le=MOST, description="Techniques to offer.")] = 5,
        context: Annotated[
            str | None,
            Query(description="Where it was said: x-ray, neutron, or a facility's short name, such as esrf."),
        ] = None,
    ) -> Response:
        table = state.now().engine.lexicon.table
        found = link(q, limit, read_context(context), table=table)
        return JSONResponse([each.as_json() for each in found])

    return router
