"""The service put together: routes, headers and errors around one state."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from logging import getLogger
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

import kg
from kg.errors import BadInput, KgError
from kg.index.encoder import Encoder
from kg.propose.model import Model
from kg.query.question import Observe, ignore
from kg.store.home import Home
from kg.web import (
    api,
    cite_api,
    dataset_page,
    facility_page,
    feed_page,
    findings_page,
    health,
    link_api,
    paper_page,
    problem_page,
    propose_api,
    propose_page,
    receipt_page,
    search_export,
    search_page,
    similar_api,
    sources_page,
    suggest_api,
    technique_page,
)
from kg.web.asking import Asking
from kg.web.change import graph_store, update
from kg.web.change.turns import Turns
from kg.web.curation import api as curation_api
from kg.web.curation import page as curation_page
from kg.web.curation.desk import Desk
from kg.web.edge.compress import Compressed
from kg.web.edge.entrance import Entrance
from kg.web.edge.framing import Framed
from kg.web.edge.headers import Headers, always
from kg.web.edge.public_address import Called, PublicAddress, read_address
from kg.web.edge.validators import Validated
from kg.web.ontology import check_api, check_page, rules_page, start_page
from kg.web.problems import UNTOLD, answer, kind_of
from kg.web.report import api as report_api
from kg.web.report import badge as report_badge
from kg.web.report import page as report_page
from kg.web.search import edit_page, help_page
from kg.web.sparql import endpoint as sparql_endpoint
from kg.web.sparql import vocabulary, void_document
from kg.web.state import Limits, Rights, State
from kg.web.statement import statement_api, statement_page

_PARTS = (
    search_page,
    edit_page,
    help_page,
    search_export,
    feed_page,
    receipt_page,
    dataset_page,
    paper_page,
    technique_page,
    findings_page,  # before facilities, whose addresses take any path
    facility_page,
    report_page,
    report_api,
    report_badge,
    sources_page,
    start_page,
    check_page,
    rules_page,
    check_api,
    statement_page,
    statement_api,
    sparql_endpoint,
    api,
    cite_api,
    suggest_api,
    similar_api,
    link_api,
    health,
    problem_page,
    vocabulary,
    void_document,
)


def create_app(
    home: Home,
    limits: Limits | None = None,
    encoder: Encoder | None = None,
    no_encoder: str | None = None,
    on_ready: Callable[[], None] = lambda: None,
    rights: Rights | None = None,
    observe: Observe = ignore,
    public_address: str = "",
    model: Model | None = None,
) -> FastAPI:
    """The service on the store in `home`. `no_encoder` says why there is none; `on_ready` is called once.

    `public_address` is what documents call it by; where it is empty, what each client calls it by.
    `model` may propose readings and queries, where there is one.

    Raises:
        BadInput: the public address cannot be one.
        KgError: the store cannot be opened.
    """
    called = read_address(public_address) if public_address else None
    state = State(home, limits or Limits(), encoder, no_encoder, rights, observe)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        on_ready()
        yield
        state.close()

    app = FastAPI(
        title="PaN knowledge graph",
        version=kg.__version__,
        lifespan=lifespan,
        # The framework's documentation pages load their scripts from another host.
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = state
    _wrap(app, state, called)
    _include(app, state, rights, model)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    for error in (KgError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(error, _handler(state))
    return app


def _include(app: FastAPI, state: State, rights: Rights | None, model: Model | None) -> None:
    """Add the addresses: those that are always there, and those that a setting opens."""
    for part in _PARTS:
        app.include_router(part.routes(state))
    app.state.model_name = model.name if model is not None else None
    if model is not None:
        asking = Asking(model)
        app.include_router(propose_page.routes(state, asking))
        app.include_router(propose_api.routes(state, asking))
    if rights is not None:
        turns = Turns(state, rights)
        app.include_router(update.routes(turns))
        app.include_router(graph_store.routes(turns))
        desk = Desk(turns)
        app.include_router(curation_page.routes(desk))
        app.include_router(curation_api.routes(desk))


def _wrap(app: FastAPI, state: State, called: PublicAddress | None) -> None:
    """Add the layers, from the innermost to the outermost."""
    app.add_middleware(Validated, state=state)
    app.add_middleware(Compressed)
    app.add_middleware(Entrance, state=state)
    app.add_middleware(Headers, writes=state.rights is not None)
    app.add_middleware(Framed)
    if called:
        app.add_middleware(Called, address=called)


def _handler(state: State) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        if isinstance(error, RequestValidationError):
            error = BadInput(
                "; ".join(f"{problem['loc'][-1]}: {problem['msg']}" for problem in error.errors())
            )
        if isinstance(error, KgError) and kind_of(error) in UNTOLD:
            getLogger("uvicorn.error").error("%s", error)  # the stranger is not told where our files are
        response = answer(request, error, state.limits.timeout, state.facts)
        # A bug is answered outside of the middleware that adds them.
        response.headers.update(always(request.method, request.scope["path"]))
        return response

    return handle
