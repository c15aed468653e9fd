"""The same thing met through several dialects has one IRI.

The payloads are invented, as small as can be, after the documentation of each dialect.
"""

from typing import Any

import pytest

from kg.harvest.payload import write_json
from kg.harvest.registry import load_source
from kg.harvest.source import Record
from kg.rdf.names import DCT, PAN
from kg.rdf.terms import Triple

SIRI = "0000-0002-1825-0097"


def mapped(source: str, kind: str, body: dict[str, Any]) -> tuple[str, list[Triple]]:
    raw = write_json(body)
    found = load_source(source)
    record = Record(kind, "k", found.body(raw), raw, f"https://{source}.example/x", None)
    made = found.triples(record)
    return made.about.value, made.triples


def values(triples: list[Triple], predicate: object) -> set[str]:
    return {value.value for _, said, value in triples if said == predicate}


SCICAT = {
    "doi": "https://doi.org/10.5072/Same.1",
    "title": "T",
    "creators": [
        {
            "name": "Holm, Siri",
            "nameIdentifiers": [{"nameIdentifier": SIRI, "nameIdentifierScheme": "ORCID"}],
        }
    ],
    "publisher": "Paul Scherrer Institute",
    "status": "registered",
    "publicationYear": 2025,
}
DATACITE = {
    "id": "10.5072/same.1",
    "type": "dois",
    "attributes": {
        "doi": "10.5072/SAME.1",
        "state": "findable",
        "titles": [{"title": "T"}],
        "creators": [
            {"name": "Holm, Siri", "nameIdentifiers": [{"nameIdentifier": f"https://orcid.org/{SIRI}"}]}
        ],
        "publisher": "Paul Scherrer Institute",
        "publicationYear": 2025,
        "types": {"resourceTypeGeneral": "Dataset"},
    },
}


@pytest.fixture
def both() -> list[tuple[str, list[Triple]]]:
    return [mapped("scicat", "published-data", SCICAT), mapped("datacite", "doi", DATACITE)]


def test_a_doi_is_one_thing_however_it_is_written(both: list[tuple[str, list[Triple]]]) -> None:
    assert [about for about, _ in both] == ["https://doi.org/10.5072/same.1"] * 2


def test_an_orcid_is_one_person(both: list[tuple[str, list[Triple]]]) -> None:
    assert [values(triples, DCT["creator"]) for _, triples in both] == [{f"https://orcid.org/{SIRI}"}] * 2


def test_a_known_publisher_is_one_organisation(both: list[tuple[str, list[Triple]]]) -> None:
    assert [values(triples, DCT["publisher"]) for _, triples in both] == [{"https://ror.org/03eh3y714"}] * 2


def test_an_instrument_of_a_known_facility_is_one_thing() -> None:
    dataset = {
        "pid": "20.500.11935/a",
        "type": "raw",
        "datasetName": "T",
        "creationLocation": "/PSI/SLS/TOMCAT",
        "isPublished": True,
    }
    panosc = {
        "pid": "20.500.11935/b",
        "title": "T",
        "isPublic": True,
        "instrument": {"pid": "x", "name": "Tomcat", "facility": "PSI"},
    }

    instruments = [
        values(mapped(source, "dataset", body)[1], PAN["instrument"])
        for source, body in (("scicat", dataset), ("panosc", panosc))
    ]

    assert instruments[0] == instruments[1] == {"https://w3id.org/pan-kg/id/instrument/psi/tomcat"}
