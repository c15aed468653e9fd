"""`/papers/<IRI without https://>`: a publication and the data behind it, as a page, JSON, JSON-LD or Turtle.

Other works that we hold no dataset of, such as data of strangers that were derived from ours, have their page
here, too.
"""

from typing import Any

import pyoxigraph
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.answer.paper import PaperPage, describe_paper, paper_triples
from kg.answer.work_line import data_among, node_of
from kg.rdf.names import SCHEMA
from kg.rdf.syntax import turtle
from kg.web import pages
from kg.web.addresses import changed, iri_of, page_of
from kg.web.citing_parts import CiteThis, cite_this, citing_parts, opened
from kg.web.negotiate import FORMATS, wanted
from kg.web.problems import NotHere
from kg.web.question import day_of
from kg.web.state import Served, State
from kg.web.tombstones import missing

_SYNTAXES = ("jsonld", "ttl", "json")


def routes(state: State) -> APIRouter:
    """One page per publication."""
    router = APIRouter()

    @router.get("/papers/", include_in_schema=False)
    def by_iri(request: Request, iri: str = "") -> Response:
        if iri.startswith("https://"):
            return RedirectResponse(page_of("papers", iri), 301)
        return _answer(request, state.now(), iri)

    @router.get("/papers/{path:path}", include_in_schema=False)
    def paper_page(request: Request) -> Response:
        return _answer(request, state.now(), iri_of("papers", request.scope["raw_path"]))

    return router


def _answer(request: Request, served: Served, iri: str) -> Response:
    format = wanted(request, "html", *_SYNTAXES)
    if node_of(iri) is not None and data_among(served.reader, (iri,)):
        return RedirectResponse(changed(page_of("datasets", iri), dict(request.query_params)), 303)
    day = day_of(request.query_params.get("as_of") or None)
    with opened(served) as (book, lines):
        page = describe_paper(served.reader, book, lines, iri, day)
        if page is None:
            unknown = NotHere(
                f"This graph knows no publication {iri[:300]}. Its DOI is wanted: /papers/10.1234/a."
            )
            raise missing(served, iri, unknown)
        cite = cite_this(served, book, iri, day)
    if format == "html":
        return _page(served, page, cite)
    if format == "json":
        return JSONResponse(page.as_json(), headers={"Vary": "Accept"})
    triples = paper_triples(served.reader, iri)
    body = (
        turtle(triples)
        if format == "ttl"
        else pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.JSON_LD)
    )
    return Response(body, media_type=FORMATS[format], headers={"Vary": "Accept"})


def _page(served: Served, page: PaperPage, cite: CiteThis | None) -> Response:
    address = page_of("papers", page.iri)
    query = {"iri": page.iri} if "?" in address else {}
    syntaxes = {name: changed(address.partition("?")[0], query, format=name) for name in _SYNTAXES}
    links = [f'<{of}>; rel="alternate"; type="{FORMATS[name]}"' for name, of in syntaxes.items()]
    parts = citing_parts(served, page.iri) if page.words.kind == "dataset" else None
    return pages.show(
        "paper.html",
        headers={"Link": ", ".join(links)},
        facts=served.facts,
        page=page,
        words=page.words,
        cite=cite,
        parts=parts,
        syntaxes=syntaxes,
        described=_described(page),
    )


def _described(page: PaperPage) -> dict[str, Any]:
    """What search engines read: schema.org."""
    words = page.words
    kinds = {"publication": "ScholarlyArticle", "dataset": "Dataset", "software": "SoftwareSourceCode"}
    said = {
        "@context": str(SCHEMA),
        "@type": kinds.get(words.kind or "", "CreativeWork"),
        "@id": page.iri,
        "name": words.title or page.iri,
        "identifier": [page.iri, *words.identifiers],
        "author": [
            {"@type": "Person", "name": one.name} | ({"@id": one.orcid} if one.orcid else {})
            for one in words.authors
        ],
        "datePublished": words.date,
        "isPartOf": {"@type": "Periodical", "name": words.container} if words.container else None,
        "isBasedOn": [one.pair.other.iri for one in page.data],
    }
    return {name: value for name, value in said.items() if value not in (None, [], "")}
