"""`/rdf-graph-store`: the SPARQL 1.1 Graph Store Protocol, graphs named by `?graph=IRI` or `?default`.

`?default` is the default graph of the store: it holds what was written to it, and nothing else, also where
queries see the union of all graphs as theirs. So a GET after a PUT returns what was put, in both modes.
"""

from functools import partial
from uuid import uuid4

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.responses import Response

from kg.errors import BadInput, QueryFailed
from kg.rdf.names import GRAPH
from kg.store.contents import Contents
from kg.web.change.graph_body import read_graph
from kg.web.change.turns import Turns
from kg.web.change.writing import Written
from kg.web.edge.bodies import address_fields
from kg.web.edge.capped import Capped, Overflow
from kg.web.edge.validators import REVALIDATE, is_known, unchanged, weak
from kg.web.problems import NoGraph
from kg.web.rdf_response import wanted_syntax, write_rdf
from kg.web.sparql.protocol import absolute_iri
from kg.web.state import Served
from kg.web.tombstones import missing

_READERS = 2
"""Graphs written out at once: each may take as much memory as a body."""


def routes(turns: Turns) -> APIRouter:
    """The graph store; it only exists where there are tokens. Reading it needs none."""
    router = APIRouter()
    limit = turns.state.limits.body_mb << 20
    _add_reading(router, turns, limit)
    _add_writing(router, turns, limit)
    return router


def _add_reading(router: APIRouter, turns: Turns, limit: int) -> None:
    readers = anyio.CapacityLimiter(_READERS)

    @router.get("/rdf-graph-store", summary="Graph Store Protocol: the triples of one graph")
    async def get(request: Request) -> Response:
        graph, syntax = _named(request), wanted_syntax(request)
        served = await in_thread(turns.state.now)
        tag = weak(served, "graph store", graph or "", syntax)
        if is_known(request.headers, tag):
            return unchanged(served, tag)
        read = partial(_read, served, graph, syntax, limit)
        body = await anyio.to_thread.run_sync(read, limiter=readers)
        number = str(served.generation.number)
        headers = {"ETag": tag, "Cache-Control": REVALIDATE, "X-Generation": number}
        return Response(body, media_type=syntax, headers=headers)


def _add_writing(router: APIRouter, turns: Turns, limit: int) -> None:
    @router.put("/rdf-graph-store", summary="Graph Store Protocol: replace a graph", status_code=204)
    async def put(request: Request) -> Response:
        principal = await turns.admit(request)
        graph = _named(request)
        body, kind = await read_graph(request, limit)
        return _changed(await turns.take(principal, lambda writing: writing.put(graph, body, kind)))

    @router.post("/rdf-graph-store", summary="Graph Store Protocol: add to a graph", status_code=204)
    async def post(request: Request) -> Response:
        principal = await turns.admit(request)
        is_new = not _parameters(request)
        graph = GRAPH[f"posted/{uuid4()}"].value if is_new else _named(request)
        body, kind = await read_graph(request, limit)
        answer = _changed(await turns.take(principal, lambda writing: writing.post(graph, body, kind)))
        if is_new:
            answer.status_code = 201
            answer.headers["Location"] = str(graph)
        return answer

    @router.delete("/rdf-graph-store", summary="Graph Store Protocol: remove a graph", status_code=204)
    async def delete(request: Request) -> Response:
        principal = await turns.admit(request)
        graph = _named(request)
        written = await turns.take(principal, lambda writing: writing.delete(graph))
        if written is None:
            raise _nothing(graph)
        return _changed(written)


def _parameters(request: Request) -> list[tuple[str, str]]:
    return [(name, value) for name, value in address_fields(request) if name in ("graph", "default")]


def _named(request: Request) -> str | None:
    """The graph that the address names; None for the default graph."""
    given = _parameters(request)
    if len(given) != 1:
        raise BadInput("Name one graph: ?graph=IRI, or ?default (?graph=default is the same).")
    name, value = given[0]
    # `?graph=default` is no absolute IRI, so it can only mean what those who write it mean.
    return None if name == "default" or value == "default" else absolute_iri(name, value)


def _read(served: Served, graph: str | None, syntax: str, limit: int) -> bytes:
    triples = Contents(served.generation).triples(graph)
    if triples is None:
        raise missing(served, graph, _nothing(graph)) if graph else _nothing(graph)
    sink = Capped(limit)
    try:
        return write_rdf(triples, sink, syntax)
    except Overflow:
        megabytes = limit / (1 << 20)
        told = f"The graph takes more than {megabytes:g} MB. Ask for parts of it with a query."
        raise QueryFailed(told, "too-large") from None


def _changed(written: Written) -> Response:
    status = 201 if written.created else 204
    return Response(status_code=status, headers={"X-Generation": str(written.generation)})


def _nothing(graph: str | None) -> NoGraph:
    return NoGraph(f"There is no graph {graph[:300]}." if graph else "The default graph is empty.")
