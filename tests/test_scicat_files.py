"""Find SciCat's records in files, and account for everything else in them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from replay import recording, things, write_files

from kg.errors import BadInput
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record
from kg.harvest.world import open_world

SCICAT = load_source("scicat")


def read(files: dict[str, Any], folder: Path) -> list[Record | Aside]:
    write_files(files, folder)
    return things(SCICAT.records(open_world(str(folder), contained=False)))


def reasons(found: list[Record | Aside]) -> dict[str, tuple[str, str]]:
    return {one.key: (one.outcome, one.reason) for one in found if isinstance(one, Aside)}


def test_everything_in_a_recording_of_files_is_accounted_for(tmp_path: Path) -> None:
    found = read(recording("scicat-files")["files"], tmp_path)

    assert [(one.kind, one.key) for one in found if isinstance(one, Record)] == [
        ("published-data", "10.5072/nested.1"),
        ("published-data", "10.5072/fjord.7"),
        ("dataset", "fjord/glass-1"),
        ("dataset", "PREFIX/seed-1"),
        ("instrument", "seed_instrument1"),
        ("origdatablock", "b1"),
    ]
    aside = reasons(found)
    assert {key: outcome for key, (outcome, _) in aside.items()} == {
        "README.txt#": "skipped",
        "bundle.json#/RawWithoutPid": "quarantined",
        "config.json#": "skipped",
        "cut.json#": "quarantined",
        "fjord/publications.json#/0/datasets/1": "skipped",
        "page.json#": "quarantined",
    }
    assert aside["bundle.json#/RawWithoutPid"][1] == "dataset without identifier: no pid."
    assert aside["fjord/publications.json#/0/datasets/1"][1].endswith("403 Forbidden resource.")
    assert aside["page.json#"][1].startswith("An HTML or XML page instead of JSON")
    assert aside["cut.json#"][1].startswith("Truncated JSON")
    assert aside["config.json#"][1] == "A configuration or schema, no record."


def test_a_broken_file_is_kept_whole(tmp_path: Path) -> None:
    (broken,) = read({"cut.json": '[{"doi": "10.5072/a"'}, tmp_path)

    assert broken.raw == b'[{"doi": "10.5072/a"'


def test_control_characters_in_a_file_lose_no_record(tmp_path: Path) -> None:
    (record,) = read(
        {"a.json": '[{"doi": "10.5072/a", "pidArray": [], "abstract": "one\x0btwo\n"}]'}, tmp_path
    )

    assert isinstance(record, Record)
    assert record.body["abstract"] == "one\x0btwo\n"


def test_what_is_kept_of_a_record_gives_the_record_again(tmp_path: Path) -> None:
    found = read(recording("scicat-files")["files"], tmp_path)

    assert [json.loads(one.raw) for one in found if isinstance(one, Record)] == [
        one.body for one in found if isinstance(one, Record)
    ]


def test_members_of_a_list_that_are_no_objects_are_said(tmp_path: Path) -> None:
    found = read({"odd.json": [1, None, "x", {"colour": "red"}]}, tmp_path)

    assert sorted(reason for _, reason in reasons(found).values()) == [
        "A NoneType that is no SciCat record.",
        "A int that is no SciCat record.",
        "A str that is no SciCat record.",
        "An object that is no SciCat record.",
    ]


def test_an_error_in_place_of_all_datasets_is_said(tmp_path: Path) -> None:
    document = {"doi": "10.5072/a", "pidArray": ["x"]}
    error = {"statusCode": 403, "message": "Forbidden"}

    found = read({"a.json": [{"document": document, "datasets": error}]}, tmp_path)

    assert [type(one) for one in found] == [Record, Aside]


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    assert read({".cache/a.json": [{"pid": "a", "datasetName": "A"}]}, tmp_path) == []


def test_a_place_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no file or folder"):
        open_world(str(tmp_path / "nothing"))


@pytest.mark.parametrize("place", ["ftp://a.example/x", "file:///x"])
def test_other_schemes_are_refused(place: str) -> None:
    with pytest.raises(BadInput, match="give an http or https address"):
        open_world(place)


def real(shared_data: Path, *names: str) -> tuple[list[Any], list[Record | Aside]]:
    """The content of one real file by plain json, and what the source finds in it."""
    path = shared_data.joinpath("catalogues", "scicat", *names)
    return json.loads(path.read_bytes()), things(SCICAT.records(open_world(str(path), contained=False)))


@pytest.mark.parametrize("facility", ["ess", "maxiv", "desy-photon-science", "desy-public-data"])
def test_real_publications_and_their_datasets_all_come_out(shared_data: Path, facility: str) -> None:
    (name,) = (path.name for path in (shared_data / "catalogues" / "scicat" / facility).iterdir())
    content, found = real(shared_data, facility, name)

    records = [one for one in found if isinstance(one, Record)]
    assert [one.key for one in records if one.kind == "published-data"] == [
        member["document"]["doi"] for member in content
    ]
    assert [one.key for one in records if one.kind == "dataset"] == [
        dataset["pid"] for member in content for dataset in member["datasets"]
    ]
    assert len(found) == len(records)


def test_ess_has_93_publications_of_one_dataset_each(shared_data: Path) -> None:
    _, found = real(shared_data, "ess", "published-data-with-datasets.v3.json")

    assert Counter(one.kind for one in found if isinstance(one, Record)) == {
        "published-data": 93,
        "dataset": 93,
    }


def test_all_real_files_are_accounted_for(shared_data: Path) -> None:
    folder = shared_data / "catalogues" / "scicat"
    found = things(SCICAT.records(open_world(str(folder), contained=False)))

    counts = Counter((one.kind, one.outcome if isinstance(one, Aside) else "record") for one in found)
    seed = {path.stem: len(json.loads(path.read_bytes())) for path in (folder / "scicatlive-seed").iterdir()}
    psi = len(json.loads((folder / "psi" / "published-data.v3.json").read_bytes()))
    # 4 + 4 + 93 + 4 publications of DESY (two catalogues), ESS and MAX IV; 4 in the adapter's examples.
    assert counts["published-data", "record"] == psi + seed["PublishedData"] + 105 + 4
    # The datasets beside those; 4 examples, and 1 with a pid in the bundle.
    assert counts["dataset", "record"] == seed["Dataset"] + (4 + 18 + 93 + 24) + 4 + 1
    assert counts["origdatablock", "record"] == seed["OrigDatablock"]
    assert counts["origdatablock", "quarantined"] == 2  # what is sent to make one: it has no _id yet
    assert counts["file", "skipped"] == 1
    assert not [key for key in counts if key[0] == "unknown"]


def test_every_real_record_is_mapped_and_no_address_of_a_person_is_kept(shared_data: Path) -> None:
    folder = shared_data / "catalogues" / "scicat"
    records = [
        one for one in SCICAT.records(open_world(str(folder), contained=False)) if isinstance(one, Record)
    ]

    texts = [str(triple) for one in records for triple in SCICAT.triples(one).triples]

    assert len(records) > 390
    assert not [text for text in texts if "masked@" in text or "mailto" in text or "@desy" in text]
