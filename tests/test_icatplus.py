"""The ESRF's open catalogue: real demonstration records, typed parameters, pages, DOIs.

Real: the demonstration records of the catalogue payloads (values partly invented by their authors) and the
ESRF's dictionary of parameters. From documentation: routes, `meta.page`. Invented: the recordings, and all
that is written here.
"""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from icatplus_recorded import ICATPLUS, mapped, world
from replay import things
from said import values

from harvesters._icatplus_dictionary import dictionary, read_dictionary
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Record
from kg.harvest.world import open_world
from kg.rdf.names import DCT, NEXUS, PAN, PANET, QUDT, SCHEMA
from kg.rdf.terms import Triple

ESRF = "https://w3id.org/pan-kg/id/{}/esrf/{}"


def dataset(**body: Json) -> list[Triple]:
    told = {"id": 1, "name": "x", **body}
    return ICATPLUS.triples(Record("dataset", "1", told, json.dumps(told).encode(), "x")).triples


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "catalogues" / "icatplus"


def test_the_demonstration_records_keep_what_they_say(folder: Path) -> None:
    file = folder / "catalogue-datasets.demo.json"
    plain = json.loads(file.read_text("utf-8"))
    found = things(ICATPLUS.records(open_world(str(file), contained=False)))
    triples = mapped(found)

    assert [one.key for one in found] == [str(one["id"]) for one in plain]
    for one in plain:
        about = f"/dataset/esrf/{one['id']}"
        session = one["investigation"]["doi"].rpartition("-")[2]
        assert values(triples, PAN["instrument"], about) == [ESRF.format("instrument", "id21")]
        assert values(triples, PAN["facility"], about) == ["https://ror.org/02550n020"]
        assert values(triples, PAN["investigation"], about) == [ESRF.format("investigation", session)]
        assert values(triples, DCT["isPartOf"], about) == [
            f"https://doi.org/{one['investigation']['doi'].lower()}"
        ]
        assert values(triples, PAN["collectionStart"], about) == [one["startDate"]]
        assert values(triples, PAN["collectionEnd"], about) == [one["endDate"]]
        assert len(values(triples, PAN["qualifiedTechnique"], about)) == len(one["techniques"])
    assert {one["sampleName"] for one in plain} == set(values(triples, SCHEMA["name"]))
    assert {one["investigation"]["name"] for one in plain} <= set(values(triples, DCT["identifier"]))
    # XAS of ESRFET is x-ray absorption spectroscopy, EXAFS extended x-ray absorption fine structure.
    assert set(values(triples, PAN["technique"])) == {PANET["PaNET01196"].value, PANET["PaNET01198"].value}


def test_no_path_of_the_facility_is_published(folder: Path) -> None:
    file = folder / "catalogue-datasets.demo.json"
    triples = mapped(things(ICATPLUS.records(open_world(str(file), contained=False))))
    triples += mapped(things(ICATPLUS.records(world("icatplus-catalogue"))))

    assert not any("/data/visitor" in value.value for _, _, value in triples)


def test_the_installed_dictionary_is_the_one_that_was_looked_at(folder: Path) -> None:
    assert read_dictionary((folder / "esrf-parameter-dictionary.hdf5_cfg.xml").read_bytes()) == dictionary()


def test_the_dictionary_has_every_parameter_that_a_plain_reading_finds(folder: Path) -> None:
    root = ElementTree.parse(folder / "esrf-parameter-dictionary.hdf5_cfg.xml").getroot()
    plain = {
        one.text.strip()[2:-1]: one
        for one in root.iter()
        if one.text and one.text.strip().startswith("${") and one.tag != "group"
    }
    simple = {name for name in plain if name.isidentifier()}
    found = dictionary()

    assert set(found) == simple
    assert len(found) == 1260  # 1267 fields, six names twice, one with a dot in it
    for name in simple:
        assert found[name].unit == plain[name].get("units")
        assert found[name].kind == plain[name].get("NAPItype")


@pytest.mark.parametrize(
    ("name", "nexus"),
    [
        ("InstrumentMonochromator_energy", "NXmonochromator-energy"),
        ("Sample_chemical_formula", "NXsample-chemical_formula"),
        ("Sample_ub_matrix", "NXsample-ub_matrix"),
        ("scan_description", "NXentry"),  # NeXus has no such field
        ("Sample_support", "NXsample"),
    ],
)
def test_a_field_of_nexus_is_named_only_where_its_manual_has_it(name: str, nexus: str) -> None:
    assert dictionary()[name].nexus == NEXUS[nexus]


def test_parameters_are_typed_and_converted() -> None:
    triples = mapped(things(ICATPLUS.records(world("icatplus-catalogue"))))
    node = "InstrumentMonochromator_energy/keV"

    assert values(triples, PAN["nexusField"], node) == [NEXUS["NXmonochromator-energy"].value] * 2
    assert values(triples, QUDT["numericValue"], node) == ["7.112", "7.2"]
    # 7.112 keV times 1.602176634e-19 J/eV
    assert float(values(triples, PAN["siValue"], node)[0]) == pytest.approx(1.13946802e-15, rel=1e-8)
    assert values(triples, PAN["totalSize"]) == ["81920"]
    assert values(triples, PAN["fileCount"]) == ["4"]


def test_a_unit_that_the_record_states_goes_before_the_dictionary_s() -> None:
    stated = [{"name": "InstrumentMonochromator_energy", "value": "7112", "units": "eV"}]
    triples = dataset(parameters=stated)

    assert values(triples, SCHEMA["unitText"]) == ["eV"]
    assert float(values(triples, PAN["siValue"])[0]) == pytest.approx(1.13946802e-15, rel=1e-8)


def test_positions_of_motors_come_last() -> None:
    many = {"name": "InstrumentPositioners_value", "value": "1 2 3"}
    stated = [many, *({"name": f"p{n}", "value": "1"} for n in range(60))]
    stated.append({"name": "InstrumentMonochromator_energy", "value": "7"})
    triples = dataset(parameters=stated)

    named = values(triples, SCHEMA["name"])
    assert named[0] == "InstrumentMonochromator_energy"
    assert len(named) == 40


@pytest.mark.parametrize(
    ("body", "technique"),
    [
        ({"techniques": [], "parameters": [{"name": "definition", "value": "UNKNOWN"}]}, []),
        ({"techniques": [], "parameters": {"definition": "EXAFS"}}, ["PaNET01198"]),
        (
            {"techniques": [], "parameters": {"technique_pid": "https://w3id.org/PaN/ESRFET#XAS"}},
            ["PaNET01196"],
        ),
        ({"techniques": None}, []),
    ],
)
def test_techniques_stand_in_several_places(body: dict[str, Any], technique: list[str]) -> None:
    triples = dataset(**body)

    assert values(triples, PAN["technique"]) == [PANET[name].value for name in technique]
    assert bool(values(triples, PAN["qualifiedTechnique"])) == bool(technique)


@pytest.mark.parametrize(
    "body",
    [
        {
            "parameters": [
                None,
                3,
                {"name": None},
                {"name": "a", "value": {"x": 1}},
                {"name": "b", "value": []},
            ]
        },
        {"parameters": "none", "techniques": "XAS", "investigation": 7, "sample": [1]},
        {"startDate": "yesterday", "endDate": 12, "type": {"name": 3}},
    ],
)
def test_odd_values_are_left_out(body: dict[str, Any]) -> None:
    assert (f"{ESRF.format('dataset', '1')}") in {subject.value for subject, _, _ in dataset(**body)}


def test_a_dataset_without_a_number_is_no_record() -> None:
    with pytest.raises(BadRecord, match="without id"):
        ICATPLUS.triples(Record("dataset", "x", {"name": "x"}, b"{}", "x"))
