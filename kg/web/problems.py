"""Errors as the web shows them: RFC 9457 problem details for machines, a page for browsers."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.answer.cursor import StaleCursor
from kg.errors import (
    BadInput,
    BadQuery,
    KgError,
    QueryFailed,
    SourceUnavailable,
    StoreBroken,
    StoreBusy,
    StoreFull,
)
from kg.query.formats import NotOffered
from kg.web import pages
from kg.web.edge.headers import allowed
from kg.web.negotiate import prefers_html
from kg.web.rights.principal import NotAllowed, NotAuthenticated


class NotHere(BadInput):
    """No such page or thing; the message says what was looked for."""


class NoGraph(NotHere):
    """The graph store has no such graph; the message names it."""


class WasHere(NotHere):
    """What was asked for is gone for good; `members` say when and why, for the problem document."""

    def __init__(self, message: str, members: dict[str, str]) -> None:
        super().__init__(message)
        self.members = members


class Unjudgeable(BadInput):
    """The ontologies posted cannot be judged; the message names the file, the rule and the way out."""


class NothingPublished(KgError):
    """The store has no generation yet; the message says how to make one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of error: its HTTP status, its title, and what to do about it."""

    status: int
    title: str
    remedy: str


PROBLEMS = {
    "bad-query": Problem(400, "The query cannot be run", "Mend it at the place named, and send it again."),
    "bad-request": Problem(400, "The request cannot be understood", "Mend what the message names."),
    "bad-ontology": Problem(
        422, "The ontology cannot be judged", "Mend what the message names, and send it again."
    ),
    "slow": Problem(408, "The request came too slowly", "Send it again, or send less at a time."),
    "no-token": Problem(401, "A token is needed", "Send a valid one: Authorization: Bearer …"),
    "not-allowed": Problem(403, "The token does not allow this", "Ask the operator for the role named."),
    "not-found": Problem(404, "There is no such page", "Search for it, or start from the front page."),
    "no-graph": Problem(
        404, "There is no such graph", "List those there are: SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    ),
    "deleted": Problem(410, "This is gone", "Nothing more is known of it here; its source may know more."),
    "stale-cursor": Problem(
        410, "The cursor is no longer good", "Ask again without it: the first page gives a new one."
    ),
    "wrong-method": Problem(
        405, "This page does not take that method", "Use one of those that the header Allow names."
    ),
    "not-offered": Problem(406, "No wanted format is offered", "Ask for one of the media types named."),
    "too-large": Problem(
        413, "The answer or the request is too large", "Add a LIMIT, or ask for less at a time."
    ),
    "wrong-type": Problem(415, "The body has no known type", "Send a form, or application/sparql-query."),
    "budget": Problem(429, "You have used up your share", "Wait as long as Retry-After says."),
    "bug": Problem(500, "Something went wrong in here", "It is our fault. Try again, or report it."),
    "source-down": Problem(502, "Another service does not answer", "Try again later."),
    "timeout": Problem(503, "The query took too long", "Narrow it: name a class, an instrument or a year."),
    "memory": Problem(503, "The query used too much memory", "Narrow it, or drop ORDER BY and DISTINCT."),
    "crash": Problem(503, "The query was too much for the engine", "Write it flatter and shorter."),
    "busy": Problem(503, "Too much is asked at once", "Try again in a moment."),
    "start": Problem(503, "No query worker runs", "Try again in a moment, or report it."),
    "store-busy": Problem(503, "Another change is being written", "Try again in a moment."),
    "store-broken": Problem(503, "The store cannot be written", "Reading goes on; tell the operator."),
    "store-full": Problem(507, "The disk of the store is full", "Nothing was lost; tell the operator."),
    "gone": Problem(503, "The client left", "Send the query again."),
    "remote": Problem(502, "The engine behind does not answer", "Try again later."),
    "nothing-published": Problem(
        503, "Nothing is published yet", "Harvest a source; the service then finds it."
    ),
}
"""Every error of the service, by the last part of its `type`."""

UNTOLD = ("bug", "start")
"""Kinds whose messages tell of the inside: they go to the log, and not to strangers."""

_RETRY_SECONDS = {
    "timeout": 30,
    "memory": 30,
    "crash": 30,
    "busy": 5,
    "start": 30,
    "budget": 30,
    "store-busy": 5,
    "store-broken": 60,
    "remote": 30,
    "nothing-published": 30,
    "source-down": 60,
}
_LONGEST_SHOWN = 200
_LONGEST_METHOD = 20
_BY_STATUS = {
    400: "bad-request",
    404: "not-found",
    405: "wrong-method",
    408: "slow",
    413: "too-large",
    415: "wrong-type",
}


def kind_of(error: Exception) -> str:
    """The key of PROBLEMS that an error belongs to."""
    match error:
        case QueryFailed() if error.kind in PROBLEMS:
            return error.kind
        case HTTPException():
            return _BY_STATUS.get(error.status_code, "bug")
    table = (
        (BadQuery, "bad-query"),
        (NotOffered, "not-offered"),
        (NoGraph, "no-graph"),
        (WasHere, "deleted"),
        (NotHere, "not-found"),
        (StaleCursor, "stale-cursor"),
        (NothingPublished, "nothing-published"),
        (NotAuthenticated, "no-token"),
        (NotAllowed, "not-allowed"),
        (StoreBusy, "store-busy"),
        (StoreFull, "store-full"),
        (StoreBroken, "store-broken"),
        (Unjudgeable, "bad-ontology"),
        (BadInput, "bad-request"),
        (SourceUnavailable, "source-down"),
    )
    return next((kind for class_, kind in table if isinstance(error, class_)), "bug")


def answer(
    request: Request, error: Exception, timeout: float | None = None, facts: dict[str, Any] | None = None
) -> Response:
    """The response for an error; `timeout` in seconds is what a query may take, `facts` the generation's."""
    kind = kind_of(error)
    problem = PROBLEMS[kind]
    details: dict[str, object] = {
        "type": f"/problems/{kind}",
        "title": problem.title,
        "status": problem.status,
        "detail": detail_of(error, kind, request),
    }
    if isinstance(error, BadQuery) and error.line is not None:
        details |= {"line": error.line, "column": error.column}
    if isinstance(error, BadQuery):
        more = {"excerpt": error.excerpt, "engine_message": error.engine_message}
        details |= {name: text for name, text in more.items() if text is not None}
    if isinstance(error, WasHere):
        details |= error.members
    if kind == "timeout" and timeout is not None:
        details["timeoutSeconds"] = timeout
    headers = when_to_come_back(error, kind)
    if isinstance(error, NotAuthenticated):
        headers["WWW-Authenticate"] = error.challenge
    if kind == "wrong-method":
        headers["Allow"] = allowed(request.scope["path"])
    if prefers_html(request):
        values = {"problem": problem, "details": details, "facts": facts}
        return pages.show("problem.html", status=problem.status, headers=headers, **values)
    return JSONResponse(details, problem.status, headers, media_type="application/problem+json")


def when_to_come_back(error: Exception, kind: str) -> dict[str, str]:
    """The headers that say when asking again makes sense; none where it does not."""
    if kind not in _RETRY_SECONDS:
        return {}
    wait = error.wait if isinstance(error, QueryFailed) else None
    seconds = str(max(1, ceil(wait)) if wait is not None else _RETRY_SECONDS[kind])
    limit = {"RateLimit": f'"worker-seconds";r=0;t={seconds}'} if kind == "budget" else {}
    return {"Retry-After": seconds} | limit


def detail_of(error: Exception, kind: str, request: Request | None = None) -> str:
    """What a stranger is told of one error; the framework's bare words say which address they are about."""
    if kind in UNTOLD:
        return PROBLEMS[kind].remedy  # its text may hold what is nobody's business
    if not isinstance(error, HTTPException):
        return str(error)
    if request is not None and kind in ("wrong-method", "not-found"):
        return _about(request.method, request.scope["path"], kind)
    return str(error.detail)


def _about(method: str, path: str, kind: str) -> str:
    shown = path if len(path) <= _LONGEST_SHOWN else path[: _LONGEST_SHOWN - 1] + "…"
    if kind == "not-found":
        return f"Nothing is at {shown}."
    return f"{shown} does not take {method[:_LONGEST_METHOD]}; it takes {allowed(path)}."
