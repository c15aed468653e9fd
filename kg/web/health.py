"""Probes and what crawlers ask first; none of them runs a query."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.web.problems import NothingPublished
from kg.web.state import State


def routes(state: State) -> APIRouter:
    """`/health/live`, `/health/ready` and `/robots.txt`."""
    router = APIRouter()

    @router.get("/health/live", summary="The process answers")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready", summary="A generation is served and queries can run")
    def ready() -> Response:
        try:
            served = state.now()
        except NothingPublished as error:
            return JSONResponse({"status": "not ready", "reason": str(error)}, 503)
        status = state.pool.status()
        if not status["ready"]:
            return JSONResponse({"status": "not ready", "reason": status["reason"]}, 503)
        return JSONResponse({"status": "ready", "generation": served.generation.number})

    @router.get("/robots.txt", include_in_schema=False)
    async def robots() -> Response:
        # A crawler that follows every facet would see the same records a million times.
        return PlainTextResponse("User-agent: *\nDisallow: /sparql\nDisallow: /search\nDisallow: /api/\n")

    return router
