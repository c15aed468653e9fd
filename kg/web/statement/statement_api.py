"""`POST /api/v1/statement`: the answer of `kg statement --json`, for publishers' systems."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.statement.find import LONGEST, MOST
from kg.web.state import State
from kg.web.statement.checking import Checking

_TEXT = {"type": "string"}
_PROPERTIES: dict[str, dict[str, Any]] = {
    "text": _TEXT
    | {
        "description": f"The data availability statement, or DOIs one a line; at most {LONGEST:,} characters "
        f"and {MOST} identifiers."
    },
    "identifiers": {"type": "array", "items": _TEXT, "description": "Identifiers, in place of a text."},
    "publication_date": _TEXT | {"description": "Of the article: a day, month or year; default today."},
    "authors": {"type": "array", "items": _TEXT, "description": "Names, ORCIDs, or both in one."},
    "article": _TEXT | {"description": "The article's DOI."},
    "title": _TEXT | {"description": "The article's title."},
}
_SCHEMA = {"type": "object", "additionalProperties": False, "properties": _PROPERTIES}
_PROBLEMS = {
    400: "A field is missing, unknown or cannot be read; `detail` says which.",
    408: "The body came too slowly.",
    413: "The body is too large.",
    415: "The body is neither JSON nor plain text nor a form.",
    503: "Nothing is published yet.",
}


def routes(state: State) -> APIRouter:
    """The check over HTTP."""
    router = APIRouter(prefix="/api/v1")
    checking = Checking(state)

    @router.post(
        "/statement",
        summary="Check a data availability statement; the answer of `kg statement --json`",
        operation_id="statement",
        response_class=Response,
        responses=_responses(),
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": _SCHEMA}, "text/plain": {"schema": _TEXT}},
            }
        },
    )
    async def check(request: Request) -> Response:
        answer = await checking.check(request)
        return JSONResponse(answer.as_json(), headers={"Cache-Control": "no-store"})

    return router


def _responses() -> dict[int | str, dict[str, Any]]:
    problem: dict[str, Any] = {"application/problem+json": {}}
    found: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "Verdicts (pass, fail, unknown) with their evidence. A failed check is no error.",
            "content": {"application/json": {}},
        }
    }
    return found | {status: {"description": said, "content": problem} for status, said in _PROBLEMS.items()}
