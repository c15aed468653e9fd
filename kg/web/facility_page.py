"""`/facilities` and `/facilities/<IRI without https://>`: what a facility measured, on which instruments."""

from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.facility import describe_facility, list_facilities
from kg.web import pages
from kg.web.addresses import changed, iri_of, page_of
from kg.web.negotiate import wanted
from kg.web.problems import NotHere
from kg.web.question import read_question
from kg.web.state import Served, State


def routes(state: State) -> APIRouter:
    """The list of facilities, and one page per facility."""
    router = APIRouter()

    @router.get("/facilities", include_in_schema=False)
    def facility_list(request: Request) -> Response:
        served = state.now()
        found = list_facilities(served.engine)
        if wanted(request, "html", "json") == "json":
            return JSONResponse({"facilities": [asdict(of) for of in found]}, headers={"Vary": "Accept"})
        return pages.show("facilities.html", facts=served.facts, facilities=found)

    @router.get("/facilities/", include_in_schema=False)
    def by_iri(request: Request, iri: str = "") -> Response:
        return _answer(request, state.now(), iri)

    @router.get("/facilities/{path:path}", include_in_schema=False)
    def facility_page(request: Request) -> Response:
        return _answer(request, state.now(), iri_of("facilities", request.scope["raw_path"]))

    return router


def _answer(request: Request, served: Served, iri: str) -> Response:
    page = describe_facility(served.engine, iri, read_question(request, 1).as_of)
    if page is None:
        raise NotHere(
            f"This graph holds no facility {iri[:300]}. The list of those it knows is at /facilities."
        )
    if wanted(request, "html", "json") == "json":
        return JSONResponse(page.as_json(), headers={"Vary": "Accept"})
    return pages.show("facility.html", facts=served.facts, page=page, findings_address=_findings(page.iri))


def _findings(iri: str) -> str:
    """Where the findings of a facility stand."""
    if iri.startswith("https://"):
        return f"{page_of('facilities', iri)}/findings"
    return changed("/facilities/findings", {"iri": iri})
