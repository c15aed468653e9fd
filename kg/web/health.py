"""Probes and what crawlers ask first; readiness asks an engine that holds the graphs, and that seldom."""

from datetime import UTC, datetime
from shutil import disk_usage
from typing import Any

import anyio
import anyio.to_thread
from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.errors import KgError
from kg.web.state import Served, State

_FRESH = {"Cache-Control": "no-store"}


def routes(state: State) -> APIRouter:
    """`/health/live`, `/health/ready` and `/robots.txt`."""
    router = APIRouter()
    # Threads of their own: pages that wait for an engine that hangs must not keep this from saying so.
    threads = anyio.CapacityLimiter(2)

    @router.get("/health/live", summary="The process answers")
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/health/ready", summary="Queries can run; `degraded` when only writing fails")
    async def ready() -> Response:
        report = await anyio.to_thread.run_sync(_report, state, limiter=threads)
        return JSONResponse(report, 503 if report["status"] == "not ready" else 200, _FRESH)

    @router.get("/robots.txt", include_in_schema=False)
    async def robots() -> Response:
        # A crawler that follows every facet would see the same records a million times.
        return PlainTextResponse("User-agent: *\nDisallow: /sparql\nDisallow: /search\nDisallow: /api/\n")

    return router


def _report(state: State) -> dict[str, Any]:
    if state.is_closing:
        return {"status": "not ready", "reason": "The service is ending."}
    try:
        served = state.now()
    except KgError as error:
        return {"status": "not ready", "reason": str(error)}
    queries = state.status()
    details = {
        "generation": served.generation.number,
        "age_seconds": _age(served),
        "free_bytes": _free(served),
        "queries": {name: value for name, value in queries.items() if name not in ("ready", "reason")},
    }
    if not queries["ready"]:
        return {"status": "not ready", "reason": queries["reason"]} | details
    if problem := state.writing_problem():
        return {"status": "degraded", "reason": problem} | details
    return {"status": "ready"} | details


def _age(served: Served) -> int | None:
    """Seconds since the generation was made."""
    try:
        made = datetime.fromisoformat(str(served.facts.get("created")))
    except ValueError:
        return None
    return max(0, int((datetime.now(UTC) - made).total_seconds())) if made.tzinfo else None


def _free(served: Served) -> int | None:
    """Bytes that the store's disk has left; None for a store that is not on a disk of ours."""
    try:
        return disk_usage(served.generation.path).free
    except OSError:
        return None
