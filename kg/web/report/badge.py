"""`/badge/<doi>.svg` and `/widget/<doi>`: how often one dataset is cited, to be shown on other sites."""

from datetime import date
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Request
from fastapi import Path as PathParameter
from markupsafe import Markup
from starlette.responses import JSONResponse, Response

from kg.report.book_file import book_of, published_on
from kg.report.dataset_count import DatasetCount, dataset_count
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.problems import NotHere
from kg.web.state import Served, State

_LETTER = 6.6
"""Width of one letter of 11 units, rather too wide."""


def routes(state: State) -> APIRouter:
    """The badge and the widget of a dataset."""
    router = APIRouter()

    @router.get(
        "/badge/{path:path}.svg",
        summary="How often data are cited, as an image to embed: /badge/<DOI>.svg",
        response_class=Response,
        responses={200: {"content": {"image/svg+xml": {}}}, 404: {"description": "Not known, or no data."}},
    )
    def badge(
        request: Request, path: Annotated[str, PathParameter(description="DOI or IRI of the data.")]
    ) -> Response:
        counted = _counted(state.now(), _said(request, "/badge/").removesuffix(".svg"))
        return Response(drawn(counted), media_type="image/svg+xml")

    @router.get(
        "/widget/{path:path}",
        summary="The same as a small page for a frame, or as JSON: /widget/<DOI>",
        response_class=Response,
        responses={
            200: {"content": {"text/html": {}, "application/json": {}}},
            404: {"description": "Not known, or no data."},
        },
    )
    def widget(
        request: Request, path: Annotated[str, PathParameter(description="DOI or IRI of the data.")]
    ) -> Response:
        served = state.now()
        counted = _counted(served, _said(request, "/widget/"))
        if wanted(request, "html", "json") == "json":
            return JSONResponse(counted.as_json(), headers={"Vary": "Accept"})
        return pages.show("widget.html", facts=served.facts, counted=counted, told=sentence(counted))

    return router


def sentence(counted: DatasetCount) -> str:
    """The count in a few words."""
    total, (low, high) = counted.pairs.total, counted.pairs.bounds
    told = "1 citation" if total == 1 else f"{total:,} citations"
    independent = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return told + (f" · {independent} independent" if total else "")


def drawn(counted: DatasetCount) -> str:
    """The badge; it has its colours as attributes, for on other sites it stands without a style sheet."""
    label = "data" if not counted.is_constructed else "data (constructed)"
    told = sentence(counted)
    left, right = (round(len(text) * _LETTER) + 14 for text in (label, told))
    box = Markup('<rect x="{}" width="{}" height="20" fill="{}"/>')
    text = Markup('<text x="{}" y="14" text-anchor="middle" fill="#fff">{}</text>')
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="20" viewBox="0 0 {0} 20" role="img" '
        'aria-label="{1}"><title>{1}</title>{2}<g font-family="Verdana,DejaVu Sans,sans-serif" '
        'font-size="11">{3}</g></svg>\n'
    ).format(
        left + right,
        f"{label}: {told}",
        box.format(0, left, "#444d52") + box.format(left, right, "#0b5c6b"),
        text.format(left / 2, label) + text.format(left + right / 2, told),
    )


def _said(request: Request, before: str) -> str:
    raw: bytes = request.scope["raw_path"]
    return unquote(raw.partition(b"?")[0].decode("ascii", "replace").removeprefix(before))


def _counted(served: Served, said: str) -> DatasetCount:
    generation = served.generation
    found = dataset_count(
        book_of(generation), said, date.today(), generation.number, published_on(generation)
    )
    if found is not None and found.kind not in (None, "dataset"):
        raise NotHere(
            f"{found.iri} is a {found.kind}: badge and widget count the citations of data. A DOI of data is "
            "wanted, such as 10.15151/esrf-es-1."
        )
    if found is None:
        raise NotHere(
            f"Nothing is known here of {said[:200]!r}. A DOI is wanted, such as 10.15151/esrf-es-1."
        )
    return found
