"""What a DataCite record says: people, subjects, dates, rights, funding and relations by the mapping table.

All records here are invented, in the shapes of DataCite's REST interface, unless a test says recorded.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from kernel4 import DATACITE, dataset
from said import said

from kg.errors import BadRecord
from kg.harvest.source import Mapped, Record


def rules(of: Mapped) -> list[str]:
    return said(of, "pan:finding", "pan:rule")


def test_a_whole_record_becomes_these_triples_and_no_others() -> None:
    """Each triple written out by hand."""
    found = dataset(
        "10.5072/Ice.1",
        titles=[{"title": "Ice"}],
        creators=[{"name": "Holm, Siri", "givenName": "Siri", "familyName": "Holm",
                   "nameIdentifiers": [{"nameIdentifier": "0000-0002-1825-0097"}]}],
        publisher="PSI",
        publicationYear=2024,
        subjects=[{"subject": "ice"}],
        rightsList=[{"rightsUri": "https://creativecommons.org/publicdomain/zero/1.0/legalcode"}],
    )  # fmt: skip

    ice, siri, psi = "<https://doi.org/10.5072/ice.1>", "<https://orcid.org/0000-0002-1825-0097>", "03eh3y714"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    pan, dct, dcat = "https://w3id.org/pan-kg/def#", "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"
    assert {f"{s} {p} {o}" for s, p, o in found.triples} == {
        f"{ice} {a} <{pan}DataCollection>",
        f"{ice} {a} <{dcat}DatasetSeries>",
        f"{ice} {a} <{dcat}Dataset>",
        f'{ice} <{dct}identifier> "10.5072/ice.1"',
        f'{ice} <{dct}title> "Ice"',
        f"{ice} <{dct}creator> {siri}",
        f"{siri} {a} <{pan}Person>",
        f'{siri} <http://xmlns.com/foaf/0.1/name> "Siri Holm"',
        f"{ice} <{dct}publisher> <https://ror.org/{psi}>",
        f"{ice} <{pan}facility> <https://ror.org/{psi}>",
        f'{ice} <{pan}facilityBasis> "publisher"',
        f'{ice} <{dcat}keyword> "ice"',
        f'{ice} <{dct}issued> "2024"^^<http://www.w3.org/2001/XMLSchema#gYear>',
        f"{ice} <{dct}license> <https://creativecommons.org/publicdomain/zero/1.0/>",
    }


def test_palaeontology_comes_in_as_a_data_collection_with_its_taxa(shared_data: Path) -> None:
    """Recorded: a fossil at the ESRF, one of the DOIs behind its palaeontology portal."""
    path = shared_data / "citations" / "datacite" / "doi_10.15151_esrf-dc-2493599001.json"
    item = json.loads(path.read_text("utf-8"))["data"]

    found = DATACITE.triples(Record("doi", "key", item, b"", "a"))

    assert "pan:DataCollection" in said(found, "rdf:type")
    assert said(found, "dcat:keyword") == ["Triassic", "cynodont", "fossil", "paleohistology", "therapsid"]
    assert said(found, "pan:facility") == ["https://ror.org/02550n020"]
    assert said(found, "pan:instrument", "rdfs:label") == ["BM05"]
    assert said(found, "pan:proposal", "dcterms:identifier") == ["LS-3436", "LS-3437"]
    assert len(said(found, "dcterms:creator")) == len(item["attributes"]["creators"]) == 10
    orcids = [
        one["nameIdentifiers"][0]["nameIdentifier"]
        for one in item["attributes"]["creators"]
        if one["nameIdentifiers"]
    ]
    assert [one for one in said(found, "dcterms:creator") if "orcid" in one] == sorted(orcids)


def test_a_real_session_tells_its_embargo_its_team_and_its_beamtime(shared_data: Path) -> None:
    """Recorded: an ESRF session whose publication year lies ahead of its registration."""
    path = shared_data / "citations" / "datacite" / "doi_10.15151_esrf-es-2210534378.json"
    found = DATACITE.triples(Record("doi", "key", json.loads(path.read_text("utf-8"))["data"], b"", "a"))

    assert said(found, "pan:investigation", "dcterms:identifier") == ["2210534378"]
    assert said(found, "pan:collectionStart") == ["2025-09-05T00:00:00"]
    assert said(found, "dcterms:available") == ["2028-09-06"]
    assert said(found, "dcterms:issued") == ["2028"]
    assert rules(found) == ["date-future-year"]
    assert said(found, "prov:qualifiedAttribution", "schema:roleName") == ["DataCollector", "ProjectManager"]
    assert said(found, "pan:proposal", "schema:additionalType") == ["Macromolecular Crystallography"]
    assert said(found, "pan:proposal", "dcterms:title")[0].startswith("Swiss consortium")
    assert said(found, "schema:funding", "schema:funder") == ["https://ror.org/02550n020"]


def test_anatomical_and_taxonomic_terms_keep_their_addresses() -> None:
    heart = {
        "subject": "heart",
        "subjectScheme": "UBERON",
        "valueUri": "http://purl.obolibrary.org/obo/UBERON_0000948",
    }
    found = dataset("10.15151/ESRF-DC-1", subjects=[heart, {"subject": "human organ atlas"}])

    assert said(found, "dcat:keyword") == ["heart", "human organ atlas"]
    assert said(found, "dcterms:subject") == ["http://purl.obolibrary.org/obo/UBERON_0000948"]


def test_the_kinds_of_things_that_have_dois() -> None:
    def kind(doi: str = "10.5072/a", **types: str) -> list[str]:
        return said(dataset(doi, types=types), "rdf:type")

    data = ["dcat:Dataset", "dcat:DatasetSeries", "pan:DataCollection"]
    assert kind(resourceTypeGeneral="Collection") == data
    assert kind("10.15151/ESRF-DC-7") == data
    assert kind() == ["schema:CreativeWork"]
    assert kind("10.15151/esrf-instr-id21", resourceTypeGeneral="Other") == ["pan:Beamline", "pan:Instrument"]
    assert kind(resourceTypeGeneral="Instrument") == ["pan:Instrument"]
    assert kind(resourceTypeGeneral="Other", resourceType="Instrument") == ["pan:Instrument"]
    assert kind(resourceTypeGeneral="PhysicalObject", resourceType="Rock") == ["pan:Sample"]
    assert kind(resourceTypeGeneral="Software") == ["pan:Software"]
    assert kind(resourceTypeGeneral="JournalArticle") == ["pan:Publication"]
    assert kind(resourceTypeGeneral="Text", resourceType="Project deliverable") == ["pan:ProjectOutput"]
    assert kind(resourceTypeGeneral="Award") == ["schema:Grant"]
    assert kind(resourceTypeGeneral="Sound") == ["schema:CreativeWork"]


def test_only_data_have_a_facility_instruments_an_operator() -> None:
    software = dataset("10.15151/a", types={"resourceTypeGeneral": "Software"}, version="1.2")
    instrument = dataset(
        "10.5442/NI000001", types={"resourceTypeGeneral": "Instrument"}, titles=[{"title": "E2"}]
    )

    assert said(software, "pan:facility") == []
    assert said(software, "schema:softwareVersion") == ["1.2"]
    assert said(instrument, "pan:operatedBy") == ["https://ror.org/02aj13c28"]
    assert said(instrument, "rdfs:label") == ["E2"]


def test_the_operator_goes_before_prefix_and_publisher() -> None:
    found = dataset("10.15151/a", facility="DESY", publisher="PSI")

    assert said(found, "pan:facility") == ["https://ror.org/01js2sh04"]
    assert said(found, "pan:facilityBasis") == ["operator"]


def test_a_publisher_that_is_no_facility_does_not_become_one() -> None:
    found = dataset(publisher={"name": "Dryad"})

    assert said(found, "pan:facility") == []
    assert said(found, "dcterms:publisher", "rdf:type") == ["pan:Organisation"]


def test_dates_and_ranges() -> None:
    found = dataset(
        dates=[
            {"dateType": "Collected", "date": "2021-03-01T08:00:00Z/2021-03-04"},
            {"dateType": "Available", "date": "2024-03-04/"},
            {"dateType": "Issued", "date": "2022-01-02"},
            {"dateType": "Valid", "date": "2022/2023"},
            {"dateType": "Submitted", "date": "2021-12"},
            {"dateType": "Withdrawn", "date": "2025-01-01"},
            {"dateType": "Other", "date": "2020"},
        ],
        publicationYear="2022",
    )

    assert said(found, "pan:collectionStart") == ["2021-03-01T08:00:00Z"]
    assert said(found, "pan:collectionEnd") == ["2021-03-04T00:00:00"]
    assert said(found, "dcterms:available") == ["2024-03-04"]
    assert said(found, "dcterms:issued") == ["2022-01-02"]
    assert said(found, "dcterms:valid") == ["2022/2023"]
    assert said(found, "dcterms:dateSubmitted") == ["2021-12"]
    assert said(found, "prov:invalidatedAtTime") == ["2025-01-01T00:00:00"]
    assert said(found, "dcterms:date") == ["2020"]


def test_a_year_of_opening_is_found_and_kept_as_a_date() -> None:
    found = dataset(dates=[{"dateType": "Available", "date": "2028"}])

    assert said(found, "dcterms:available") == []
    assert said(found, "dcterms:date") == ["2028"]
    assert rules(found) == ["date-incomplete"]


@pytest.mark.parametrize(
    ("rights", "access"),
    [
        ("info:eu-repo/semantics/openAccess", ["PUBLIC"]),
        ("Open Access", ["PUBLIC"]),
        ("info:eu-repo/semantics/restrictedAccess", ["RESTRICTED"]),
        ("http://purl.org/coar/access_right/c_f1cf", ["NON_PUBLIC"]),
        ("CC BY 4.0", []),
    ],
)
def test_access_is_told_from_licences(rights: str, access: list[str]) -> None:
    found = dataset(rightsList=[{"rights": rights}])

    assert [one.rpartition("/")[2] for one in said(found, "dcterms:accessRights")] == access
    assert bool(said(found, "dcterms:license")) is (not access)


def test_techniques_by_scheme_or_address() -> None:
    found = dataset(
        subjects=[
            {"subject": "x-ray tomography", "subjectScheme": "PaNET"},
            {"subject": "XAS", "valueUri": "https://w3id.org/PaN/ESRFET#XAS"},
            {"subject": "x-ray tomography of ice", "subjectScheme": "technique"},
        ]
    )

    assert "panet:PaNET01207" in said(found, "pan:technique")
    assert len(said(found, "pan:qualifiedTechnique")) == 3
    assert said(found, "dcat:keyword") == ["x-ray tomography of ice"]


@pytest.mark.parametrize(
    ("place", "what", "value"),
    [
        ({"geoLocationPlace": "Lund"}, "rdfs:label", ["Lund"]),
        (
            {"geoLocationPoint": {"pointLatitude": "55.7", "pointLongitude": 13.2}},
            "schema:latitude",
            ["55.7"],
        ),
        ({"geoLocationPoint": "55.7 13.2"}, "schema:longitude", ["13.2"]),
        ({"geoLocationPoint": {"pointLatitude": "north"}}, "rdf:type", []),
    ],
)
def test_places(place: dict[str, Any], what: str, value: list[str]) -> None:
    assert said(dataset(geoLocations=[place]), "dcterms:spatial", what) == value


def test_what_is_no_record_is_refused() -> None:
    bodies: list[Any] = [{"id": "x"}, [], "10.5072/a", {"attributes": {"doi": "ten"}}]
    for body in bodies:
        with pytest.raises(BadRecord):
            DATACITE.triples(Record("doi", "key", body, b"", "a"))
