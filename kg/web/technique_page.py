"""`/techniques` and `/techniques/PaNET…`: the hierarchy with the datasets under each technique."""

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.technique import describe_technique, list_techniques
from kg.rdf.names import PANET
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.problems import NotHere
from kg.web.state import Served, State


def routes(state: State) -> APIRouter:
    """The list of techniques in use, and one page per technique."""
    router = APIRouter()

    @router.get("/techniques", include_in_schema=False)
    def technique_list(request: Request) -> Response:
        served = state.now()
        found = list_techniques(served.reader)
        if wanted(request, "html", "json") == "json":
            rows = [
                {"iri": of.iri, "label": of.label, "direct": of.direct, "total": of.total} for of in found
            ]
            return JSONResponse({"techniques": rows}, headers={"Vary": "Accept"})
        return pages.show("techniques.html", facts=served.facts, techniques=found)

    @router.get("/techniques/", include_in_schema=False)
    def by_iri(request: Request, iri: str = "") -> Response:
        return _answer(request, state.now(), iri)

    @router.get("/techniques/{name}", include_in_schema=False)
    def technique_page(request: Request, name: str) -> Response:
        return _answer(request, state.now(), f"{PANET}{name}")

    return router


def _answer(request: Request, served: Served, iri: str) -> Response:
    page = describe_technique(served.reader, iri)
    if page is None:
        raise NotHere(f"PaNET has no technique {iri[:300]}. The list of those in use is at /techniques.")
    if wanted(request, "html", "json") == "json":
        return JSONResponse(page.as_json(), headers={"Vary": "Accept"})
    return pages.show("technique.html", facts=served.facts, page=page)
