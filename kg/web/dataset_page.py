"""`/datasets/<IRI without https://>`: everything known of one dataset, as a page, JSON, JSON-LD or Turtle."""

from typing import Any

import pyoxigraph
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from kg.answer.dataset import DatasetPage, dataset_triples, describe_dataset
from kg.answer.similar import Similar, similar
from kg.rdf.names import SCHEMA
from kg.rdf.syntax import turtle
from kg.web import pages
from kg.web.addresses import iri_of, page_of
from kg.web.citing_parts import CiteThis, CitingParts, cite_this, citing_parts, opened
from kg.web.edge.public_address import address_of
from kg.web.negotiate import FORMATS, wanted
from kg.web.problems import NotHere
from kg.web.question import read_question
from kg.web.report.embed import embedded
from kg.web.state import Served, State
from kg.web.tombstones import missing

SIMILAR_SHOWN = 5


def routes(state: State) -> APIRouter:
    """One page per dataset."""
    router = APIRouter()

    @router.get("/datasets/", include_in_schema=False)
    def by_iri(request: Request, iri: str = "") -> Response:
        if iri.startswith("https://"):
            return RedirectResponse(page_of("datasets", iri), 301)
        return _answer(request, state.now(), iri)

    @router.get("/datasets/{path:path}", include_in_schema=False)
    def dataset_page(request: Request) -> Response:
        return _answer(request, state.now(), iri_of("datasets", request.scope["raw_path"]))

    return router


def _answer(request: Request, served: Served, iri: str) -> Response:
    question = read_question(request, 1)
    page = describe_dataset(served.reader, iri, question.as_of)
    if page is None:
        unknown = NotHere(f"This graph holds no dataset {iri[:300]}. Search for its DOI or title.")
        raise missing(served, iri, unknown)
    format = wanted(request, "html", "jsonld", "ttl", "json")
    if format == "html":
        with opened(served) as (book, _):
            cite = cite_this(served, book, iri, question.as_of)
        service = address_of(request, "").rstrip("/")
        return _page(served, page, citing_parts(served, iri), cite, service)
    if format == "json":
        return JSONResponse(page.as_json() | _cited(citing_parts(served, iri)), headers={"Vary": "Accept"})
    triples = dataset_triples(served.reader, iri)
    body = (
        turtle(triples)
        if format == "ttl"
        else pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.JSON_LD)
    )
    return Response(body, media_type=FORMATS[format], headers={"Vary": "Accept"})


def _cited(parts: CitingParts) -> dict[str, Any]:
    """Citations and derivation as JSON; null where nobody counted, or nothing was derived."""
    citations, derivation = parts.citations, parts.derivation
    return {
        "cited": citations.as_json() if citations else None,
        "derivation": derivation.as_json() if derivation else None,
    }


def _page(
    served: Served, page: DatasetPage, parts: CitingParts, cite: CiteThis | None, service: str
) -> Response:
    address = page_of("datasets", page.iri)
    syntaxes = {name: _with_format(address, name) for name in ("jsonld", "ttl", "json")}
    links = [f'<{of}>; rel="alternate"; type="{FORMATS[name]}"' for name, of in syntaxes.items()]
    return pages.show(
        "dataset.html",
        headers={"Link": ", ".join(links)},
        facts=served.facts,
        page=page,
        syntaxes=syntaxes,
        described=_described(page),
        similar=_similar(served, page),
        parts=parts,
        cite=cite,
        badge=embedded(service, page.iri) if parts.citations else None,
    )


def _similar(served: Served, page: DatasetPage) -> tuple[Similar, ...]:
    """A few datasets like it; none for what came into the graph after the indexes were made."""
    if page.iri not in served.engine.numbers:
        return ()
    return similar(served.engine, page.iri, page.as_of, SIMILAR_SHOWN)


def _with_format(address: str, name: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}format={name}"


def _described(page: DatasetPage) -> dict[str, Any]:
    """What search engines for data read: schema.org's Dataset."""
    said = {
        "@context": str(SCHEMA),
        "@type": "Dataset",
        "@id": page.iri,
        "name": page.title or page.iri,
        "description": page.description,
        "identifier": [page.iri, *page.identifiers],
        "keywords": [*page.keywords, *(of.label for of in page.techniques if of.label)],
        "creator": [{"@type": "Person", "@id": of.iri, "name": of.label} for of in page.creators],
        "publisher": {"@type": "Organization", "name": page.publisher.label} if page.publisher else None,
        "license": page.license,
        "datePublished": page.issued,
        "temporalCoverage": f"{page.start}/{page.end or '..'}" if page.start else None,
        "measurementTechnique": [of.label for of in page.techniques if of.label],
        "isAccessibleForFree": {"open": True, "closed": False, "embargoed": False}.get(page.access),
        "url": page.landing_pages[0] if page.landing_pages else None,
    }
    return {name: value for name, value in said.items() if value not in (None, [], "")}
