"""`/search.csv`, `/search.json`, `/search.bib`: every dataset that a search found, as a file.

`/search.csv-metadata.json` describes the CSV (W3C's CSV on the Web); `/api/v1/search?format=` gives the same.
"""

from collections.abc import Callable
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from kg.answer.bibtex import bibtex, origins
from kg.answer.table import Table, csv, csv_metadata, table
from kg.errors import BadInput
from kg.web.edge.public_address import address_of
from kg.web.paging import asked_of
from kg.web.question import read_question
from kg.web.state import Served, State

FORMATS = ("csv", "json", "bibtex")
"""The values of `format=`; "bib" is bibtex, too."""


def routes(state: State) -> APIRouter:
    """The three files and the description."""
    router = APIRouter()

    @router.get("/search.csv", include_in_schema=False)
    def as_csv(request: Request) -> Response:
        return exported(request, state.now(), "csv")

    @router.get("/search.json", include_in_schema=False)
    def as_json(request: Request) -> Response:
        return exported(request, state.now(), "json")

    @router.get("/search.bib", include_in_schema=False)
    def as_bibtex(request: Request) -> Response:
        return exported(request, state.now(), "bibtex")

    @router.get("/search.csv-metadata.json", include_in_schema=False)
    def described(request: Request) -> Response:
        found = _table(request, state.now())
        body = orjson.dumps(csv_metadata(found, _address(request, "/search.csv")))
        return Response(body, media_type="application/csvm+json")

    return router


def exported(request: Request, served: Served, format: str) -> Response:
    """The whole answer in this format, to be kept as a file.

    Raises:
        BadInput: there is no such format, or the question cannot be answered.
    """
    write = _WRITERS.get({"bib": "bibtex"}.get(format, format))
    if write is None:
        raise BadInput(f"No format is called {format[:40]!r} here; there are: {', '.join(FORMATS)}.")
    found = _table(request, served)
    body, media_type, ending = write(request, served, found)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}.{ending}"',
        "X-Datasets": f"{len(found.rows)} of {found.total}",
    }
    if ending == "csv":
        described = _address(request, "/search.csv-metadata.json")
        headers["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    return Response(body, media_type=media_type, headers=headers)


def _table(request: Request, served: Served) -> Table:
    question = read_question(request, 1)
    answer = question.answer(served.engine)
    assert answer.matching is not None
    return table(served.engine, answer.matching.ranked, question.as_of)


def _address(request: Request, path: str) -> str:
    return address_of(request, f"{path}?{urlencode(asked_of(request))}")


_Written = tuple[str | bytes, str, str]


def _csv(request: Request, served: Served, found: Table) -> _Written:
    return csv(found), "text/csv; charset=utf-8; header=present", "csv"


def _json(request: Request, served: Served, found: Table) -> _Written:
    return orjson.dumps(found.as_json(), option=orjson.OPT_INDENT_2), "application/json", "json"


def _bibtex(request: Request, served: Served, found: Table) -> _Written:
    known = origins(served.reader, [row.iri for row in found.rows])
    return bibtex(found, known), "application/x-bibtex; charset=utf-8", "bib"


_WRITERS: dict[str, Callable[[Request, Served, Table], _Written]] = {
    "csv": _csv, "json": _json, "bibtex": _bibtex,
}  # fmt: skip
