"""COUNTER reports on the use of data, from files and over SUSHI. Invented where not recorded."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from claimed import beside, counts
from replay import RecordedWorld, write_files

from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Item, Mapped, Mark, Record
from kg.harvest.world import open_world
from kg.rdf.names import PROV, RDF

SUSHI = load_source("sushi")
PLACE = "https://sushi.example"


def dataset(*instances: dict[str, Any], doi: str = "10.5072/A") -> dict[str, Any]:
    period = {"begin-date": "2024-02-01", "end-date": "2024-02-29"}
    return {
        "dataset-id": [{"type": "doi", "value": doi}],
        "platform": "Aurora",
        "performance": [{"period": period, "instance": list(instances)}],
    }


def instance(count: Any, metric: str = "unique-dataset-requests", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"metric-type": metric, "access-method": "regular", "count": count, **more}


def report(*datasets: Any, **header: Any) -> dict[str, Any]:  # noqa: ANN401
    head = {"report-id": "DSR", "created-by": "Aurora", "created": "2024-03-01", **header}
    return {"report-header": head, "report-datasets": list(datasets)}


def mapped(one: dict[str, Any], **header: Any) -> Mapped:  # noqa: ANN401
    return SUSHI.triples(Record("usage", "k", {"report-header": header, "dataset": one}, b"", PLACE))


def told(found: Mapped) -> list[tuple[str, str | None, str]]:
    return [(one["metric"], one.get("country"), one["number"]) for one in counts(found.triples)]


def test_a_count_by_metric_method_country_and_period() -> None:
    found = mapped(dataset(instance(3, country="de"), instance(0, "total-dataset-requests")))

    assert counts(found.triples)[0] == {
        "about": "10.5072/a",
        "metric": "unique-dataset-requests",
        "number": "3",
        "begin": "2024-02-01",
        "end": "2024-02-29",
        "method": "regular",
        "country": "DE",
    }
    assert told(found)[1] == ("total-dataset-requests", None, "0")
    assert beside(found.triples) == [(found.about, RDF["type"], PROV["Entity"])]  # it describes nothing


@pytest.mark.parametrize(
    ("by_country", "expected", "is_noted"),
    [
        ({"us": 3, "fr": 2}, {"US": "3", "FR": "2"}, False),
        ({"us": 3}, {"US": "3", None: "2"}, False),  # the rest is of no known country
        ({"us": 9}, {None: "5"}, True),  # more than in all: the total stands
        ({"us": "x"}, {None: "5"}, False),
    ],
)
def test_counts_by_country_add_up_to_the_total(
    by_country: dict[str, Any], expected: dict[str | None, str], is_noted: bool
) -> None:
    found = mapped(dataset({**instance(5), "country-counts": by_country}))

    assert {country: number for _, country, number in told(found)} == expected
    assert all(("note" in one) == is_noted for one in counts(found.triples))


def test_gaps_that_the_report_names_go_with_every_count() -> None:
    gap = {"code": 3040, "severity": "warning", "message": "partial data returned", "data": "no Sundays"}
    found = mapped(dataset(instance(1), instance(1, "total-dataset-requests")), exceptions=[gap])

    assert {one["note"] for one in counts(found.triples)} == {"3040 partial data returned: no Sundays"}


def test_a_report_that_contradicts_itself_is_refused() -> None:
    assert told(mapped(dataset(instance(1), instance(1)))) != []
    with pytest.raises(BadRecord, match="counted twice, as 1 and as 2"):
        mapped(dataset(instance(1), instance(2)))


def test_what_is_no_count_is_none() -> None:
    assert told(mapped(dataset(instance("3"), instance(None), instance(-1), instance(1, metric="")))) == []


def test_reports_in_files_and_what_is_none(tmp_path: Path) -> None:
    nameless = {"dataset-id": [{"type": "local", "value": "7"}]}
    write_files(
        {
            "a.json": report(dataset(instance(1)), nameless, 3),
            "b.json": {"report": report(dataset(instance(1), doi="10.5072/b"))},
            "c.json": [report(dataset(instance(1), doi="10.5072/c")), {"x": 1}],
        },
        tmp_path,
    )

    found = list(SUSHI.records(open_world(str(tmp_path), contained=False)))

    outcomes = [one.outcome if isinstance(one, Aside) else type(one).__name__ for one in found]
    assert outcomes == ["Record", "quarantined", "quarantined", "Record", "Record", "skipped"]


def test_a_corrected_report_of_the_same_period_replaces_the_first_and_twins_stay_apart() -> None:
    period = {"reporting-period": {"begin-date": "2024-02-01", "end-date": "2024-02-29"}}
    first = _served(report(dataset(instance(1)), dataset(instance(2)), **period))
    again = _served(report(dataset(instance(7)), created="2024-05-01", **period))

    keys = [one.key for one in first if isinstance(one, Record)]
    assert keys == [
        f"Aurora Aurora 2024-02-01/2024-02-29 https://doi.org/10.5072/a{end}" for end in ("", " 2")
    ]
    assert [one.key for one in again if isinstance(one, Record)] == keys[:1]


def _served(answer: Any) -> list[Item]:  # noqa: ANN401
    return list(SUSHI.records(RecordedWorld(PLACE, requests={"GET ": answer})))


def test_a_period_is_asked_of_the_service() -> None:
    request = "GET /reports/dsr?begin-date=2024-01&end-date=2024-02"
    world = RecordedWorld(
        PLACE,
        requests={request: report(dataset(instance(1)))},
        options={"begin": "2024-01", "end": "2024-02"},
    )

    (found,) = list(SUSHI.records(world))

    assert isinstance(found, Record)
    assert found.origin == f"{PLACE}/reports/dsr"
    with pytest.raises(BadInput, match="end-date"):
        list(SUSHI.records(RecordedWorld(PLACE, options={"begin": "2024-01"})))


def test_a_list_of_reports_is_walked_and_resumed() -> None:
    listed = [{"id": "b"}, {"id": "a", "report-header": {"report-id": "dsr"}}]
    other = {"id": "c", "report-header": {"report-id": "TR"}}
    requests = {
        "GET ": {"reports": [*listed, other]},
        "GET /a": {"report": report(dataset(instance(1)))},
        "GET /b": {"report": report(dataset(instance(1), doi="10.5072/b"))},
    }

    def walked(resume: str | None) -> list[str]:
        found = SUSHI.records(RecordedWorld(PLACE, requests=requests, resume=resume))
        return [
            f"mark {one.resume}" if isinstance(one, Mark) else one.key.rpartition("/")[2] for one in found
        ]

    assert walked(None) == ["a", "mark a", "b", "mark b"]
    assert walked("a") == ["b", "mark b"]


def test_what_is_no_report_is_told() -> None:
    with pytest.raises(SourceUnavailable, match="no report of usage"):
        _served({"data": []})


def test_the_real_report(shared_data: Path) -> None:
    """Recorded: 21 datasets, 20 unique investigations, 32 unique requests of which one by a machine."""
    place = str(shared_data / "citations" / "usage-sushi" / "dash_dsr_2018-04_first_half.json")
    records = [one for one in SUSHI.records(open_world(place, contained=False)) if isinstance(one, Record)]
    found = [count for one in records for count in counts(SUSHI.triples(one).triples)]

    sums: Counter[tuple[str, str]] = Counter()
    for one in found:
        sums[one["metric"], one["method"]] += int(one["number"])
    assert len(records) == 21
    assert sum(n for (metric, _), n in sums.items() if metric == "unique-dataset-investigations") == 20
    assert sums["unique-dataset-requests", "regular"] == 31
    assert sums["unique-dataset-requests", "machine"] == 1
    assert {one["note"] for one in found} == {
        "3040 partial data returned: usage data has not been processed for the entire reporting period"
    }
