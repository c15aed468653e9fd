"""`/api/v1/suggest?q=`: names that go on as the end of a text does, for who is typing."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from kg.answer.suggest import Suggestions
from kg.web.per_generation import PerGeneration
from kg.web.state import State

_LONGEST = 2000


def routes(state: State) -> APIRouter:
    """The one address."""
    router = APIRouter(prefix="/api/v1")
    kept = PerGeneration(lambda served: Suggestions(served.engine))

    @router.get("/suggest", summary="Techniques, facilities and instruments that a text being typed may name")
    def suggest(
        q: Annotated[str, Query(description="The text up to where it is being typed.")] = "",
    ) -> Response:
        served = state.now()
        found = kept.of(served).after(q[:_LONGEST]) if len(q) <= _LONGEST else []
        told = {"suggestions": [of.as_json() for of in found], "generation": served.generation.number}
        return JSONResponse(told, headers={"Cache-Control": "max-age=60"})

    return router
