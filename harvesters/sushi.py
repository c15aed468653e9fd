"""Source of usage: COUNTER reports on research data (DSR), from a SUSHI service, DataCite's hub or files.

    kg harvest sushi https://sushi.example.org --option begin=2024-01 --option end=2024-12
    kg harvest sushi https://api.datacite.org/reports
    kg harvest sushi https://api.datacite.org/reports --option created-by=ESRF

With a period it asks a service for its report (`/reports/dsr`); without, the address itself: for one report,
or for a list of reports that lead to each. Unverified: no live service was reached.
"""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from harvesters._datacite_words import entries, said
from harvesters._documents import in_documents
from harvesters._read import branch
from harvesters._sushi_report import dataset_iri, period_of, usage_triples
from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Mapped, Mark, Record, Source, World

_DATASET_REPORT = "dsr"


def records(world: World) -> Iterator[Item]:
    """Every dataset of every report."""
    if not world.live:
        yield from in_documents(world, lambda found: _in_file(found.body, found.origin, world.facility))
    elif "begin" in world.options or "end" in world.options:
        yield from _in_answer(world, "/reports/dsr", _asked_period(world))
    else:
        yield from _at_address(world)


def triples(record: Record) -> Mapped:
    """The counts of one dataset in one report.

    Raises:
        BadRecord: it names no dataset, or contradicts itself.
    """
    try:
        return usage_triples(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _asked_period(world: World) -> dict[str, str]:
    period = {f"{edge}-date": world.options.get(edge, "").strip() for edge in ("begin", "end")}
    missing = next((name for name, day in period.items() if not day), None)
    if missing:
        raise BadInput(f"A period has two ends: name the {missing} as well (begin=2024-01, end=2024-12).")
    return period


def _at_address(world: World) -> Iterator[Item]:
    """One report; or of a list of reports each, from the mark on."""
    asked = {"created-by": by} if (by := world.options.get("created-by")) else {}
    answer = world.get_json("", **asked)
    if not (isinstance(answer, dict) and isinstance(answer.get("reports"), list)):
        yield from _reported(world, answer, world.place)
        return
    listed = [one for one in entries(answer, "reports") if _is_dataset_report(one)]
    identifiers = sorted({identifier for one in listed if (identifier := said(one, "id"))})
    world.expected = len(identifiers)
    for identifier in identifiers:
        if not world.resume or identifier > world.resume:
            yield from _in_answer(world, f"/{quote(identifier, safe='')}", {})
            yield Mark(identifier)


def _in_answer(world: World, path: str, params: dict[str, str]) -> Iterator[Item]:
    yield from _reported(world, world.get_json(path, **params), f"{world.place}{path}")


def _reported(world: World, answer: Json, origin: str) -> Iterator[Item]:
    report = _report(answer)
    if report is None:
        raise SourceUnavailable(f"{origin} answered JSON that is no report of usage (no report-datasets).")
    yield from _datasets(report, origin, world.facility)


def _in_file(body: Json, origin: str, facility: str | None) -> Iterator[Item]:
    """One report, alone or inside an answer, or a list of them."""
    inner = body.get("reports") if isinstance(body, dict) and "reports" in body else body
    for number, member in enumerate(inner if isinstance(inner, list) else [inner]):
        place = f"{origin}#{number}"
        report = _report(member)
        if report is not None:
            yield from _datasets(report, origin, facility)
        else:
            yield Aside("report", place, write_json(member), origin, "No report of usage.", "skipped")


def _report(body: Json) -> dict[str, Json] | None:
    """The report itself; DataCite has it under the key `report`."""
    report = branch(body, "report") or body
    is_report = isinstance(report, dict) and isinstance(report.get("report-datasets"), list)
    return report if is_report else None


def _is_dataset_report(listed: dict[str, Json]) -> bool:
    name = said(branch(listed, "report-header"), "report-id") or _DATASET_REPORT
    return name.casefold() == _DATASET_REPORT


def _datasets(report: dict[str, Json], origin: str, facility: str | None) -> Iterator[Item]:
    """A record per dataset: of this reporter, period and platform; a corrected report replaces it."""
    header = branch(report, "report-header")
    reporter, period = said(header, "created-by") or "", period_of(header)
    seen: Counter[str] = Counter()
    for number, dataset in enumerate(report["report-datasets"]):
        body = {"report-header": header, "dataset": dataset}
        raw = write_json(body)
        about = dataset_iri(dataset) if isinstance(dataset, dict) else None
        if about is None:
            reason = "A dataset without identifier."
            yield Aside("usage", f"{origin}#{number}", raw, origin, reason, "quarantined")
            continue
        platform = said(dataset, "platform") or ""
        key = " ".join(filter(None, (reporter, platform, period, about.value)))
        seen[key] += 1
        key = f"{key} {seen[key]}" if seen[key] > 1 else key
        yield Record("usage", key, body, raw, origin, facility, said(header, "created"))


SOURCE = Source(
    "Usage of data: COUNTER reports (DSR) over SUSHI, from DataCite, or in files",
    records,
    triples,
    version="1",
    options=("begin", "end", "created-by"),
)
