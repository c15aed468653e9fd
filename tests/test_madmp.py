"""Data management plans. The examples of the RDA are their authors'; the others are invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from replay import recording, write_files
from said import said

from kg.check.gate import Gate
from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Record
from kg.harvest.world import open_world
from kg.rdf.terms import NamedNode

MADMP = load_source("madmp")
DATASET = {
    "title": "Sleet",
    "dataset_id": {"identifier": "10.5072/sleet", "type": "doi"},
    "issued": "2024-05-06",
    "type": "dataset",
}
OPEN = {"title": "A", "data_access": "open", "license": [{"license_ref": "MIT", "start_date": "2024-01-01"}]}


def mapped(**more: Any) -> Mapped:  # noqa: ANN401
    plan = {
        "title": "Plan",
        "dmp_id": {"identifier": "10.5072/plan", "type": "doi"},
        "modified": "2024-06-07T08:09:10Z",
        **more,
    }
    return MADMP.triples(Record("plan", "10.5072/plan", {"dmp": plan}, b"", "a.json"))


def with_dataset(**more: Any) -> Mapped:  # noqa: ANN401
    return mapped(dataset=[{**DATASET, **more}])


def types(found: Mapped) -> set[str]:
    """All classes of whatever is described."""
    return {
        value.value
        for _, predicate, value in found.triples
        if predicate.value.endswith("#type") and isinstance(value, NamedNode)
    }


def test_every_real_plan_says_what_a_plain_reading_of_its_json_says(shared_data: Path) -> None:
    files = sorted((shared_data / "catalogues" / "madmp").glob("ex*.json"))
    assert len(files) == 7
    for path in files:
        (record,) = MADMP.records(open_world(str(path), contained=False))
        assert isinstance(record, Record)
        found = MADMP.triples(record)

        plan = json.loads(path.read_text("utf-8"))["dmp"]
        exist = [one for one in plan["dataset"] if "issued" in one and one["issued"] <= plan["modified"][:10]]
        assert said(found, "dcterms:title") == [plan["title"]]
        assert said(found, "dcat:contactPoint", "foaf:name") == [plan["contact"]["name"]]
        assert said(found, "dcterms:contributor", "foaf:name") == sorted(
            one["name"] for one in plan.get("contributor", [])
        )
        assert said(found, "schema:about", "foaf:name") == [one["title"] for one in plan.get("project", [])]
        assert len(said(found, "cito:describes")) == len(exist)
        planned = said(found, "dcterms:hasPart", "dcterms:title")
        assert planned == sorted(one["title"] for one in plan["dataset"] if one not in exist)
        assert not any("@" in str(term) for triple in found.triples for term in triple)


def test_the_real_plans_that_share_a_placeholder_are_seven_plans(shared_data: Path) -> None:
    world = open_world(str(shared_data / "catalogues" / "madmp"), contained=False)
    found = [one for one in MADMP.records(world) if isinstance(one, Record)]
    plans = [MADMP.triples(one) for one in found]

    assert {one.body["dmp"]["dmp_id"]["identifier"] for one in found} == {"10.0000/00.0.1234"}
    assert len({one.key for one in found}) == len({one.about for one in plans}) == len(found) == 7
    for one in plans:
        assert Gate().problems(one.about, one.triples) == []
        assert one.about.value.startswith("https://w3id.org/pan-kg/id/plan/ex")
        assert said(one, "dcterms:identifier") == []
        assert "pid-broken" in said(one, "pan:finding", "pan:rule")


@pytest.mark.parametrize(
    ("words", "is_own"),
    [
        ("10.0000/00.0.1234", False),
        ("https://doi.org/10.0000/x", False),
        ("doi:10.00000/x", False),
        ("10.5072/00.0.1234", True),
        ("10.1000/x", True),
        ("10.00001/x", True),
        ("plan-10.0000/x", True),
    ],
)
def test_only_the_prefix_of_noughts_is_a_placeholder(words: str, is_own: bool, tmp_path: Path) -> None:
    def plan(title: str) -> dict[str, Any]:
        return {"dmp": {"title": title, "dmp_id": {"identifier": words, "type": "doi"}}}

    write_files({"sub/a.json": [plan("Moss"), plan("Peat")]}, tmp_path)
    keys = [
        one.key
        for one in MADMP.records(open_world(str(tmp_path), contained=False))
        if isinstance(one, Record)
    ]

    # By hand: printf 'Moss\0\0' | sha256sum | cut -c-20, and so for Peat.
    assert keys == (
        [words, words] if is_own else ["a.json#b6d1f7669dec9a3c41b1", "a.json#5fb553461de6d1a8ce7a"]
    )


@pytest.mark.parametrize(
    ("example", "describes", "planned"),
    [("ex2-dataset-planned", 0, 1), ("ex3-dataset-finished", 1, 0), ("ex4-dataset-embargo", 0, 1)],
)
def test_planned_finished_and_embargoed_are_told_apart(
    example: str, describes: int, planned: int, shared_data: Path
) -> None:
    """Counted by hand: the first and the last of these are issued after the plan was last changed."""
    path = shared_data / "catalogues" / "madmp" / f"{example}.json"
    (record,) = MADMP.records(open_world(str(path), contained=False))
    assert isinstance(record, Record)
    found = MADMP.triples(record)

    assert (len(said(found, "cito:describes")), len(said(found, "dcterms:hasPart"))) == (describes, planned)


def test_the_embargo_of_the_real_example_is_the_start_of_its_licence(shared_data: Path) -> None:
    path = shared_data / "catalogues" / "madmp" / "ex4-dataset-embargo.json"
    (record,) = MADMP.records(open_world(str(path), contained=False))
    assert isinstance(record, Record)
    found = MADMP.triples(record)

    part = "dcterms:hasPart"
    assert said(found, part, part, "dcterms:available") == ["2021-06-30"]
    assert said(found, part, part, "schema:expires") == ["2029-01-30"]


def test_the_licences_of_the_long_real_example_are_understood(shared_data: Path) -> None:
    """By hand: MIT by an old address of the Open Source Initiative, none, CC BY 4.0."""
    path = shared_data / "catalogues" / "madmp" / "ex9-dmp-long.json"
    (record,) = MADMP.records(open_world(str(path), contained=False))
    assert isinstance(record, Record)
    found = MADMP.triples(record)

    part = "dcterms:hasPart"
    assert said(found, part, part, "dcterms:license") == [
        "https://creativecommons.org/licenses/by/4.0/",
        "https://spdx.org/licenses/MIT",
    ]
    # Its handles are "0000/00.00000", which is none; one of its ORCIDs is "0000-0002-0000-0000".
    assert said(found, part, "rdfs:seeAlso") == []
    assert said(found, "pan:finding", "pan:rule") == ["orcid-invalid", "pid-broken"]  # of the plan itself


@pytest.mark.parametrize(
    "more",
    [
        {"issued": None},
        {"issued": "2024-06-08"},
        {"issued": "soon"},
        {"dataset_id": {"identifier": "0000/00.00000", "type": "handle"}},
        {"dataset_id": {"identifier": "ours-1", "type": "other"}},
        {"dataset_id": {}},
    ],
)
def test_a_planned_dataset_is_no_dataset(more: dict[str, Any]) -> None:
    found = with_dataset(**more, distribution=[OPEN])

    assert said(found, "dcterms:hasPart", "rdf:type") == ["prov:Entity"]
    assert not any("dcat" in one or one.endswith(("Dataset", "Software")) for one in types(found))


def test_a_dataset_that_was_there_when_the_plan_was_changed_is_one() -> None:
    found = with_dataset(distribution=[OPEN])

    assert said(found, "cito:describes") == ["https://doi.org/10.5072/sleet"]
    assert said(found, "cito:describes", "rdf:type") == ["dcat:Dataset", "pan:Dataset"]
    assert said(found, "cito:describes", "dcat:distribution", "rdf:type") == ["dcat:Distribution"]
    assert said(found, "cito:describes", "dcterms:license") == ["https://spdx.org/licenses/MIT"]


@pytest.mark.parametrize("kind", ["software", "Source code", "source-code"])
def test_software_is_software(kind: str) -> None:
    assert said(with_dataset(type=kind), "cito:describes", "rdf:type") == ["pan:Software"]


def test_what_not_all_distributions_share_is_not_said_of_the_data() -> None:
    closed = {**OPEN, "title": "B", "data_access": "closed"}
    found = with_dataset(distribution=[OPEN, closed])

    assert said(found, "cito:describes", "dcterms:accessRights") == []
    assert said(found, "cito:describes", "dcterms:license") == ["https://spdx.org/licenses/MIT"]


def test_two_licences_in_turn_open_with_the_first() -> None:
    licences = [
        {"license_ref": "https://creativecommons.org/licenses/by/4.0/", "start_date": "2026-01-01"},
        {"license_ref": "https://creativecommons.org/licenses/by/4.0/", "start_date": "2025-01-01"},
    ]
    found = with_dataset(distribution=[{**OPEN, "license": licences}])

    assert said(found, "cito:describes", "dcat:distribution", "dcterms:available") == ["2025-01-01"]


def test_what_is_to_be_mended_is_found_in_the_plan() -> None:
    licence = [{"license_ref": "whatever", "start_date": "2025-01-01"}]
    found = with_dataset(distribution=[{**OPEN, "license": licence}])

    assert said(found, "pan:finding", "pan:rule") == ["licence-unknown"]


def test_only_what_is_an_instrument_becomes_one() -> None:
    resources = [
        {"name": "ID19 at ESRF"},
        {"name": "The cluster"},
        {"name": "BL 7", "technical_resource_id": [{"identifier": "10.5072/bl7", "type": "doi"}]},
    ]
    found = with_dataset(technical_resource=resources)

    assert said(found, "cito:describes", "pan:instrument") == [
        "https://doi.org/10.5072/bl7",
        "https://w3id.org/pan-kg/id/instrument/esrf/id19",
    ]
    assert said(found, "cito:describes", "schema:instrument") == ["The cluster"]
    planned = with_dataset(technical_resource=resources, issued=None)
    assert not any(predicate.value.endswith("def#instrument") for _, predicate, _ in planned.triples)


@pytest.mark.parametrize(
    ("status", "count"), [("granted", 1), (None, 1), ("applied", 0), ("planned", 0), ("rejected", 0)]
)
def test_only_funding_that_was_given_is_funding(status: str | None, count: int) -> None:
    funding = {
        "funder_id": {"identifier": "501100000780", "type": "fundref"},
        "grant_id": {"identifier": "101", "type": "other"},
        "funding_status": status,
    }
    found = mapped(project=[{"title": "Fjord", "funding": [funding]}])

    assert len(said(found, "schema:about", "schema:funding")) == count
    assert said(found, "schema:about", "schema:funding", "schema:funder") == (
        ["https://doi.org/10.13039/501100000780"] * count
    )


def test_files_without_a_plan_are_put_aside(tmp_path: Path) -> None:
    write_files({"a.json": {"title": "none"}, "b.json": "{", "c.json": [3], "d.md": "x"}, tmp_path)

    found = list(MADMP.records(open_world(str(tmp_path), contained=False)))

    assert [(one.key, one.outcome) for one in found if isinstance(one, Aside)] == [
        ("a.json#0", "skipped"),
        ("b.json", "quarantined"),
        ("c.json#0", "skipped"),
        ("d.md", "skipped"),
    ]
    with pytest.raises(BadRecord, match="under the key dmp"):
        MADMP.triples(Record("plan", "a", {"title": "none"}, b"", "a"))


def test_no_mailbox_leaves_the_recorded_plan(tmp_path: Path) -> None:
    write_files(recording("madmp-files")["files"], tmp_path)
    for record in MADMP.records(open_world(str(tmp_path), contained=False)):
        if isinstance(record, Record):
            assert not any("@" in str(term) for triple in MADMP.triples(record).triples for term in triple)
