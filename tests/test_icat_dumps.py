"""Dumps of ICAT catalogues: real ones of python-icat and of a server, compared with a plain reading of them.

Real: icat/ of the catalogue payloads (python-icat's examples, icat.oaipmh's test data; their facility ESNF is
invented by their authors). Invented: everything that is written here.
"""

import csv
import io
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from replay import recording, things, write_files
from said import values

from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record
from kg.harvest.world import open_world
from kg.rdf.names import DCAT, DCT, FOAF, ORG, PAN, QUDT, RDF, SCHEMA, SPDX
from kg.rdf.terms import Triple

ICAT = load_source("icat")
ESNF = "https://w3id.org/pan-kg/id/{}/esnf/"


def read(place: Path, facility: str | None = None) -> list[Record]:
    found = things(ICAT.records(open_world(str(place), facility, contained=False)))
    return [one for one in found if isinstance(one, Record)]


def mapped(records: list[Record]) -> list[Triple]:
    return [triple for record in records for triple in ICAT.triples(record).triples]


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "catalogues" / "icat"


def plain_yaml(path: Path) -> dict[str, dict[str, Any]]:
    """All entities of a dump by kind and key, read by PyYAML itself."""
    found: dict[str, dict[str, Any]] = {}
    for document in yaml.safe_load_all(path.read_bytes()):
        for kind, entities in document.items():
            found.setdefault(kind, {}).update(entities)
    return found


@pytest.mark.parametrize("name", ["icatdump-6.2.yaml", "icatdump-5.0.xml"])
def test_a_real_dump_gives_as_many_records_as_a_plain_reading(folder: Path, name: str) -> None:
    if name.endswith("yaml"):
        plain = {kind: len(entities) for kind, entities in plain_yaml(folder / name).items()}
    else:
        root = ElementTree.parse(folder / name).getroot()
        plain = dict(Counter(one.tag for data in root.iter("data") for one in data))

    found = Counter(record.kind for record in read(folder / name))

    kinds = ("facility", "instrument", "investigation", "study", "dataPublication", "dataset")
    assert {kind[0].lower() + kind[1:]: count for kind, count in found.items()} == {
        kind: plain[kind] for kind in kinds
    }


def test_both_forms_of_one_catalogue_meet_in_the_same_datasets(folder: Path) -> None:
    both = [read(folder / name) for name in ("icatdump-6.2.yaml", "icatdump-5.0.xml", "oaipmh-icatdump.txt")]
    yaml_, xml, port = (
        {ICAT.triples(one).about.value for one in records if one.kind == "Dataset"} for records in both
    )

    assert yaml_ == xml
    assert len(yaml_) == 9
    assert port < yaml_


def test_what_a_real_dataset_refers_to_is_found(folder: Path) -> None:
    records = read(folder / "icatdump-6.2.yaml")
    triples = mapped(records)
    plain = plain_yaml(folder / "icatdump-6.2.yaml")
    about = "dataset/esnf/10100601-ST/1.1-N/e208339"

    assert values(triples, PAN["instrument"], about) == [ESNF.format("instrument") + "e2"]
    assert values(triples, PAN["investigation"], about) == [
        ESNF.format("investigation") + "10100601-ST/1.1-N"
    ]
    assert values(triples, PAN["proposal"], about) == [ESNF.format("proposal") + "10100601-ST"]
    assert values(triples, PAN["sample"], about) == [ESNF.format("sample") + "IGSN%3AESNFZDVHICBD"]
    assert [one.rpartition("/")[2] for one in values(triples, PAN["technique"], about)] == ["PaNET01217"]
    assert values(triples, PAN["fileCount"], about) == ["2"]
    assert values(triples, PAN["totalSize"], about) == ["73874"]
    files = [file for file in plain["datafile"].values() if "e208339)" in file["dataset"] + ")"]
    assert sorted(values(triples, DCT["title"], "")).count("e208339.nxs") == 1
    assert len(values(triples, DCAT["distribution"], about)) == 2 == len(files)


def test_every_file_of_the_real_dump_hangs_on_its_dataset(folder: Path) -> None:
    plain = plain_yaml(folder / "icatdump-6.2.yaml")["datafile"]
    triples = mapped(read(folder / "icatdump-6.2.yaml"))

    assert len(values(triples, DCAT["distribution"])) == len(plain)
    sizes = Counter(str(file["fileSize"]) for file in plain.values())
    assert Counter(values(triples, DCAT["byteSize"])) == sizes
    assert not values(triples, SPDX["checksumValue"])  # nobody says how they were made


def test_parameters_of_the_real_dump_have_their_values_in_si(folder: Path) -> None:
    triples = mapped(read(folder / "icatdump-6.2.yaml"))
    stated = [
        parameter
        for entity in plain_yaml(folder / "icatdump-6.2.yaml")["dataset"].values()
        for parameter in entity.get("parameters", ())
    ]

    numbers = Counter(float(one["numericValue"]) for one in stated if "numericValue" in one)
    assert Counter(map(float, values(triples, QUDT["numericValue"]))) == numbers
    # 3.92 degrees Celsius are 277.07 K, which the same dataset states beside it; 5 MW are 5e6 W.
    assert values(triples, PAN["siValue"], "Sample%20temperature/C") == ["277.07"]
    assert set(values(triples, PAN["siValue"], "Reactor%20power/MW")) == {"5000000.0"}


def test_a_real_publication_keeps_people_funding_and_parts(folder: Path) -> None:
    (record,) = [one for one in read(folder / "icatdump-6.2.yaml") if one.kind == "DataPublication"]
    triples = ICAT.triples(record).triples
    about = "pub-00027"

    assert values(triples, DCT["hasPart"], about) == [ESNF.format("dataset") + "12100409-ST/1.1-P/pub-00027"]
    assert set(values(triples, FOAF["name"])) == {
        "Nicolas Bourbaki", "University of Chicago", "American Mathematical Society"
    }  # fmt: skip
    assert values(triples, ORG["memberOf"]) == ["https://ror.org/024mw5h28"]
    assert values(triples, SCHEMA["affiliation"]) == ["Université de Nancy"]
    assert values(triples, SCHEMA["identifier"]) == ["AIS3241330750"]
    assert values(triples, DCT["references"]) == ["http://oeis.org/A000027"]
    assert values(triples, DCT["issued"]) == ["2022-10-30"]
    assert values(triples, DCT["created"]) == ["2012-08-01"]
    assert set(values(triples, DCAT["keyword"])) >= {"OEIS", "integer sequence"}


@pytest.mark.parametrize("name", ["icatdump-6.2.yaml", "icatdump-5.0.xml", "oaipmh-icatdump.txt"])
def test_no_account_address_or_path_is_published(folder: Path, name: str) -> None:
    words = " ".join(value.value for _, _, value in mapped(read(folder / name)))

    assert "@" not in words
    assert "db/" not in words
    assert "simple/" not in words


def test_identifiers_that_cannot_be_orcids_become_findings(folder: Path) -> None:
    triples = mapped(read(folder / "icatdump-6.2.yaml"))

    found = set(values(triples, PAN["sourceText"]))
    assert "0000-0002-3263" in found  # twelve digits, as the example has them
    assert not any("orcid.org" in subject.value for subject, _, _ in triples)


def test_a_server_s_own_dump_gives_what_its_rows_say(folder: Path) -> None:
    text = (folder / "oaipmh-icatdump.txt").read_text("utf-8")
    block = text.split("\nDataset(")[1].split("\n\n")[0].splitlines()[1:]
    rows = list(csv.reader(io.StringIO("\n".join(block))))
    records = [one for one in read(folder / "oaipmh-icatdump.txt") if one.kind == "Dataset"]

    assert [record.body["name"] for record in records] == [row[12] for row in rows]
    assert [record.body["investigation"]["name"] for record in records] == [row[9] for row in rows]
    assert [record.datestamp for record in records] == [row[3] for row in rows]


def test_in_a_server_s_dump_what_belongs_together_is_put_together(folder: Path) -> None:
    records = read(folder / "oaipmh-icatdump.txt")
    triples = mapped(records)

    # Read off the blocks InvestigationUser, Keyword and InvestigationInstrument by eye.
    visit = "investigation/esnf/10100601-ST/1.1-N"
    assert set(values(triples, DCAT["keyword"], visit)) == {"Gallium", "Manganese", "NiMnGa", "Nickel"}
    assert set(values(triples, PAN["instrument"], visit)) == {ESNF.format("instrument") + "e2"}


def test_ingest_files_say_why_they_are_no_records(folder: Path) -> None:
    world = open_world(str(folder), contained=False)
    found = {one.key: one for one in things(ICAT.records(world)) if isinstance(one, Aside)}

    assert set(found) == {
        "ingest-ds-params.xml",
        "metadata-5.0-inl.xml",
        "metadata.xml",
        "oaipmh-config.properties",
        "panosc-mapping.datagateway.json",
    }
    assert "which investigation" in found["metadata.xml"].reason
    assert found["metadata.xml"].outcome == "quarantined"


@pytest.mark.parametrize("name", ["icatdump-6.2.yaml", "icatdump-5.0.xml", "oaipmh-icatdump.txt"])
def test_the_kept_payload_is_enough_to_map_again(folder: Path, name: str) -> None:
    for record in read(folder / name):
        assert ICAT.body(record.raw) == record.body


def test_recorded_dumps_keep_no_path_of_the_facility(tmp_path: Path) -> None:
    write_files(recording("icat-dump")["files"], tmp_path)
    records = read(tmp_path)

    assert [record.kind for record in records] == [
        "Facility", "Investigation", "Dataset", "Study", "Facility", "Investigation"
    ]  # fmt: skip
    assert not any(b"/secret/place" in record.raw for record in records)
    for record in records:
        assert ICAT.body(record.raw) == record.body


def test_what_a_dump_does_not_hold_is_known_by_its_key(folder: Path) -> None:
    (record,) = read(folder / "icatdump-simple.yaml")

    assert record.body["facility"] == {"name": "ESNF"}
    assert ICAT.triples(record).about.value == ESNF.format("investigation") + "10100601-ST/1.1-N"


def test_the_operator_s_word_counts_where_nobody_knows_the_facility(folder: Path) -> None:
    (record,) = read(folder / "icatdump-simple.yaml", facility="ISIS")

    assert ICAT.triples(record).about.value.endswith("/investigation/isis/10100601-ST/1.1-N")


def test_types_of_records_are_those_of_the_ontology(folder: Path) -> None:
    kinds = Counter(values(mapped(read(folder / "icatdump-6.2.yaml")), RDF["type"]))

    assert kinds[PAN["Dataset"].value] == 9
    assert kinds[PAN["DataCollection"].value] == 1
