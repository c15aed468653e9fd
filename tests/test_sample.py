"""The sample world: always the same, true to form, and nobody's."""

import json
import re
from itertools import islice
from pathlib import Path

import h5py
import pytest

from kg.rdf.names import PANET
from kg.rdf.panet import panet_table
from kg.resolve.facility import facility_by_name
from kg.sample.facilities import FACILITIES, INSTRUMENTS, Facility
from kg.sample.files import CUT_SHORT, FILES
from kg.sample.topics import TOPICS, Topic
from kg.sample.world import sample_records, write_sample_world
from kg.store.home import Home
from kg.store.reader import Reader


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_written_twice_it_is_the_same_to_the_byte(sample_folder: Path, tmp_path: Path) -> None:
    write_sample_world(tmp_path / "again")

    assert contents(tmp_path / "again") == contents(sample_folder)


def test_it_says_that_it_is_invented(sample_folder: Path) -> None:
    assert "invented" in (sample_folder / "README.txt").read_text(encoding="utf-8")
    records = json.loads((sample_folder / "catalogues/scicat/borealis/datasets.v4.json").read_bytes())
    assert all("Invented record" in record["description"] for record in records)


def test_it_holds_sixty_publications_and_152_datasets_in_three_dialects(sample_folder: Path) -> None:
    # 60 investigations of two datasets, every second one with a third: 150. Cirrus adds two odd datasets.
    scicat = sample_folder / "catalogues" / "scicat"
    pairs = json.loads((scicat / "aurora/published-data-with-datasets.v3.json").read_bytes())
    v4 = json.loads((scicat / "borealis/published-data.v4.json").read_bytes())
    plain = json.loads((scicat / "cirrus/published-data.v3.json").read_bytes())
    datasets_v4 = json.loads((scicat / "borealis/datasets.v4.json").read_bytes())
    datasets_plain = json.loads((scicat / "cirrus/datasets.v3.json").read_bytes())
    nested = [dataset for pair in pairs for dataset in pair["datasets"]]
    pids = [record["pid"] for record in nested + datasets_v4 + datasets_plain if "pid" in record]

    assert len(pairs) + len(v4) + len(plain) == 60
    assert len(pids) == len(set(pids)) == 152
    assert "creators" in v4[0]["metadata"]
    assert "creator" in plain[0]


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.technique)
def test_every_technique_is_a_panet_class_with_that_label(topic: Topic) -> None:
    term = panet_table().terms[PANET[topic.technique].value]

    assert term.label == topic.label


def test_every_instrument_is_used_and_belongs_to_a_facility() -> None:
    assert {topic.instrument for topic in TOPICS} == {instrument.name for instrument in INSTRUMENTS}
    assert {instrument.facility for instrument in INSTRUMENTS} == {facility.slug for facility in FACILITIES}


def test_all_dois_use_the_test_prefix(sample_folder: Path) -> None:
    text = b"".join(contents(sample_folder / "catalogues").values()).decode()

    assert text.count('"doi": "') == text.count('"doi": "10.5072/') == 60


def test_the_only_orcid_is_that_of_the_fictitious_person(sample_folder: Path) -> None:
    text = b"".join(contents(sample_folder / "catalogues").values()).decode()

    assert set(re.findall(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b", text)) == {
        "0000-0002-1825-0097",
        "0000-0000-0000-0000",
    }


def test_all_files_open_but_the_one_cut_short(sample_folder: Path) -> None:
    opened = []
    for name, *_ in FILES:
        if name != CUT_SHORT:
            with h5py.File(sample_folder / "nexus" / name) as file:
                opened.append(len(file))

    assert len(opened) == len(FILES) - 1 == 13
    with pytest.raises(OSError, match="truncated"):
        h5py.File(sample_folder / "nexus" / CUT_SHORT)


def test_an_embargo_that_a_record_states_is_the_day_its_data_open(sample_home: Path) -> None:
    # The tenth investigation: 2031 + 10 // 7, month 1 + 10 % 12; published by a catalogue of version 4.
    generation = Home(sample_home).current()
    assert generation is not None
    query = "SELECT ?day WHERE { <https://doi.org/10.5072/borealis.0010> dcterms:available ?day }"

    (row,) = Reader(generation.graph).select(query)

    assert row["day"].value == "2032-11-15"


def test_bench_records_are_repeatable_and_varied() -> None:
    first = list(sample_records(500, seed=3))

    assert first == list(sample_records(500, seed=3))
    assert list(islice(sample_records(500, seed=4), 5)) != first[:5]
    assert len({record["pid"] for record in first}) == 500
    assert len({record["description"] for record in first}) > 490


@pytest.mark.parametrize("facility", FACILITIES, ids=lambda facility: facility.slug)
def test_harvesters_know_the_invented_facilities_by_their_full_name_only(facility: Facility) -> None:
    found = facility_by_name(facility.name)

    assert found is not None
    assert found.slug == facility.key
    # A word such as CIRRUS may stand in real records and must not make them invented.
    assert facility_by_name(facility.slug) is None
