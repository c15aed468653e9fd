"""`/facilities/<IRI>/findings`: what a facility could mend in its catalogue, and the records behind it.

`/facilities/findings` is the same for all facilities. `?rule=…&list=records` lists the records of one action,
`?rule=…&field=…` those with one field; `place=none` those of which no facility is known.
"""

from dataclasses import asdict

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from kg.answer.finding_query import Asked, query
from kg.answer.findings import Findings, count_records, findings, records, source_asked
from kg.answer.findings_table import findings_csv, records_csv
from kg.answer.links import label_of
from kg.rdf.terms import iri
from kg.web import pages
from kg.web.addresses import iri_of, page_of
from kg.web.negotiate import wanted
from kg.web.problems import NotHere
from kg.web.state import Served, State

MOST_ACTIONS = 50
ALL = "/facilities/findings"
_REMEMBERED = 32
"""Lists kept of the generation served: counting takes seconds in a graph of millions, and never changes."""


def routes(state: State) -> APIRouter:
    """The page of all facilities and that of each."""
    router = APIRouter()
    lists = _Lists()

    @router.get(ALL, include_in_schema=False)
    def all_findings(request: Request, iri: str | None = None) -> Response:
        return _answer(request, state.now(), lists, iri or None, ALL)

    @router.get("/facilities/{path:path}/findings", include_in_schema=False)
    def facility_findings(request: Request) -> Response:
        path = request.scope["raw_path"].partition(b"?")[0].removesuffix(b"/findings")
        facility = iri_of("facilities", path)
        address = f"{page_of('facilities', facility)}/findings"
        return _answer(request, state.now(), lists, facility, address)

    return router


def report(found: Findings) -> str:
    """The findings as one HTML document that stands alone."""
    return bytes(pages.show("findings-report.html", found=found).body).decode()


class _Lists:
    """The lists asked for last, of one generation."""

    def __init__(self) -> None:
        self._generation = 0
        self._known: dict[tuple[Asked, bool], Findings] = {}

    def of(self, served: Served, asked: Asked, is_whole: bool) -> Findings:
        """The list, counted once; whole, with all actions and all words of each."""
        number = served.generation.number
        if self._generation != number or len(self._known) >= _REMEMBERED:
            self._generation, self._known = number, {}
        known = self._known  # another thread may begin a new one meanwhile
        most = None if is_whole else MOST_ACTIONS
        found = known.get((asked, is_whole)) or findings(served.reader, number, asked, most, is_whole)
        known[asked, is_whole] = found
        return found


def _answer(request: Request, served: Served, lists: _Lists, facility: str | None, address: str) -> Response:
    asked = _asked(request, served, facility)
    format = wanted(request, "html", "json", "csv")
    if asked.rule and (asked.field or request.query_params.get("list") == "records"):
        return _records(served, asked, format, address)
    found = lists.of(served, asked, format != "html")
    if format == "json":
        return JSONResponse(found.as_json(), headers={"Vary": "Accept"})
    if format == "csv":
        return _csv(findings_csv(found), "findings.csv")
    return pages.show("findings.html", facts=served.facts, found=found, address=_base(address, asked))


def _records(served: Served, asked: Asked, format: str, address: str) -> Response:
    listed = records(served.reader, asked)
    found = findings(served.reader, served.generation.number, asked, MOST_ACTIONS, format == "json")
    if not found.actions:
        where = f" in {asked.field[:100]!r}" if asked.field else ""
        raise NotHere(f"No record here breaks {asked.rule}{where}.")
    sparql = query("finding_records", asked)
    if format == "json":
        answer = found.as_json() | {"records": [asdict(of) for of in listed]}
        return JSONResponse(answer, headers={"Vary": "Accept"})
    if format == "csv":
        return _csv(records_csv(listed), "records.csv")
    return pages.show(
        "findings-records.html",
        facts=served.facts,
        found=found,
        action=found.actions[0],
        fields=sorted({field.field for action in found.actions for field in action.fields}),
        total=count_records(served.reader, asked),
        records=listed,
        asked=asked,
        sparql=sparql,
        address=_base(address, asked),
    )


def _asked(request: Request, served: Served, facility: str | None) -> Asked:
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    if facility is not None:
        node = iri(facility)
        if node is None or (
            facility not in served.engine.lexicon.named and label_of(served.reader, node) is None
        ):
            raise NotHere(
                f"This graph holds no facility {facility[:300]}. Those it knows are listed at /facilities."
            )
        facility = node.value
    if "source" in given:
        source_asked(served.generation, given["source"])
    is_unplaced = facility is None and given.get("place") == "none"
    rule, field, source, said = (given.get(name) for name in ("rule", "field", "source", "said"))
    return Asked(facility, rule, field, source, said, is_unplaced)


def _base(address: str, asked: Asked) -> tuple[str, dict[str, str]]:
    """Path and parameters of the page itself, for links that add to them."""
    if asked.facility and address == ALL:
        return address, {"iri": asked.facility}
    return address, {"place": "none"} if asked.unplaced else {}


def _csv(body: str, name: str) -> Response:
    headers = {"Vary": "Accept", "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)
