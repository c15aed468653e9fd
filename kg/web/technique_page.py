"""`/techniques` and `/techniques/PaNET…`: the hierarchy with the datasets under each technique."""

from functools import lru_cache

import pyoxigraph
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.technique import Counted, TechniquePage, describe_technique, list_techniques
from kg.answer.term import TermFacts, releases_with, term_facts, term_triples
from kg.rdf.names import PANET
from kg.rdf.syntax import turtle
from kg.store.techniques import techniques_of
from kg.web import pages
from kg.web.addresses import changed, page_of
from kg.web.negotiate import FORMATS, wanted
from kg.web.problems import NotHere
from kg.web.state import Served, State
from kg.web.term_drawing import neighbourhood

_SYNTAXES = ("jsonld", "ttl", "json")


def routes(state: State) -> APIRouter:
    """The list of techniques in use, and one page per technique."""
    router = APIRouter()

    known = _Known(state)

    @router.get("/techniques", include_in_schema=False)
    def technique_list(request: Request) -> Response:
        found = known.listed(state.now().generation.number)
        if wanted(request, "html", "json") == "json":
            rows = [
                {"iri": of.iri, "label": of.label, "direct": of.direct, "total": of.total} for of in found
            ]
            return JSONResponse({"techniques": rows}, headers={"Vary": "Accept"})
        return pages.show("techniques.html", facts=state.facts, techniques=found)

    @router.get("/techniques/", include_in_schema=False)
    def by_iri(request: Request, iri: str = "") -> Response:
        return _answer(request, state.now(), known, iri)

    @router.get("/techniques/{name}", include_in_schema=False)
    def technique_page(request: Request, name: str) -> Response:
        return _answer(request, state.now(), known, f"{PANET}{name}")

    return router


class _Known:
    """What was counted before: that reads much of the graph, and a generation never changes."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.listed = lru_cache(maxsize=1)(self._list)
        self.described = lru_cache(maxsize=1000)(self._describe)

    def _list(self, generation: int) -> tuple[Counted, ...]:
        return list_techniques(self._state.now().reader)

    def _describe(self, generation: int, iri: str) -> tuple[TechniquePage, TermFacts] | None:
        served = self._state.now()
        page = describe_technique(served.reader, iri)
        if page is None:
            return None
        return page, term_facts(served.reader, served.generation, iri, techniques_of(served.reader))


def _answer(request: Request, served: Served, known: _Known, iri: str) -> Response:
    found = known.described(served.generation.number, iri)
    if found is None:
        raise _absent(served, iri)
    page, facts = found
    format = wanted(request, "html", *_SYNTAXES)
    if format == "html":
        return _page(served, page, facts)
    if format == "json":
        return JSONResponse(page.as_json() | facts.as_json(), headers={"Vary": "Accept"})
    return _rdf(served, iri, format)


def _absent(served: Served, iri: str) -> NotHere:
    """Not 410, though another release had the term: the store may take that release in again."""
    table = techniques_of(served.reader)
    others = releases_with(served.generation, iri, table)
    if not others:
        return NotHere(f"PaNET has no technique {iri[:300]}. The list of those in use is at /techniques.")
    version, label = others[-1]
    more = f" (and in {', '.join(of for of, _ in others[:-1])})" if others[:-1] else ""
    return NotHere(
        f"{iri[:300]} is {label[:200]!r} in PaNET {version}{more}, but not in PaNET {table.version}, "
        "the release served now. The list of the techniques in use is at /techniques."
    )


def _page(served: Served, page: TechniquePage, facts: TermFacts) -> Response:
    syntaxes = {name: changed(page_of("techniques", page.iri), {"format": name}) for name in _SYNTAXES}
    links = [f'<{of}>; rel="alternate"; type="{FORMATS[name]}"' for name, of in syntaxes.items()]
    return pages.show(
        "technique.html",
        headers={"Link": ", ".join(links)},
        facts=served.facts,
        page=page,
        term=facts,
        drawing=neighbourhood(page),
        syntaxes=syntaxes,
    )


def _rdf(served: Served, iri: str, format: str) -> Response:
    triples = term_triples(served.reader, iri)
    body = (
        turtle(triples)
        if format == "ttl"
        else pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.JSON_LD)
    )
    return Response(body, media_type=FORMATS[format], headers={"Vary": "Accept"})
