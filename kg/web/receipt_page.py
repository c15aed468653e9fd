"""`/r/RECEIPT`: an answer fixed with its question, reading and generation; `/r?q=…` makes one of a search.

The address holds the receipt, so nothing is stored. Opened later it answers from the same generation while
that is kept, else it shows today's answer beside what was fixed, and says what differs.
"""

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.answer.receipt import Receipt, differences, issue, read_receipt
from kg.answer.search import SearchAnswer
from kg.errors import BadInput
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.paging import asked_of, question_at
from kg.web.problems import NotHere
from kg.web.question import Question, read_question
from kg.web.state import Served, State

HITS_SHOWN = 20


def routes(state: State) -> APIRouter:
    """Making a receipt, and showing one."""
    router = APIRouter()

    @router.get("/r", include_in_schema=False)
    def make(request: Request) -> Response:
        question = read_question(request, 1)
        served = state.now()
        receipt, _ = _issued(served, question, asked_of(request))
        return RedirectResponse(f"/r/{receipt}", 303)

    @router.get("/r/{text}", include_in_schema=False)
    def show(request: Request, text: str) -> Response:
        try:
            receipt = read_receipt(text)
        except BadInput as error:
            raise NotHere(str(error)) from None
        return _answer(request, state, receipt)

    return router


def _issued(served: Served, question: Question, asked: list[tuple[str, str]]) -> tuple[Receipt, SearchAnswer]:
    """The receipt of a question asked of this generation, and its answer."""
    answer = question.answer(served.engine)
    return issue(answer, served.engine, served.facts.get("created"), asked), answer


def _answer(request: Request, state: State, receipt: Receipt) -> Response:
    question = replace(question_at(receipt.parameters, HITS_SHOWN), as_of=receipt.as_of)
    kept = state.at(receipt.generation)
    if kept is not None and str(kept.facts.get("created") or "") != receipt.published:
        kept = None  # another store, or one begun anew, has a generation of that number
    served = kept or state.now()
    replayed, answer = _issued(served, question, list(receipt.parameters))
    differing = differences(receipt, replayed)
    today = f"/search?{urlencode(receipt.parameters)}" if receipt.parameters else "/"
    if wanted(request, "html", "json") == "json":
        told = {
            "receipt": receipt.as_json(),
            "kept": kept is not None,
            "same": "reading" not in differing and "hits" not in differing,
            "differences": dict(differing),
            "today": today,
            "answer": answer.as_json(),
        }
        return JSONResponse(told, headers={"Vary": "Accept"})
    return pages.show(
        "receipt.html",
        facts=served.facts,
        receipt=receipt,
        kept=kept is not None,
        differing=differing,
        answer=answer,
        today=today,
        parameters=receipt.parameters,
    )
