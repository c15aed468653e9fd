"""`POST /api/v1/ontology/check`: the answer of `kg ontology check --json`, for scripts and build servers."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.ontology.render import FORMS
from kg.web.ontology.forms import MEDIA_TYPES, form_of
from kg.web.ontology.posted import LARGEST
from kg.web.ontology.review_request import Checking
from kg.web.state import State

_FILE = {"type": "string", "format": "binary"}
_NAMED_TEXT = {
    "type": "object",
    "required": ["name", "text"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "description": "File name; its ending tells the syntax."},
        "text": {"type": "string"},
    },
}
_SAID = {
    "before": f"The earlier version, at most {LARGEST['before']:,} bytes: ROBOT template (.csv, .tsv), "
    "RDF/XML, Turtle, OWL/XML, functional or Manchester syntax. Without it, the release that this service "
    "stands on, where it holds one.",
    "after": f"The later version, at most {LARGEST['after']:,} bytes.",
    "usage": "CSV with the columns technique,datasets; without it, the use counts of the data served.",
    "config": "The switches of the rules, as .kg-ontology.toml; it may not name other files.",
    "format": f"One of {', '.join(FORMS)}; the address and the Accept header choose it, too.",
}
_PROBLEMS = {
    400: "A field is missing, unknown or no file.",
    408: "The body came too slowly.",
    413: "A file is too large.",
    415: "The body is neither a multipart form nor JSON.",
    422: "The files cannot be read or judged; `detail` names the file, the rule and the way out.",
    503: "Too many reviews are being made; Retry-After says when to ask again.",
}


def routes(state: State) -> APIRouter:
    """The check over HTTP."""
    router = APIRouter(prefix="/api/v1/ontology")
    checking = Checking(state)

    @router.post(
        "/check",
        summary="Judge a change of an ontology; the answer of `kg ontology check --json`",
        operation_id="ontology_check",
        response_class=Response,
        responses=_responses(),
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {"multipart/form-data": _body(_FILE), "application/json": _body(_NAMED_TEXT)},
            },
            "parameters": [
                {
                    "name": "format",
                    "in": "query",
                    "required": False,
                    "schema": {"type": "string", "enum": list(FORMS)},
                    "description": "The form of the answer; it counts before the Accept header.",
                }
            ],
        },
    )
    async def check(request: Request) -> Response:
        if "format" in request.query_params:
            form_of(request, None)  # before the body is read: it may be large
        posted, answer = await checking.review(request)
        media_type = MEDIA_TYPES[form_of(request, posted.form)]
        headers = {"Cache-Control": "no-store"}
        return Response(answer["body"] + "\n", media_type=media_type, headers=headers)

    return router


def _body(file: dict[str, Any]) -> dict[str, Any]:
    properties = {
        name: {**({"type": "string"} if name == "format" else file), "description": said}
        for name, said in _SAID.items()
    }
    return {
        "schema": {
            "type": "object",
            "required": ["after"],
            "additionalProperties": False,
            "properties": properties,
        }
    }


def _responses() -> dict[int | str, dict[str, Any]]:
    content: dict[str, Any] = {media_type: {} for media_type in dict.fromkeys(MEDIA_TYPES.values())}
    problem: dict[str, Any] = {"application/problem+json": {}}
    found: dict[int | str, dict[str, Any]] = {200: {"description": "The review.", "content": content}}
    return found | {status: {"description": said, "content": problem} for status, said in _PROBLEMS.items()}
