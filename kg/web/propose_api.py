"""`POST /api/v1/propose`: what a language model proposes for a question, checked, and never run.

The address exists only where a model is set. Asking costs its owner, so few may ask at once.
"""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body
from starlette.responses import JSONResponse, Response

from kg.propose.model import Model
from kg.propose.query import Vocabulary, propose_query
from kg.propose.reading import propose_reading
from kg.read.read import read
from kg.web.asking import LONGEST, Asking
from kg.web.sparql.vocabulary import describe_vocabulary
from kg.web.state import Served, State


def routes(state: State, asking: Asking) -> APIRouter:
    """The one address."""
    router = APIRouter(prefix="/api/v1")

    @router.post("/propose", summary="What a language model proposes: a reading or a query, checked, not run")
    def propose(
        question: Annotated[str, Body(min_length=1, max_length=LONGEST, description="The question.")],
        kind: Annotated[Literal["reading", "query"], Body(description="What is wanted.")] = "reading",
    ) -> Response:
        served = state.now()
        with asking.place() as model:
            answer = _proposed(served, model, question, kind)
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    return router


def _proposed(served: Served, model: Model, question: str, kind: str) -> dict[str, Any]:
    lexicon = served.engine.lexicon
    if kind == "reading":
        return propose_reading(model, lambda text: read(lexicon, text), question).as_json()
    return propose_query(model, vocabulary_of(served), question).as_json()


def vocabulary_of(served: Served) -> Vocabulary:
    """What a query over the served generation may name."""
    told = describe_vocabulary(served.reader)
    lexicon = served.engine.lexicon
    return Vocabulary(
        tuple(one["iri"] for one in told["classes"]),
        tuple(one["iri"] for one in told["properties"]),
        frozenset([*lexicon.table.terms, *lexicon.named]),
    )
