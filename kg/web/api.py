"""`/api/v1`: the same answers as JSON, described in `/openapi.json`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import JSONResponse, Response

from kg.answer.reading_answer import read_with
from kg.answer.why_not import why_not
from kg.errors import BadInput
from kg.web.paging import next_link, paged
from kg.web.question import MOST_HITS, day_of, read_question
from kg.web.search_export import exported
from kg.web.state import State

MOST_IRI = 2000
"""Characters of an identifier that are looked up."""


def search_parameters(
    q: Annotated[str, Query(description="Words, names of techniques, facilities or instruments.")] = "",
    facility: Annotated[str | None, Query(description="Name or IRI.")] = None,
    technique: Annotated[str | None, Query(description="Name or IRI; narrower ones are found too.")] = None,
    instrument: Annotated[str | None, Query(description="Name or IRI.")] = None,
    year: Annotated[str | None, Query(description="Four digits.")] = None,
    access: Annotated[str | None, Query(description="open, embargoed, closed or unknown.")] = None,
    alike: Annotated[
        str | None, Query(description="IRI of a hit: the records that stand behind it, one by one.")
    ] = None,
    as_of: Annotated[str | None, Query(description="The day access is judged on; default today.")] = None,
    page: Annotated[str | None, Query(description="1 and up.")] = None,
    limit: Annotated[str | None, Query(description=f"Hits a page, 1 to {MOST_HITS}; default 10.")] = None,
    data_level: Annotated[str | None, Query(description="raw, processed or simulated.")] = None,
    sample: Annotated[str | None, Query(description="The exact name of a sample.")] = None,
    person: Annotated[str | None, Query(description="IRI of a creator.")] = None,
    since: Annotated[str | None, Query(description="First day, ISO.")] = None,
    until: Annotated[str | None, Query(description="Last day, ISO.")] = None,
    excluded: Annotated[
        list[str] | None,
        Query(alias="not", description="What must not hold, slot:value; repeatable."),
    ] = None,
    off: Annotated[
        list[str] | None,
        Query(description="Chips of the text to ignore: number from 0, or slot:label; may be repeated."),
    ] = None,
    sort: Annotated[str | None, Query(description="relevance, date, -date, title or citations.")] = None,
    cursor: Annotated[
        str | None, Query(description="`next` of the answer before: the page after it, without an end.")
    ] = None,
    format: Annotated[
        str | None, Query(description="csv or bibtex: all datasets found, as a file; default json.")
    ] = None,
) -> None:
    """The parameters of a search, declared for the description; `read_question` reads them."""


def routes(state: State) -> APIRouter:
    """The JSON interface."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/search", summary="Search datasets; the answer of `kg search --json`")
    def search(request: Request, _: Annotated[None, Depends(search_parameters)]) -> Response:
        served, form = state.now(), request.query_params.get("format", "json")
        if form not in ("", "json"):
            return exported(request, served, form)
        answer, cursor_of_next = paged(request, served, 10)
        headers = next_link(request, cursor_of_next) if cursor_of_next else {}
        return JSONResponse(answer.as_json() | {"next": cursor_of_next}, headers=headers)

    @router.get("/search/why-not", summary="Why a record is no hit of a search, or which one it is")
    def why_no_hit(
        request: Request,
        iri: Annotated[str, Query(description="The record: an IRI or a DOI.")] = "",
        q: Annotated[str, Query(description="The question, with the filters of /search.")] = "",
    ) -> Response:
        question = read_question(request, 10)
        if not iri.strip():
            raise BadInput("Say which record is meant: iri=, the IRI or DOI of a dataset.")
        engine = state.now().engine
        answer = why_not(
            engine,
            question.text,
            iri.strip()[:MOST_IRI],
            question.options,
            question.as_of,
            sort=question.sort,
        )
        return JSONResponse(answer.as_json())

    _add_reading(router, state)
    return router


def _add_reading(router: APIRouter, state: State) -> None:
    @router.get("/read", summary="What is understood of a question; the answer of `kg read --json`")
    def read_text(
        q: Annotated[str, Query(description="The question, in one of five languages.")] = "",
        today: Annotated[str | None, Query(description='What "last year" is counted from.')] = None,
        as_of: Annotated[str | None, Query(description="The day access is judged on.")] = None,
    ) -> Response:
        return JSONResponse(read_with(state.now().engine, q, day_of(today), day_of(as_of)))
