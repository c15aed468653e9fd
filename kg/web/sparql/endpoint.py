"""`/sparql`, the machine's side: the SPARQL 1.1 Protocol's query operation, and the service description."""

import asyncio
import re
from collections.abc import Callable
from functools import partial
from logging import getLogger
from threading import Event

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.responses import Response

from kg.errors import BadInput, KgError, QueryFailed
from kg.query.budget import client_key
from kg.query.formats import ALSO_CALLED, GRAPHS, NAMED, RESULTS, SYNTAXES, TABLES, choose
from kg.query.question import QueryResult, Question
from kg.web.edge.public_address import address_of
from kg.web.edge.validators import REVALIDATE, is_known, unchanged, weak
from kg.web.negotiate import prefers_html
from kg.web.rdf_response import rdf_response
from kg.web.sparql import page as sparql_page
from kg.web.sparql.base_iri import run_with_base
from kg.web.sparql.protocol import Asked, asked
from kg.web.sparql.service_description import describe_service
from kg.web.state import Served, State

PAGE = "text/html"
_GONE_LOOK_SECONDS = 0.5
_THREADS = 48
_MOST_WITHOUT_THREAD = 64
_TABLE_THEN_TURTLE = "application/sparql-results+json, text/turtle;q=0.9"
_DIFFERS_EACH_TIME = re.compile(r"\b(?:now|rand|uuid|struuid)\b|\\u", re.IGNORECASE)
"""Functions whose answers do not hold, and the escapes that could spell them."""


def routes(state: State) -> APIRouter:
    """The endpoint and its page."""
    router = APIRouter()
    # Queries wait in threads of their own: a queue of slow ones must not take the pages' threads. There are
    # more of them than places in the queue, so that it is the queue that decides who waits.
    slots = anyio.CapacityLimiter(_THREADS + 2 * state.limits.workers)

    @router.get("/sparql", summary="SPARQL 1.1 Protocol: a query in the address", operation_id="sparql_get")
    @router.post("/sparql", summary="SPARQL 1.1 Protocol: a posted query", operation_id="sparql_post")
    async def sparql(request: Request) -> Response:
        question = await asked(request)
        served = await in_thread(state.now)
        named = _named(question)
        is_page = named == PAGE or (named is None and prefers_html(request))
        if question.sparql is None:
            return await _without_query(request, state, served, named)
        accept = _TABLE_THEN_TURTLE if is_page else named or request.headers.get("accept", "*/*")
        tag = _tag(request, served, question, "page" if is_page else accept)
        if tag and is_known(request.headers, tag):
            return unchanged(served, tag)
        base = address_of(request, "/sparql")
        # The server has put the address here that a proxy told, if that proxy is to be believed.
        client = client_key(request.client.host if request.client else None)
        run = partial(_run, state, question, base, accept, client)
        try:
            result = await _run_watched(request, run, slots)
        except KgError as error:
            _log_way_out(error)
            if not is_page:
                raise
            return await in_thread(sparql_page.show, state, question.sparql, error=error)
        if is_page:
            meant = request.query_params.get("generation")
            answer = await in_thread(sparql_page.show, state, question.sparql, result=result, meant=meant)
        else:
            answer = Response(result.body, media_type=result.media_type)
        return _marked(answer, state, served, result, tag)

    return router


def _log_way_out(error: KgError) -> None:
    """Tell whoever runs the service what they could do; strangers are told what they themselves can."""
    if isinstance(error, QueryFailed) and error.for_operator:
        getLogger("uvicorn.error").warning("%s %s", error, error.for_operator)


def _named(question: Asked) -> str | None:
    """The Accept header that `?format=` stands for, a media type for itself; None where it is not given.

    Raises:
        BadInput: nothing is called so.
    """
    name = (question.format or "").strip().lower()
    if name in ("", "auto"):  # some clients say so, and mean the header
        return None
    if name in TABLES or name in GRAPHS:
        return name
    if name in ("html", PAGE):
        return PAGE
    if found := NAMED.get(ALSO_CALLED.get(name, name)):
        return found
    raise BadInput(
        f"No format is called {name[:40]!r} here. For tables there are {', '.join(RESULTS)}; "
        f"for graphs {', '.join(SYNTAXES)}; html is the page."
    )


async def _without_query(request: Request, state: State, served: Served, named: str | None) -> Response:
    """The page for browsers, the service description for who reads RDF."""
    wanted = named or request.headers.get("accept", "*/*")
    syntax = choose(wanted, [*SYNTAXES.values(), PAGE])
    if syntax is None:
        raise BadInput("The parameter `query` is missing. Send ?query=…, or post the query.")
    endpoint = address_of(request, "/sparql")
    tag = weak(served, "no query", syntax, endpoint)
    if is_known(request.headers, tag):
        return unchanged(served, tag)
    if syntax == PAGE:
        answer = await in_thread(sparql_page.show, state)
    else:
        update = address_of(request, "/update") if state.rights else None
        answer = rdf_response(describe_service(endpoint, update, state.limits.union, served.facts), syntax)
    answer.headers["Cache-Control"] = REVALIDATE
    if state.facts is served.facts:
        answer.headers["ETag"] = tag
    return answer


def _tag(request: Request, served: Served, question: Asked, form: str) -> str | None:
    """The ETag of the answer, where asking again would give the same."""
    assert question.sparql is not None
    if request.method != "GET" or _DIFFERS_EACH_TIME.search(question.sparql):
        return None
    address = request.scope["query_string"].decode("latin-1")
    return weak(served, "query", address, form)


def _marked(answer: Response, state: State, served: Served, result: QueryResult, tag: str | None) -> Response:
    """Say which generation answered, in how many seconds, and how to ask whether that still holds."""
    if result.generation is not None:
        answer.headers["X-Generation"] = str(result.generation)
    answer.headers["X-Query-Seconds"] = f"{result.seconds:.4f}"
    answer.headers["Cache-Control"] = REVALIDATE
    if tag and result.generation == served.generation.number and state.facts is served.facts:
        answer.headers["ETag"] = tag
    return answer


def _run(state: State, question: Asked, base: str, accept: str, client: str, gone: Event) -> QueryResult:
    assert question.sparql is not None

    def ask(sparql: str) -> QueryResult:
        sent = Question(sparql, accept, question.default_graphs, question.named_graphs)
        return state.pool.run(sent, client, gone)

    return run_with_base(question.sparql, base, ask)


async def _run_watched(
    request: Request, run: Callable[[Event], QueryResult], slots: anyio.CapacityLimiter
) -> QueryResult:
    """Run beside the event loop; a client that leaves stops its query."""
    if slots.statistics().tasks_waiting >= _MOST_WITHOUT_THREAD:
        raise QueryFailed("Too many queries are waiting. Try again in a moment.", "busy")
    gone = Event()
    watcher = asyncio.create_task(_watch(request, gone))
    try:
        return await anyio.to_thread.run_sync(run, gone, limiter=slots)
    finally:
        watcher.cancel()


async def _watch(request: Request, gone: Event) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(_GONE_LOOK_SECONDS)
    gone.set()
