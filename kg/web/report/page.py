"""`/reports`, `/reports/<facility>`, its `/pairs` and its `/data`: how data are cited, and every pair.

A facility is named by its short name, or by its IRI without `https://`.
"""

from dataclasses import asdict
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.citation_words import behind_told
from kg.errors import BadInput
from kg.report import words
from kg.report.claim_list import claims_of
from kg.report.data_list import data_list
from kg.report.pair_list import FILTERS, chosen, pair_list
from kg.report.pair_table import file_name, pairs_csv
from kg.report.report import Report
from kg.web import pages
from kg.web.negotiate import wanted
from kg.web.problems import NotHere
from kg.web.report.asked import Reports, day_in, facilities_of, facility_in, scope_of
from kg.web.report.chart import curves_chart, years_chart
from kg.web.state import Served, State

PAGE = 50
"""Pairs on one page."""
_MOST_PAGES = 1000


def routes(state: State) -> APIRouter:
    """The list of reports, and three pages of each."""
    router = APIRouter()
    reports = Reports()

    @router.get("/reports", include_in_schema=False)
    def report_list(request: Request) -> Response:
        served = state.now()
        found = facilities_of(served, date.today())
        if wanted(request, "html", "json") == "json":
            return JSONResponse({"facilities": [one.as_json() for one in found]}, headers={"Vary": "Accept"})
        return pages.show("reports.html", facts=served.facts, facilities=found)

    @router.get("/reports/{path:path}/pairs", include_in_schema=False)
    def report_pairs(request: Request) -> Response:
        path = _path(request).removesuffix("/pairs")
        return _pairs(request, state.now(), facility_in(path))

    @router.get("/reports/{path:path}/data", include_in_schema=False)
    def report_data(request: Request) -> Response:
        path = _path(request).removesuffix("/data")
        return _data(request, state.now(), facility_in(path))

    @router.get("/reports/", include_in_schema=False)
    def by_iri(request: Request, iri: str = "") -> Response:
        return _report(request, state.now(), reports, iri)

    @router.get("/reports/{path:path}", include_in_schema=False)
    def report_page(request: Request) -> Response:
        return _report(request, state.now(), reports, facility_in(_path(request)))

    return router


def _path(request: Request) -> str:
    raw: bytes = request.scope["raw_path"]
    return raw.partition(b"?")[0].decode("ascii", "replace").removeprefix("/reports/")


def _report(request: Request, served: Served, reports: Reports, facility: str) -> Response:
    day, since = day_in(request), request.query_params.get("since") or None
    report = reports.of(served, facility, day, since)
    if wanted(request, "html", "json") == "json":
        return JSONResponse(report.as_json(), headers={"Vary": "Accept"})
    return _shown(request, served, report)


def _shown(request: Request, served: Served, report: Report) -> Response:
    return pages.show(
        "report.html",
        facts=served.facts,
        report=report,
        words=words,
        years_drawn=years_chart(report.by_year),
        curves_drawn=curves_chart(report.first_citation),
        base=f"/reports/{report.facility.slug}",
        as_of=request.query_params.get("as_of") or None,
        since=request.query_params.get("since") or "",
    )


def _pairs(request: Request, served: Served, facility: str) -> Response:
    day, page = day_in(request), _page(request)
    format = wanted(request, "html", "json", "csv")
    given = dict(request.query_params)
    unknown = sorted({*given} - {*FILTERS, "as_of", "page", "format"})
    if unknown:
        raise BadInput(f"Pairs cannot be narrowed by {unknown[0][:40]!r}; there are: {', '.join(FILTERS)}.")
    which = chosen(given)
    with scope_of(served, facility, day) as scope:
        if format == "csv":
            body = pairs_csv(scope, pair_list(scope, which).pairs)
            name = file_name(scope, "pairs", "csv")
            headers = {"Vary": "Accept", "Content-Disposition": f'attachment; filename="{name}"'}
            return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
        found = pair_list(scope, which, PAGE, (page - 1) * PAGE)
        claims = {pair.node: claims_of(scope, pair.node) for pair in found.pairs}
        known = scope.facility
    last = _last_of(found.total, page)
    if format == "json":
        pairs = [
            pair.as_json() | {"said": [asdict(one) for one in claims[pair.node]]} for pair in found.pairs
        ]
        told = {"facility": known.iri, "as_of": day.isoformat(), "total": found.total}
        told |= {"citing_works": found.citing_works, "cited_works": found.cited_works, "claims": found.claims}
        told |= {"page": page, "page_size": PAGE}
        return JSONResponse({**told, "pairs": pairs}, headers={"Vary": "Accept"})
    return pages.show(
        "report-pairs.html",
        behind_told=behind_told,
        facts=served.facts,
        facility=known,
        found=found,
        claims=claims,
        words=words,
        filters=dict(which.filters),
        day=day,
        page=page,
        last=last,
        base=f"/reports/{known.slug}",
        as_of=given.get("as_of") or None,
    )


def _data(request: Request, served: Served, facility: str) -> Response:
    day, page, format = day_in(request), _page(request), wanted(request, "html", "json")
    given = {name: value for name, value in request.query_params.items() if value}
    filters = {name: value for name, value in given.items() if name not in ("as_of", "page", "format")}
    with scope_of(served, facility, day) as scope:
        found, known = data_list(scope, filters, PAGE, (page - 1) * PAGE), scope.facility
    last = _last_of(found.total, page)
    if format == "json":
        told = {"facility": known.iri, "as_of": day.isoformat(), "page": page, "page_size": PAGE}
        return JSONResponse({**told, **asdict(found)}, headers={"Vary": "Accept"})
    return pages.show(
        "report-data.html",
        facts=served.facts,
        facility=known,
        found=found,
        filters=filters,
        day=day,
        page=page,
        last=last,
        base=f"/reports/{known.slug}",
        as_of=given.get("as_of"),
    )


def _last_of(total: int, page: int) -> int:
    """The last page. Raises NotHere where `page` lies beyond it."""
    last = max(1, -(-total // PAGE))
    if page > last:
        raise NotHere(f"There is no page {page} of {total:,}, {PAGE} on each; the last is page={last}.")
    return last


def _page(request: Request) -> int:
    text = request.query_params.get("page") or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= _MOST_PAGES):
        raise BadInput(f"page must be a number from 1 to {_MOST_PAGES}, not {text[:40]!r}.")
    return int(text)
