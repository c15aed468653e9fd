"""What a SciCat dataset says, field by field."""

from typing import Any

import pytest
from said import mapped, said

from kg.errors import BadRecord
from kg.harvest.source import Mapped

PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
NON_PUBLIC = "http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC"


def dataset(**fields: Any) -> Mapped:  # noqa: ANN401
    return mapped("dataset", {"pid": "20.500.99999/d1", "type": "raw", **fields})


def test_an_impossible_date_is_left_out_and_noted() -> None:
    found = dataset(creationTime="2021-02-30T10:00:00Z", endTime="2021-03-01T10:00:00Z")

    assert said(found, "pan:collectionStart") == []
    assert said(found, "pan:collectionEnd") == ["2021-03-01T10:00:00Z"]
    assert said(found, "pan:finding", "pan:rule") == ["date-impossible"]
    assert said(found, "pan:finding", "pan:field") == ["creationTime"]
    assert said(found, "pan:finding", "pan:sourceText") == ["2021-02-30T10:00:00Z"]


def test_a_day_is_the_beginning_of_that_day() -> None:
    assert said(dataset(startTime="2021-03-01"), "pan:collectionStart") == ["2021-03-01T00:00:00"]


def test_the_time_of_measurement_goes_before_the_time_of_the_record() -> None:
    beamtime = {"startTime": "2023-06-08T09:00:00+02:00", "endTime": "2023-06-11T09:00:00+02:00"}
    found = dataset(creationTime="2026-01-18T17:36:47Z", scientificMetadata={"beamtime": beamtime})

    assert said(found, "pan:collectionStart") == ["2023-06-08T09:00:00+02:00"]
    assert said(found, "pan:collectionEnd") == ["2023-06-11T09:00:00+02:00"]


def test_when_derived_data_were_made_is_no_time_of_collection() -> None:
    found = dataset(type="derived", creationTime="2021-03-01T10:00:00Z")

    assert said(found, "pan:collectionStart") == []
    assert said(found, "prov:generatedAtTime") == ["2021-03-01T10:00:00Z"]
    assert said(found, "pan:dataKind") == ["pan:Processed"]


@pytest.mark.parametrize(
    ("fields", "rights", "available"),
    [
        ({"isPublished": True}, [PUBLIC], []),
        (
            {"isPublished": True, "datasetlifecycle": {"publishedOn": "2024-12-18T14:57:25Z"}},
            [PUBLIC],
            ["2024-12-18"],
        ),
        (  # a plan that was overtaken: it opened before, nobody says when
            {
                "isPublished": True,
                "datasetlifecycle": {"dateOfPublishing": "2031-01-01"},
                "updatedAt": "2021-06-29T00:00:00Z",
            },
            [PUBLIC],
            [],
        ),
        (
            {"isPublished": False, "datasetlifecycle": {"dateOfPublishing": "2031-01-01"}},
            [NON_PUBLIC],
            ["2031-01-01"],
        ),
        (  # the day passed and it was still closed: nobody says until when
            {
                "isPublished": False,
                "datasetlifecycle": {"dateOfPublishing": "2020-01-01"},
                "updatedAt": "2021-06-29T00:00:00Z",
            },
            [],
            [],
        ),
        ({"isPublished": False}, [], []),
        ({}, [], []),
    ],
)
def test_access_is_what_the_record_says_and_no_more(
    fields: dict[str, Any], rights: list[str], available: list[str]
) -> None:
    found = dataset(**fields)

    assert said(found, "dcterms:accessRights") == rights
    assert said(found, "dcterms:available") == available


@pytest.mark.parametrize(
    ("spelling", "iri"),
    [
        ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("cc by sa 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("CC BY-NC-ND 3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"),
        ("CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        (
            "https://creativecommons.org/licenses/by/4.0/legalcode",
            "https://creativecommons.org/licenses/by/4.0/",
        ),
        (
            "http://creativecommons.org/publicdomain/zero/1.0/",
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
    ],
)
def test_creative_commons_licences_get_their_address(spelling: str, iri: str) -> None:
    assert said(dataset(license=spelling), "dcterms:license") == [iri]


@pytest.mark.parametrize("words", ["ESS", "CC BY", "CC BY-NC 4.0 with exceptions"])
def test_other_licence_words_stay_words(words: str) -> None:
    found = dataset(license=words)

    assert said(found, "dcterms:license") == []
    assert said(found, "dcterms:rights") == [words]


def test_people_are_kept_without_their_addresses() -> None:
    found = dataset(
        principalInvestigator="Ada Rosenqvist; pi@northlight.example",
        owner="nass_k",
        ownerEmail="nass@northlight.example",
        contactEmail="masked@northlight.example",
        description="Write to nass@northlight.example.",
    )

    assert said(found, "dcterms:creator", "foaf:name") == ["Ada Rosenqvist"]
    assert said(found, "dcterms:contributor") == []  # an account is no person
    assert "nass_k" in said(found, "pan:finding", "pan:sourceText")
    assert "person-account" in said(found, "pan:finding", "pan:rule")
    assert not [triple for triple in found.triples if "@northlight" in str(triple)]


@pytest.mark.parametrize(
    "orcid",
    ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097", "http://orcid.org/0000-0002-1825-0097/"],
)
def test_an_orcid_whose_check_digit_holds_is_the_person(orcid: str) -> None:
    found = dataset(owner="Ada Rosenqvist", orcidOfOwner=orcid)

    assert said(found, "dcterms:creator") == ["https://orcid.org/0000-0002-1825-0097"]


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0098", "0000-0000-0000-0000", "default", "unknown", ""])
def test_an_orcid_that_cannot_be_right_is_not_used(orcid: str) -> None:
    found = dataset(owner="Ada Rosenqvist", orcidOfOwner=orcid)

    assert said(found, "dcterms:creator", "foaf:name") == ["Ada Rosenqvist"]
    assert "orcid.org" not in said(found, "dcterms:creator")[0]


def test_a_facility_in_the_owner_field_is_no_person() -> None:
    assert said(dataset(owner="DESY"), "dcterms:creator") == []


def test_data_measured_elsewhere_belong_to_where_they_were_measured() -> None:
    found = mapped(
        "dataset",
        {
            "pid": "20.500.11935/x",
            "creationLocation": "Brookhaven National Laboratory / NSLS-II / 12ID-SMI / Open Platform",
        },
        facility="DESY",
    )

    assert said(found, "pan:facility") == ["https://w3id.org/pan-kg/id/facility/nsls-ii"]
    assert said(found, "pan:facilityBasis") == ["creation location"]
    assert said(found, "pan:instrument", "rdfs:label") == ["12ID-SMI"]


@pytest.mark.parametrize(
    ("fields", "operator", "facility", "basis"),
    [
        ({"pid": "20.500.12269/x"}, None, "facility/ess", "handle prefix"),
        ({"pid": "20.500.12269/x"}, "ISIS", "facility/isis", "operator"),
        ({"pid": "10.5286/x"}, None, "facility/isis", "DOI prefix"),
        (
            {"pid": "a/b", "scientificMetadata": {"facility": {"name": "PETRA III"}}},
            "PSI",
            "01js2sh04",
            "stated",
        ),
        ({"pid": "a/b", "instrumentId": "/PSI/SLS/TOMCAT"}, None, "03eh3y714", "instrument"),
        ({"pid": "a/b", "creationLocation": "/SU/XQX/RAMJET"}, None, "facility/su", "creation location"),
        ({"pid": "a/b"}, "Moon Base", "facility/moon-base", "operator"),
    ],
)
def test_the_facility_comes_with_how_it_is_known(
    fields: dict[str, Any], operator: str | None, facility: str, basis: str
) -> None:
    found = mapped("dataset", fields, facility=operator)

    assert said(found, "pan:facility")[0].endswith(facility)
    assert said(found, "pan:facilityBasis") == [basis]


def test_a_dataset_that_says_nothing_of_a_place_has_none() -> None:
    found = dataset(creationLocation="V20")

    assert said(found, "pan:facility") == []
    assert said(found, "pan:instrument", "rdfs:label") == ["V20"]


def test_instrument_ids_that_differ_in_case_are_one_instrument() -> None:
    found = dataset(
        instrumentIds=["/DESY/petra3/p08", "/desy/petra3/p08"], creationLocation="/DESY/PETRA III/P08"
    )

    assert said(found, "pan:instrument") == ["https://w3id.org/pan-kg/id/instrument/desy/p08"]
    assert said(found, "pan:instrument", "rdfs:label") == ["P08"]


def test_two_catalogues_may_both_have_a_sample1() -> None:
    here = mapped("sample", {"sampleId": "sample1"}, origin="https://a.example/api/v3/samples/sample1")
    there = mapped("sample", {"sampleId": "sample1"}, origin="https://b.example/api/v3/samples/sample1")

    assert here.about != there.about


def test_a_sample_record_is_the_sample_of_its_dataset() -> None:
    origin = "https://a.example/api/v3/x"
    sample = mapped("sample", {"sampleId": "s 1", "description": "Moss"}, origin=origin)
    of_dataset = mapped("dataset", {"pid": "20.500.12269/d", "sampleIds": ["s 1"]}, origin=origin)

    assert said(of_dataset, "pan:sample") == [sample.about.value]


def test_values_with_units_become_parameters() -> None:
    found = dataset(
        scientificMetadata={
            "beam": {"energy": {"v": 22595, "u": "eV"}, "flux": {"value": "1.34E+12", "unit": "s^-1"}},
            "range": {"value": [1, 2], "unit": "cm", "type": "quantity_range"},
            "state": {"value": "warm", "unit": "feeling"},
            "no unit": {"value": 3, "unit": ""},
            "no value": {"value": "", "unit": "mm"},
            "plain": 7,
            "layers": [{"thickness": {"magnitude": "12.5", "unit": "nm"}}],
        }
    )

    assert said(found, "pan:parameter", "schema:name") == ["energy", "flux", "range", "state", "thickness"]
    assert said(found, "pan:parameter", "qudt:numericValue") == ["12.5", "1340000000000.0", "22595.0"]
    assert said(found, "pan:parameter", "schema:value") == ["[1,2]", "warm"]
    assert said(found, "pan:parameter", "schema:unitText") == ["cm", "eV", "feeling", "nm", "s^-1"]
    assert said(found, "pan:parameter", "dcterms:identifier") == [
        "beam/energy",
        "beam/flux",
        "layers/0/thickness",
    ]


def test_no_more_than_forty_parameters_are_kept() -> None:
    motors = {f"motor{number}": {"value": number, "unit": "mm"} for number in range(100)}

    assert len(said(dataset(scientificMetadata=motors), "pan:parameter")) == 40


@pytest.mark.parametrize(
    "metadata",
    [
        {"sample_chemical_formula": {"value": "SrCl2", "unit": ""}},
        {"chemical_formula": "SrCl2"},
        {"sample": {"composition": "SrCl2"}},
    ],
)
def test_the_formula_is_found_where_facilities_put_it(metadata: dict[str, Any]) -> None:
    assert said(dataset(scientificMetadata=metadata), "pan:sample", "pan:chemicalFormula") == ["SrCl2"]


def test_inputs_are_linked_and_paths_are_not_published() -> None:
    found = dataset(type="derived", inputDatasets=["20.500.99999/raw", "10.5072/Raw", "/data/in/file1.dat"])

    assert said(found, "prov:wasDerivedFrom") == [
        "https://doi.org/10.5072/raw",
        "https://hdl.handle.net/20.500.99999/raw",
    ]


def test_a_dataset_without_pid_is_refused() -> None:
    with pytest.raises(BadRecord, match="A dataset without pid"):
        mapped("dataset", {"datasetName": "Nameless"})


def test_a_dataset_without_a_title_is_still_described() -> None:
    assert said(mapped("dataset", {"pid": "a"}), "dcterms:identifier") == ["a"]
