"""`/sources`: what is in this graph, from where, and which records were set aside and why."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.facility import list_facilities
from kg.answer.sources import sources
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.state import State

_SHOWN = 500


def routes(state: State) -> APIRouter:
    """One page about the generation."""
    router = APIRouter()

    @router.get("/sources", include_in_schema=False)
    def sources_page(request: Request) -> Response:
        served = state.now()
        page = sources(served.generation)
        if wanted(request, "html", "json") == "json":
            return JSONResponse(asdict(page), headers={"Vary": "Accept"})
        return pages.show(
            "sources.html",
            facts=served.facts,
            page=page,
            shown=page.aside[:_SHOWN],
            facilities=list_facilities(served.engine),
        )

    return router
