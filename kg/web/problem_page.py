"""`/problems/<kind>`: what the `type` of a problem document points to."""

from fastapi import APIRouter
from starlette.responses import Response

from kg.web import pages
from kg.web.problems import PROBLEMS, NotHere
from kg.web.state import State


def routes(state: State) -> APIRouter:
    """One page per kind of problem."""
    router = APIRouter()

    @router.get("/problems/{kind}", include_in_schema=False)
    def problem_page(kind: str) -> Response:
        if kind not in PROBLEMS:
            raise NotHere(f"No problem is called {kind[:40]!r}; there are: {', '.join(PROBLEMS)}.")
        return pages.show("problem.html", problem=PROBLEMS[kind], details=None, facts=state.facts)

    return router
