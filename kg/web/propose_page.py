"""`POST /propose`: what a language model proposes for a question, as a page. It is not run."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool as in_thread
from starlette.responses import Response

from kg.errors import BadInput, KgError
from kg.propose.model import Model
from kg.propose.reading import propose_reading
from kg.read.read import read
from kg.web import pages
from kg.web.asking import LONGEST, Asking
from kg.web.edge.bodies import decoded, fields, read_body
from kg.web.problems import PROBLEMS, UNTOLD, detail_of, kind_of
from kg.web.search.address import Address
from kg.web.search.chips import WORDS
from kg.web.state import State

_LARGEST = 20_000


def routes(state: State, asking: Asking) -> APIRouter:
    """The one address; it exists only where a model is set."""
    router = APIRouter()

    @router.post("/propose", include_in_schema=False)
    async def propose(request: Request) -> Response:
        given = dict(fields(decoded(await read_body(request, _LARGEST))))
        question = given.get("q", "").strip()
        if not 0 < len(question) <= LONGEST:
            raise BadInput(f"The question must have 1 to {LONGEST} characters; write one in the search box.")
        with asking.place() as model:
            return await in_thread(_page, state, model, question)

    return router


def _page(state: State, model: Model, question: str) -> Response:
    served = state.now()
    lexicon = served.engine.lexicon
    proposed, error, status = None, None, 200
    try:
        proposed = propose_reading(model, lambda text: read(lexicon, text), question)
    except KgError as failed:
        kind = kind_of(failed)
        if kind in UNTOLD:
            raise
        error, status = detail_of(failed, kind), PROBLEMS[kind].status
    return pages.show(
        "propose.html",
        status=status,
        headers={"Cache-Control": "no-store"},
        facts=served.facts,
        question=question,
        model=model.name,
        proposed=proposed,
        words=WORDS,
        error=error,
        search=Address((("q", proposed.sentence),)).path() if proposed and proposed.sentence else None,
        own=Address((("q", question),)).path(),
    )
