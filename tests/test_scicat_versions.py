"""What a record says does not depend on the version of SciCat, nor on the export it comes from.

The changes of shape between version 3 and 4 are those of the backend's source (see the guide to catalogues);
the records are generated, or invented where a test shows them.
"""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from said import said

from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.harvest.world import open_world
from kg.rdf.syntax import n_triples

SCICAT = load_source("scicat")

PEOPLE = ["Ada Rosenqvist", "Bo Fenwick", "nass_k", "al.", "pi@nls.example"]
IDS = st.lists(st.sampled_from(["x1", "/PSI/SLS/TOMCAT", "20.500.12269/i", "10.5072/s", " "]), max_size=1)
DATASETS = st.fixed_dictionaries(
    {
        "pid": st.sampled_from(["20.500.99999/d", "10.5072/D", "a b"]),
        "type": st.sampled_from(["raw", "derived"]),
    },
    optional={
        "principalInvestigators": st.lists(st.sampled_from(PEOPLE), max_size=3),
        "proposalIds": IDS,
        "sampleIds": IDS,
        "instrumentIds": IDS,
        "creationLocation": st.sampled_from(["/DESY/PETRA III/P08", "V20", ""]),
        "creationTime": st.sampled_from(["2021-03-01T10:00:00.000Z", "never"]),
        "techniques": st.just([{"pid": "http://purl.org/pan-science/PaNET/PaNET01188", "name": "SAXS"}]),
        "scientificMetadata": st.just({"energy": {"value": "12.4", "unit": "keV"}}),
        "datasetName": st.text(max_size=5),
    },
)


def as_version_3(body: dict[str, Any]) -> dict[str, Any]:
    """The same dataset before version 4: one value where there are lists now, people in one text."""
    old = dict(body)
    if "principalInvestigators" in old:
        field = "investigator" if old["type"] == "derived" else "principalInvestigator"
        old[field] = "; ".join(old.pop("principalInvestigators"))
    for name in ("proposal", "sample", "instrument"):
        if f"{name}Ids" in old:
            values = old.pop(f"{name}Ids")
            old[f"{name}Id"] = values[0] if values else ""
    return old


def mapped(body: Any, kind: str = "dataset") -> Mapped:  # noqa: ANN401
    raw = json.dumps(body).encode()
    return SCICAT.triples(Record(kind, "k", body, raw, "https://a.example/api/datasets/k"))


@settings(max_examples=200, deadline=None)
@given(DATASETS)
def test_a_dataset_says_the_same_in_both_versions(body: dict[str, Any]) -> None:
    assert n_triples(mapped(as_version_3(body)).triples) == n_triples(mapped(body).triples)


@settings(max_examples=50, deadline=None)
@given(DATASETS)
def test_a_dataset_that_has_both_shapes_says_it_once(body: dict[str, Any]) -> None:
    """Recorded: the backend's answers to version 3 hold the fields of both."""
    both = {**as_version_3(body), **body}

    assert n_triples(mapped(both).triples) == n_triples(mapped(body).triples)


def test_an_export_of_the_database_says_what_the_interface_says() -> None:
    plain = {
        "_id": "65f0c0ffee",
        "pid": "20.500.99999/d",
        "creationTime": "2021-06-29T16:36:13.773Z",
        "updatedAt": "2021-06-29T16:36:13.773Z",
        "size": 4096,
        "numberOfFiles": 3,
        "scientificMetadata": {"flux": {"value": 1.5, "unit": "W"}},
    }
    exported = {
        "_id": {"$oid": "65f0c0ffee"},
        "pid": "20.500.99999/d",
        "creationTime": {"$date": "2021-06-29T16:36:13.773Z"},
        "updatedAt": {"$date": {"$numberLong": "1624984573773"}},
        "size": {"$numberLong": "4096"},
        "numberOfFiles": {"$numberInt": "3"},
        "scientificMetadata": {"flux": {"value": {"$numberDouble": "1.5"}, "unit": "W"}},
    }

    assert n_triples(mapped(exported).triples) == n_triples(mapped(plain).triples)
    assert said(mapped(exported), "pan:totalSize") == ["4096"]


def test_what_only_looks_like_an_export_stays_as_it_is() -> None:
    odd = {"pid": "a", "scientificMetadata": {"x": {"value": {"$regex": "b"}, "unit": "mm"}}, "$date": 1}
    huge = {"pid": "a", "creationTime": {"$date": 10**30}, "size": {"$numberLong": "many"}}

    assert said(mapped(odd), "dcterms:identifier") == ["a"]
    assert said(mapped(huge), "pan:collectionStart") == said(mapped(huge), "pan:totalSize") == []


def test_every_real_record_is_read_again_from_what_is_kept(shared_data: Path) -> None:
    """Recorded: all catalogues at hand, six facilities and the seed."""
    world = open_world(str(shared_data / "catalogues" / "scicat"), contained=False)
    records = [one for one in SCICAT.records(world) if isinstance(one, Record)]

    assert len(records) > 400
    for one in records:
        kept = Record(one.kind, one.key, SCICAT.body(one.raw), one.raw, one.origin, one.facility)
        assert kept.body == one.body
        assert n_triples(SCICAT.triples(kept).triples) == n_triples(SCICAT.triples(one).triples)


def test_the_instruments_of_the_real_stubs_meet_their_datasets(shared_data: Path) -> None:
    """Recorded: four ESS datasets know their instruments by handle."""
    path = shared_data / "catalogues" / "scicat" / "panosc-adapter-stubs.json"
    content = json.loads(path.read_bytes())
    names = {one["pid"]: one["name"] for one in content["instruments"]}
    expected = sorted(names[one["instrumentId"]].lower() for one in content["datasets"].values())

    records = [
        one for one in SCICAT.records(open_world(str(path), contained=False)) if isinstance(one, Record)
    ]
    used = [
        said(SCICAT.triples(one), "pan:instrument")[0].rpartition("/ess/")[2]
        for one in records
        if one.kind == "dataset"
    ]
    instruments = {SCICAT.triples(one).about.value for one in records if one.kind == "instrument"}

    assert sorted(used) == expected == ["freia", "heimdal", "loki", "odin"]
    assert {f"https://w3id.org/pan-kg/id/instrument/ess/{name}" for name in used} <= instruments
