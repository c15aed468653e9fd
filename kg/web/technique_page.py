"""`/techniques` and `/techniques/PaNET…`: the hierarchy with the datasets under each technique."""

from functools import lru_cache

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.technique import Counted, TechniquePage, describe_technique, list_techniques
from kg.rdf.names import PANET
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.problems import NotHere
from kg.web.state import State


def routes(state: State) -> APIRouter:
    """The list of techniques in use, and one page per technique."""
    router = APIRouter()

    # Counting below a broad technique reads much of the graph, and a generation never changes.
    @lru_cache(maxsize=1)
    def listed(generation: int) -> tuple[Counted, ...]:
        return list_techniques(state.now().reader)

    @lru_cache(maxsize=1000)
    def described(generation: int, iri: str) -> TechniquePage | None:
        return describe_technique(state.now().reader, iri)

    def answer(request: Request, iri: str) -> Response:
        page = described(state.now().generation.number, iri)
        if page is None:
            raise NotHere(f"PaNET has no technique {iri[:300]}. The list of those in use is at /techniques.")
        if wanted(request, "html", "json") == "json":
            return JSONResponse(page.as_json(), headers={"Vary": "Accept"})
        return pages.show("technique.html", facts=state.facts, page=page)

    @router.get("/techniques", include_in_schema=False)
    def technique_list(request: Request) -> Response:
        found = listed(state.now().generation.number)
        if wanted(request, "html", "json") == "json":
            rows = [
                {"iri": of.iri, "label": of.label, "direct": of.direct, "total": of.total} for of in found
            ]
            return JSONResponse({"techniques": rows}, headers={"Vary": "Accept"})
        return pages.show("techniques.html", facts=state.facts, techniques=found)

    @router.get("/techniques/", include_in_schema=False)
    def by_iri(request: Request, iri: str = "") -> Response:
        return answer(request, iri)

    @router.get("/techniques/{name}", include_in_schema=False)
    def technique_page(request: Request, name: str) -> Response:
        return answer(request, f"{PANET}{name}")

    return router
