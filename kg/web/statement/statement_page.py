"""`/statement`: an editor pastes a statement and reads what records say of it; works without any script."""

from base64 import b64encode

import orjson
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.errors import KgError
from kg.statement.answer import Answer
from kg.statement.find import LONGEST, MOST
from kg.statement.kinds import WORDS
from kg.web import pages
from kg.web.problems import PROBLEMS, UNTOLD, detail_of, kind_of, when_to_come_back
from kg.web.state import State
from kg.web.statement.checking import Checking

_FRESH = {"Cache-Control": "no-store"}
_NO_INDEX = {"X-Robots-Tag": "noindex"}


def routes(state: State) -> APIRouter:
    """The form, and the page of an answer. Nothing is changed by a post, so anybody may send one."""
    router = APIRouter()
    checking = Checking(state)

    @router.get("/statement", include_in_schema=False)
    def form() -> Response:
        return _form(state)

    @router.post("/statement", include_in_schema=False)
    async def check(request: Request) -> Response:
        try:
            answer = await checking.check(request)
        except (KgError, HTTPException) as error:
            if kind_of(error) in UNTOLD:
                raise
            return await in_thread(_form, state, error)
        return await in_thread(_answer, state, answer)

    return router


def _form(state: State, error: Exception | None = None) -> Response:
    kind = kind_of(error) if error else None
    return pages.show(
        "statement.html",
        status=PROBLEMS[kind].status if kind else 200,
        headers={**_FRESH, **_NO_INDEX, **when_to_come_back(error, kind)} if error and kind else _FRESH,
        facts=state.facts,
        longest=LONGEST,
        most=MOST,
        problem=PROBLEMS[kind] if kind else None,
        error=detail_of(error, kind) if error and kind else None,
        asked=None,
    )


def _answer(state: State, answer: Answer) -> Response:
    told = answer.as_json()
    whole = b64encode(orjson.dumps(told, option=orjson.OPT_INDENT_2)).decode()
    return pages.show(
        "statement-answer.html",
        headers=_FRESH | _NO_INDEX,
        facts=state.facts,
        answer=told,
        asked=answer.asked,
        words=WORDS,
        counts=[{word: one.count(word) for word in ("pass", "fail", "unknown")} for one in answer.checked],
        download=f"data:application/json;charset=utf-8;base64,{whole}",
        longest=LONGEST,
        most=MOST,
    )
