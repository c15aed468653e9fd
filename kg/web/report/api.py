"""`/api/v1/reports`: the reports as JSON, CSV, Markdown and Scholix."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from kg.errors import BadInput
from kg.query.formats import choose
from kg.report.pair_table import file_name
from kg.report.written import MEDIA_TYPES, SUFFIXES, written
from kg.web.report.asked import day_in, facilities_of, facility_in, scope_of
from kg.web.state import Served, State

_BY_ACCEPT = {"application/json": "json", "text/csv": "csv", "text/markdown": "markdown"}


def routes(state: State) -> APIRouter:
    """The list, and one report."""
    router = APIRouter(prefix="/api/v1")

    @router.get("/reports", summary="The facilities that there is a citation report on")
    def report_list() -> Response:
        return JSONResponse(
            {"facilities": [one.as_json() for one in facilities_of(state.now(), date.today())]}
        )

    @router.get(
        "/reports/{facility:path}",
        summary="Who cited a facility's data; the answer of `kg report citations --json`",
    )
    def one_report(
        request: Request,
        facility: str,
        as_of: Annotated[str | None, Query(description="Citing works up to this day; default today.")] = None,
        since: Annotated[
            str | None, Query(description="What changed since: a generation's number or a day.")
        ] = None,
        format: Annotated[
            str | None, Query(description=f"{', '.join(MEDIA_TYPES)}; csv and Scholix are all pairs.")
        ] = None,
    ) -> Response:
        return _report(request, state.now(), facility_in(facility), since or None)

    return router


def _report(request: Request, served: Served, facility: str, since: str | None) -> Response:
    format = _format(request)
    with scope_of(served, facility, day_in(request)) as scope:
        body, name = written(scope, format, since), file_name(scope, "citations", SUFFIXES[format])
    headers = {"Vary": "Accept"}
    if format != "json":
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return Response(body, media_type=MEDIA_TYPES[format], headers=headers)


def _format(request: Request) -> str:
    asked = request.query_params.get("format")
    if asked:
        if asked not in MEDIA_TYPES:
            raise BadInput(f"No format is called {asked[:40]!r} here; there are: {', '.join(MEDIA_TYPES)}.")
        return asked
    return _BY_ACCEPT[choose(request.headers.get("accept", ""), list(_BY_ACCEPT)) or "application/json"]
