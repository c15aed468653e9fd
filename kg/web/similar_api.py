"""`/api/v1/similar?iri=…`: datasets like a given one, with the reasons."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from kg.answer.similar import MOST, number_of, similar
from kg.errors import BadInput
from kg.web.problems import NotHere
from kg.web.question import read_question
from kg.web.state import State


def routes(state: State) -> APIRouter:
    """The JSON interface; the page of a dataset shows the first of them."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/similar", summary="Datasets like a given one; the answer of `kg similar --json`")
    def similar_datasets(
        request: Request,
        iri: Annotated[str, Query(description="IRI or DOI of the dataset.")],
        limit: Annotated[str | None, Query(description=f"1 to {MOST}; default 10.")] = None,
        as_of: Annotated[str | None, Query(description="The day access is judged on; default today.")] = None,
    ) -> Response:
        question = read_question(request, 10)
        served = state.now()
        try:
            number = number_of(served.engine, iri.strip())
        except BadInput as error:
            raise NotHere(str(error)) from None
        found = similar(served.engine, served.engine.cards[number].iri, question.as_of, question.limit)
        return JSONResponse(
            {
                "iri": served.engine.cards[number].iri,
                "similar": [of.as_json() for of in found],
                "dense": served.engine.without_dense is None,
                "dense_reason": served.engine.without_dense,
                "as_of": question.as_of.isoformat(),
                "generation": served.generation.number,
            }
        )

    return router
