"""What SciCat datasets were made from and with, and their relations in free text. Invented records."""

from typing import Any

import pytest
from said import mapped, said

from kg.harvest.source import Mapped


def dataset(**fields: Any) -> Mapped:  # noqa: ANN401
    return mapped("dataset", {"pid": "20.500.99999/d1", "type": "derived", **fields})


def test_software_is_what_the_processing_used() -> None:
    address = "https://git.example/reduce/commit/7d58"
    found = dataset(usedSoftware=[address, "Mosswork 2", "10.5281/ZENODO.7", ""])
    used = ("prov:wasGeneratedBy", "prov:used")

    assert said(found, "prov:wasGeneratedBy", "rdf:type") == ["prov:Activity"]
    assert said(found, *used, "rdf:type") == ["pan:Software"] * 3
    assert said(found, *used, "schema:url") == [address]
    assert said(found, *used, "schema:name") == ["10.5281/ZENODO.7", "Mosswork 2"]
    assert "https://doi.org/10.5281/zenodo.7" in said(found, *used)


def test_two_datasets_of_one_program_used_the_same_one() -> None:
    one = mapped("dataset", {"pid": "a", "usedSoftware": ["Moss"]})
    other = mapped("dataset", {"pid": "b", "usedSoftware": ["moss"]})

    assert said(one, "prov:wasGeneratedBy") != said(other, "prov:wasGeneratedBy")
    assert said(one, "prov:wasGeneratedBy", "prov:used") == said(other, "prov:wasGeneratedBy", "prov:used")


@pytest.mark.parametrize("words", ["/opt/reduce.py", r"C:\tools\reduce.exe", "~/reduce", "file:///opt/x", ""])
def test_paths_inside_the_facility_are_neither_software_nor_inputs(words: str) -> None:
    found = dataset(usedSoftware=[words], inputDatasets=[words], relationships=[{"pid": words}])

    assert said(found, "prov:wasGeneratedBy") == said(found, "prov:wasDerivedFrom") == []
    assert said(found, "dcterms:relation") == []


def test_an_address_of_a_person_among_the_software_is_not_published() -> None:
    found = dataset(usedSoftware=["reduce by ada@nls.example", "https://ada@nls.example/reduce"])

    assert not [triple for triple in found.triples if "nls.example" in str(triple)]


@pytest.mark.parametrize(
    ("words", "predicate"),
    [
        ("IsDerivedFrom", "prov:wasDerivedFrom"),
        ("is derived from", "prov:wasDerivedFrom"),
        ("derived_from", "prov:wasDerivedFrom"),
        ("Is part of", "dcterms:isPartOf"),
        ("hasPart", "dcterms:hasPart"),
        ("isNewVersionOf", "dcterms:replaces"),
        ("Cites", "dcterms:references"),
        ("calibration of", "dcterms:relation"),
        ("", "dcterms:relation"),
    ],
)
def test_clear_relations_keep_their_sense_and_others_are_only_relations(words: str, predicate: str) -> None:
    found = dataset(relationships=[{"pid": "20.500.99999/other", "relationship": words}])

    assert said(found, predicate) == ["https://hdl.handle.net/20.500.99999/other"]


def test_what_this_is_the_source_of_was_derived_from_it() -> None:
    found = dataset(relationships=[{"pid": "20.500.99999/other", "relationship": "Is source of"}])

    other = "https://hdl.handle.net/20.500.99999/other"
    said_of_it = [(p.value.rpartition("#")[2], o) for s, p, o in found.triples if s.value == other]
    assert said_of_it == [("wasDerivedFrom", found.about)]


def test_no_dataset_is_related_to_itself() -> None:
    found = dataset(relationships=[{"pid": "20.500.99999/d1", "relationship": "isPartOf"}, "text", {}])

    assert said(found, "dcterms:isPartOf") == []


def test_a_beamtime_of_a_proposal_is_an_investigation_and_needs_its_beginning() -> None:
    proposal = mapped(
        "proposal",
        {
            "proposalId": "P1",
            "pi_email": "pi@nls.example",
            "MeasurementPeriodList": [
                {
                    "instrument": "/PSI/SLS/TOMCAT",
                    "start": "2017-07-24T13:56:30.000Z",
                    "end": "2017-07-25T13:56:30.000Z",
                },
                {"instrument": "ESS3-2", "start": "soon"},
                None,
            ],
        },
    )

    told = {p.value.rpartition("#")[2]: o.value for s, p, o in proposal.triples if "investigation" in s.value}
    assert told["startedAtTime"] == "2017-07-24T13:56:30Z"
    assert told["endedAtTime"] == "2017-07-25T13:56:30Z"
    assert told["instrument"] == "https://w3id.org/pan-kg/id/instrument/psi/tomcat"
    assert told["proposal"] == proposal.about.value
    assert len({s for s, _, _ in proposal.triples if "investigation" in s.value}) == 1
    assert not [triple for triple in proposal.triples if "@nls" in str(triple)]
