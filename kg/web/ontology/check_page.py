"""`/ontology/check`: an editor chooses two files and reads the review; works without any script."""

from base64 import b64encode
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.exceptions import HTTPException
from starlette.responses import Response

from kg.errors import KgError
from kg.web import pages
from kg.web.ontology.message import PAGE
from kg.web.ontology.posted import LARGEST
from kg.web.ontology.review_request import Checking, served_release
from kg.web.problems import PROBLEMS, UNTOLD, NothingPublished, detail_of, kind_of, when_to_come_back
from kg.web.state import State

_FRESH = {"Cache-Control": "no-store"}


def routes(state: State) -> APIRouter:
    """The form, and the page of a review."""
    router = APIRouter()
    checking = Checking(state)

    @router.get("/ontology/check", include_in_schema=False)
    def check_form() -> Response:
        return _form(state)

    @router.post("/ontology/check", include_in_schema=False)
    async def check(request: Request) -> Response:
        try:
            posted, answer = await checking.review(request, PAGE)
        except (KgError, HTTPException) as error:
            if kind_of(error) in UNTOLD:
                raise
            return await in_thread(_form, state, error)
        release = None if posted.before else served_release(state.now())
        return await in_thread(_review, state, answer["page"], release.version if release else None)

    return router


def _form(state: State, error: Exception | None = None) -> Response:
    kind = kind_of(error) if error else None
    try:
        release = served_release(state.now())
    except NothingPublished:
        release = None
    return pages.show(
        "ontology-check.html",
        status=PROBLEMS[kind].status if kind else 200,
        headers={**_FRESH, **when_to_come_back(error, kind)} if error and kind else None,
        facts=state.facts,
        release=release,
        largest=LARGEST["after"],
        problem=PROBLEMS[kind] if kind else None,
        error=detail_of(error, kind) if error and kind else None,
    )


def _review(state: State, told: dict[str, Any], compared_with: str | None) -> Response:
    """`compared_with` is the version of the release that stood in for an earlier version not sent."""
    downloads = [form | {"address": _address(form)} for form in told["forms"].values()]
    return pages.show(
        "ontology-review.html",
        headers=_FRESH,
        facts=state.facts,
        review=told,
        downloads=downloads,
        compared_with=compared_with,
    )


def _address(form: dict[str, Any]) -> str | None:
    """The whole file as an address, so that it is saved from the page without being posted again."""
    if form["text"] is None:
        return None
    text = b64encode(form["text"].encode("utf-8", "replace")).decode()
    return f"data:{form['media_type']};charset=utf-8;base64,{text}"
