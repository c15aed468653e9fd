"""`/api/v1/curation`: the queue, a pair and labels for scripts with a token; agreement for everybody."""

from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from kg.citation.label import BEHIND, REJECTED, REUSE
from kg.curation.word import LONGEST_REASON, asked_from
from kg.errors import BadInput
from kg.web.curation.desk import PAGE, Desk
from kg.web.edge.bodies import media_type, read_body
from kg.web.rights.principal import Role

FRESH = {"Cache-Control": "no-store"}
LARGEST = 64_000
_JSON = "application/json"
_TEXT = {"type": "string"}
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["citing", "cited"],
    "additionalProperties": False,
    "properties": {
        "citing": _TEXT,
        "cited": _TEXT,
        "behind": {"enum": [*BEHIND, REJECTED]},
        "reuse": {"enum": list(REUSE)},
        "reason": _TEXT | {"maxLength": LONGEST_REASON},
        "withdraw": {"type": "boolean"},
    },
}


def routes(desk: Desk) -> APIRouter:
    """The interface; it only exists where there are tokens."""
    router = APIRouter(prefix="/api/v1/curation")
    _add_reading(router, desk)
    _add_writing(router, desk)
    return router


def _add_reading(router: APIRouter, desk: Desk) -> None:
    @router.get("/pairs", summary="Pairs that wait for the label of this token's curator")
    async def pairs(request: Request) -> Response:
        principal = await desk.turns.admit(request, Role.CURATOR)
        given = {name: value for name, value in request.query_params.items() if value}
        wanted, total, found, _ = await in_thread(desk.waiting, principal, given)
        page = wanted.offset // PAGE + 1
        listed = [one.as_json() for one in found]
        told = {"curator": wanted.curator, "total": total, "page": page, "page_size": PAGE, "pairs": listed}
        return JSONResponse(told, headers=FRESH)

    @router.get("/pair", summary="One pair with every claim; others' labels only after one's own")
    async def pair(request: Request, citing: str, cited: str) -> Response:
        principal = await desk.turns.admit(request, Role.CURATOR)
        found = await in_thread(desk.pair, principal, citing, cited)
        return JSONResponse(found.as_json(), headers=FRESH)

    @router.get("/agreement", summary="How far curators agree with each other, and the rules with them")
    def agreement() -> Response:
        between, against = desk.agreement()
        told = {
            "curators": {one.slot: one.as_json() for one in between},
            "rules": {one.slot: one.as_json() for one in against},
        }
        return JSONResponse(told, headers=FRESH)


def _add_writing(router: APIRouter, desk: Desk) -> None:
    @router.post(
        "/labels",
        status_code=201,
        summary="Label a pair, change one's label, or withdraw it",
        openapi_extra={"requestBody": {"required": True, "content": {_JSON: {"schema": _SCHEMA}}}},
    )
    async def label(request: Request) -> Response:
        principal = await desk.turns.admit(request, Role.CURATOR)
        asked = asked_from(await _read(request))
        generation = await desk.label(principal, asked)
        found = await in_thread(desk.pair, principal, asked.citing, asked.cited)
        headers = FRESH | {"X-Generation": str(generation)}
        return JSONResponse({"generation": generation} | found.as_json(), 201, headers)


async def _read(request: Request) -> dict[str, object]:
    """The object that is posted. Raises BadInput, and HTTPException for other types and large bodies."""
    kind = media_type(request)
    if kind != _JSON:
        raise HTTPException(415, f"A label comes as {_JSON}, not as {kind[:60]!r}.")
    try:
        told = orjson.loads(await read_body(request, LARGEST))
    except orjson.JSONDecodeError as error:
        raise BadInput(f"The body is not JSON: {error}.") from None
    if not isinstance(told, dict):
        raise BadInput('The body must be a JSON object such as {"citing": "https://doi.org/…", …}.')
    return told
