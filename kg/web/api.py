"""`/api/v1`: the same answers as JSON, described in `/openapi.json`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from kg.web.question import MOST_HITS, read_question
from kg.web.state import State


def routes(state: State) -> APIRouter:
    """The JSON interface."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/search", summary="Search datasets; the answer of `kg search --json`")
    def search(
        request: Request,
        q: Annotated[str, Query(description="Words, names of techniques, facilities or instruments.")] = "",
        facility: Annotated[str | None, Query(description="Name or IRI.")] = None,
        technique: Annotated[
            str | None, Query(description="Name or IRI; narrower ones are found too.")
        ] = None,
        instrument: Annotated[str | None, Query(description="Name or IRI.")] = None,
        year: Annotated[str | None, Query(description="Four digits.")] = None,
        access: Annotated[str | None, Query(description="open, embargoed, closed or unknown.")] = None,
        alike: Annotated[
            str | None, Query(description="IRI of a hit: the records that stand behind it, one by one.")
        ] = None,
        as_of: Annotated[str | None, Query(description="The day access is judged on; default today.")] = None,
        page: Annotated[str | None, Query(description="1 and up.")] = None,
        limit: Annotated[str | None, Query(description=f"Hits a page, 1 to {MOST_HITS}; default 10.")] = None,
    ) -> Response:
        # The parameters are declared for the description; pages and this read them by one function.
        return JSONResponse(read_question(request, 10).answer(state.now().engine).as_json())

    return router
