"""`/` and `/search`: the box, what was understood, the hits with their reasons, and facets to narrow them."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.search import SearchAnswer
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.question import FILTERS, Question, read_question
from kg.web.state import Served, State

HITS_A_PAGE = 20

QUESTIONS = (
    "small angle scattering",
    "ptychography",
    "neutron reflectometry of thin films",
    "powder diffraction",
)
"""Suggestions on the front page."""


def routes(state: State) -> APIRouter:
    """The front page, and the same page with an answer."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    @router.get("/search", include_in_schema=False)
    def search_page(request: Request) -> Response:
        question = read_question(request, HITS_A_PAGE)
        served = state.now()
        answer = question.answer(served.engine)
        if wanted(request, "html", "json") == "json":
            return JSONResponse(answer.as_json(), headers={"Vary": "Accept"})
        return _page(request, served, question, answer)

    return router


def _page(request: Request, served: Served, question: Question, answer: SearchAnswer) -> Response:
    parameters = {
        name: value
        for name, value in request.query_params.items()
        if name in ("q", "as_of", *FILTERS) and value.strip()
    }
    is_front = request.url.path == "/" and question.is_empty and question.page == 1
    return pages.show(
        "search.html",
        facts=served.facts,
        question=question,
        answer=answer,
        is_front=is_front,
        suggestions=QUESTIONS,
        parameters=parameters,
        chosen={name: _label(served, name, value) for name, value in question.filters.items()},
        last_page=min(-(-answer.total // question.limit), 100),
        first_hit=(question.page - 1) * question.limit + 1,
    )


def _label(served: Served, name: str, value: str) -> str:
    """The chosen value of a facet as a reader knows it."""
    if name == "alike":
        number = served.engine.numbers.get(value)
        return (served.engine.cards[number].title if number is not None else "") or value
    return served.engine.lexicon.label(value) if name in ("facility", "technique", "instrument") else value
