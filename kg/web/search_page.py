"""`/` and `/search`: the box, what was understood, the hits with their reasons, and facets to narrow them.

Works without a script: chips are changed by links and forms, which lead to
another search (see `kg.web.search`).
"""

from datetime import date
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.advice import advice
from kg.answer.cursor import question_digest, read_cursor
from kg.answer.order import SORTS
from kg.answer.search import SearchAnswer
from kg.answer.why_not import WhyNot, why_not
from kg.web import pages
from kg.web.feed_page import feed_addresses
from kg.web.negotiate import wanted
from kg.web.paging import asked_of, paged
from kg.web.per_generation import PerGeneration
from kg.web.question import Question, read_question
from kg.web.search.address import Address
from kg.web.search.chips import WORDS, chosen_chips, read_chips, told
from kg.web.search.entity_list import entity_list
from kg.web.search.example_questions import example_questions
from kg.web.search.facet_list import counted, shown
from kg.web.search.offers import ambiguities, unmapped
from kg.web.search.shown_hit import shown_hits
from kg.web.search.timeline import timeline
from kg.web.state import Served, State

HITS_A_PAGE = 20
SIZES = (10, 20, 50, 100)
"""Hits on a page that are offered."""

_MOST_PAGES = 100
"""Pages that have a number; behind them a cursor goes on."""

_SORTS = dict(
    zip(SORTS, ("best first", "oldest first", "newest first", "by title", "most cited first"), strict=True)
)


def routes(state: State) -> APIRouter:
    """The front page, and the same page with an answer."""
    router = APIRouter()
    examples = PerGeneration(lambda served: example_questions(served.engine, date.today()))

    @router.get("/", include_in_schema=False)
    @router.get("/search", include_in_schema=False)
    def search_page(request: Request) -> Response:
        served = state.now()
        answer, cursor = paged(request, served, HITS_A_PAGE)
        if wanted(request, "html", "json") == "json":
            return JSONResponse(answer.as_json(), headers={"Vary": "Accept"})
        question = read_question(request, HITS_A_PAGE)
        is_front = request.url.path == "/" and question.is_empty and not request.query_params
        return _page(request, served, question, answer, cursor, examples.of(served) if is_front else None)

    return router


def _page(
    request: Request,
    served: Served,
    question: Question,
    answer: SearchAnswer,
    cursor: str | None,
    examples: tuple[str, ...] | None,
) -> Response:
    """`examples` are given for the front page alone."""
    address = Address.of(request)
    engine = served.engine
    facets = counted(engine, question, answer)
    return pages.show(
        "search.html",
        facts=served.facts,
        question=question,
        answer=answer,
        examples=examples,
        address=address,
        today=date.today(),
        chips=read_chips(engine, question, answer, address),
        chosen=chosen_chips(engine, question, address),
        ambiguous=ambiguities(engine, answer, address),
        unmapped=unmapped(engine, answer, address),
        entity=entity_list(engine, answer, facets, address),
        advice=advice(answer),
        hits=shown_hits(engine, answer),
        facets=shown(engine, question, answer.total, facets, address),
        timeline=timeline(facets.get("year", ()), address, question.filters.get("year")),
        feeds=feed_addresses(address.asked.pairs),
        says=partial(_says, answer),
        why=_why(request, served, question),
        sorts=_SORTS,
        sizes=SIZES,
        first_hit=_before(request, served, question) + 1,
        previous=_previous(request, question, address),
        next=_next(request, question, answer, cursor, address),
        model=getattr(request.app.state, "model_name", None),
    )


def _says(answer: SearchAnswer, names: str) -> str:
    """The names of conditions, as an answer without hits has them, in the words of their chips."""
    for of in answer.matching.conditions if answer.matching else ():
        if len(of.chips) == 1:
            label, word = told(of.chips[0], answer.as_of), WORDS.get(of.slot, of.slot)
            names = names.replace(str(of), f"{'not ' if of.negated else ''}{word}: {label}")
    return names


def _before(request: Request, served: Served, question: Question) -> int:
    text = request.query_params.get("cursor", "").strip()
    if not text:
        return question.before
    digest = question_digest(pair for pair in asked_of(request) if pair[0] != "as_of")
    return read_cursor(text, served.generation.number, digest).before


def _previous(request: Request, question: Question, address: Address) -> str | None:
    if question.page == 1 or "cursor" in request.query_params:
        return None
    return address.path("/search", *([("page", str(question.page - 1))] if question.page > 2 else []))


def _next(
    request: Request, question: Question, answer: SearchAnswer, cursor: str | None, address: Address
) -> str | None:
    if "cursor" not in request.query_params and question.page < _MOST_PAGES:
        last = -(-answer.total // question.limit)
        return address.path("/search", ("page", str(question.page + 1))) if question.page < last else None
    return address.path("/search", ("cursor", cursor)) if cursor else None


def _why(request: Request, served: Served, question: Question) -> WhyNot | None:
    """What became of the record that the reader misses."""
    asked = request.query_params.get("why_not", "").strip()[:500]
    if not asked:
        return None
    return why_not(served.engine, question.text, asked, question.options, question.as_of, sort=question.sort)
