"""`/sparql`: the SPARQL 1.1 Protocol for machines; a text area, worked examples and a table for browsers."""

import asyncio
import json
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.responses import Response

from kg.errors import BadInput, BadQuery, KgError, QueryFailed
from kg.query.question import QueryResult, Question
from kg.web import pages
from kg.web.examples import examples
from kg.web.negotiate import prefers_html
from kg.web.problems import PROBLEMS, kind_of
from kg.web.protocol import Asked, asked
from kg.web.state import State

FORMATS = {
    "json": "application/sparql-results+json, application/ld+json;q=0.5",
    "xml": "application/sparql-results+xml, application/rdf+xml;q=0.5",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
"""The values of `?format=`, and the Accept header that each stands for."""

_ALSO_CALLED = {"turtle": "ttl", "n3": "ttl", "rdf+xml": "rdf", "json-ld": "jsonld"}
"""What SPARQLWrapper, the usual client in Python, calls them."""

_SHOWN_ROWS = 1000
_GONE_LOOK_SECONDS = 0.5
_LONGEST_QUEUE = 32
_TABLE_THEN_TURTLE = "application/sparql-results+json, text/turtle;q=0.9"


def routes(state: State) -> APIRouter:
    """The endpoint and its page."""
    router = APIRouter()
    # Queries wait in threads of their own: a queue of slow ones must not take the pages' threads.
    slots = anyio.CapacityLimiter(8 + state.limits.workers)

    @router.get("/sparql", summary="SPARQL 1.1 Protocol: a query in the address", operation_id="sparql_get")
    @router.post("/sparql", summary="SPARQL 1.1 Protocol: a posted query", operation_id="sparql_post")
    async def sparql(request: Request) -> Response:
        question = await asked(request)
        named = _named(question)
        is_page = named is None and prefers_html(request)
        if question.sparql is None:
            if not is_page:
                raise BadInput("The parameter `query` is missing. Send ?query=…, or post the query.")
            return await in_thread(_page, state)
        accept = _TABLE_THEN_TURTLE if is_page else named or request.headers.get("accept", "*/*")
        run = partial(_run, state, question, accept)
        if not is_page:
            return _response(await _run_watched(request, run, slots))
        try:
            result = await _run_watched(request, run, slots)
        except KgError as error:
            return await in_thread(_page, state, question.sparql, error=error)
        return await in_thread(_page, state, question.sparql, result=result)

    return router


def _named(question: Asked) -> str | None:
    """The Accept header that `?format=` stands for; values unknown to us are ignored."""
    name = question.format or ""
    return FORMATS.get(_ALSO_CALLED.get(name, name))


def _run(state: State, question: Asked, accept: str, gone: Event) -> QueryResult:
    assert question.sparql is not None
    pool = state.pool
    sent = Question(question.sparql, accept, question.default_graphs, question.named_graphs)
    return pool.run(sent, gone=gone)


async def _run_watched(
    request: Request, run: Callable[[Event], QueryResult], slots: anyio.CapacityLimiter
) -> QueryResult:
    """Run beside the event loop; a client that leaves stops its query."""
    if slots.statistics().tasks_waiting >= _LONGEST_QUEUE:
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


def _response(result: QueryResult) -> Response:
    headers = {"Vary": "Accept", "X-Generation": str(result.generation)}
    return Response(result.body, media_type=result.media_type, headers=headers)


def _page(
    state: State, sparql: str | None = None, result: QueryResult | None = None, error: KgError | None = None
) -> Response:
    shown = examples()
    kind = kind_of(error) if error else None
    return pages.show(
        "sparql.html",
        status=PROBLEMS[kind].status if kind else 200,
        facts=state.now().facts,
        examples=shown,
        sparql=sparql if sparql is not None else shown[0].sparql,
        table=_table(result) if result else None,
        text=result.body.decode() if result and not _is_table(result) else None,
        problem=PROBLEMS[kind] if kind else None,
        error=error,
        line=error.line if isinstance(error, BadQuery) else None,
        limits=state.limits,
    )


def _is_table(result: QueryResult) -> bool:
    return result.media_type == "application/sparql-results+json"


def _table(result: QueryResult) -> dict[str, Any] | None:
    """Columns, the first rows, the number of all rows; or the answer of an ASK."""
    if not _is_table(result):
        return None
    found = json.loads(result.body)
    if "boolean" in found:
        return {"boolean": found["boolean"], "columns": [], "rows": [], "total": 1}
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    shown = [[row.get(column) for column in columns] for row in rows[:_SHOWN_ROWS]]
    return {"boolean": None, "columns": columns, "rows": shown, "total": len(rows)}
