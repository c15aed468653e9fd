"""A COUNTER report of the use of research data (DSR): its datasets, and the counts in one of them.

Terms: the Code of Practice for Research Data, release 1. A report counts per dataset, period, metric and
access method; by country either one instance per country, or one instance with `country-counts`.
"""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from harvesters._claims import speaker
from harvesters._datacite_counts import as_count
from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from harvesters._identifier import identifier_iri
from harvesters._read import branch
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.claim import StatedCount
from kg.rdf.names import PROV, RDF
from kg.rdf.terms import calendar_date
from kg.resolve.work_id import work_iri

_UNCLEAR = "The counts by country do not add up to the total; the total stands."


def period_of(header: dict[str, Json]) -> str:
    """The period of a report, "2018-04-01/2018-04-30", from the header or from the filters in it."""
    period = branch(header, "reporting-period")
    filters = {said(one, "name"): said(one, "value") for one in entries(header, "report-filters")}
    days = [said(period, name) or filters.get(name) or "" for name in ("begin-date", "end-date")]
    return "/".join(day[:10] for day in days)


def dataset_iri(dataset: dict[str, Json]) -> NamedNode | None:
    """The dataset, by the first of its identifiers that names it beyond its platform, a DOI before others."""
    stated = [(said(one, "type"), said(one, "value")) for one in entries(dataset, "dataset-id")]
    named = sorted(stated, key=lambda one: (one[0] or "").casefold() != "doi")
    nodes = (work_iri(kind or "doi", words) or identifier_iri(words, kind) for kind, words in named if words)
    return next((node for node in nodes if node), None)


def usage_triples(record: Record) -> Mapped:
    """Every count of one dataset in one report.

    Raises:
        BadRecord: the dataset has no identifier, or a count contradicts another of the same name.
    """
    dataset = branch(record.body, "dataset")
    about = dataset_iri(dataset)
    if about is None:
        raise BadRecord(
            "A dataset in a report of usage must have a dataset-id: a DOI, a handle or an address."
        )
    note = _exceptions(branch(record.body, "report-header"))
    said_by = speaker("sushi", record)
    description, known = Description(about, said_by), dict[NamedNode, int]()
    description.say(RDF["type"], PROV["Entity"])  # what it is, its own record says
    for count in _counts(about, dataset, note):
        node = count.iri(said_by.source, said_by.key)
        if known.setdefault(node, count.number) != count.number:
            raise BadRecord(
                f"{count.metric} from {count.begin} to {count.end} is counted twice, as {known[node]} and as "
                f"{count.number}: the report must count each period, method and country once."
            )
        description.count(count)
    return Mapped(about, description.triples)


def _counts(about: NamedNode, dataset: dict[str, Json], note: str | None) -> Iterator[StatedCount]:
    for performance in entries(dataset, "performance"):
        period = branch(performance, "period")
        days = _day(period, "begin-date"), _day(period, "end-date")
        for instance in entries(performance, "instance"):
            metric, total = said(instance, "metric-type"), as_count(instance.get("count"))
            if metric is None or total is None:
                continue
            method, country = said(instance, "access-method"), said(instance, "country", "country-code")
            by_country, unclear = _by_country(instance, country, total)
            told = " ".join(filter(None, (note, unclear))) or None
            for place, number in by_country.items():
                yield StatedCount(about, metric, number, *days, method, place, told)


def _day(period: dict[str, Json], name: str) -> str | None:
    day = calendar_date(said(period, name))
    return day.value if day else None


def _by_country(
    instance: dict[str, Json], country: str | None, total: int
) -> tuple[dict[str | None, int], str | None]:
    """The uses by country, in capitals as ISO 3166 has them; what no country has stands under None.

    Together they are the total, so that they can be added up.
    """
    stated = branch(instance, "country-counts")
    if not stated:
        return {country.upper() if country else None: total}, None
    found: dict[str | None, int] = {}
    for code, value in stated.items():
        if (number := as_count(value)) is not None and code.strip():
            found[code.strip().upper()] = number
    rest = total - sum(found.values())
    if rest < 0:
        return {None: total}, _UNCLEAR
    return found | ({None: rest} if rest or not found else {}), None


def _exceptions(header: dict[str, Json]) -> str | None:
    """What the report says about its own gaps: "3040 partial data returned: usage data has not been …"."""
    told = []
    for one in entries(header, "exceptions"):
        words = " ".join(filter(None, (said(one, "code"), said(one, "message"))))
        told.append(": ".join(filter(None, (words, said(one, "data")))))
    return "; ".join(filter(None, told)) or None
