"""The same thing met through several dialects has one IRI.

The payloads are invented, as small as can be, after the documentation of each dialect.
"""

from typing import Any

import pytest

from kg.harvest.payload import write_json
from kg.harvest.registry import load_source
from kg.harvest.source import Record
from kg.rdf.names import DCT, PAN, RDF
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
DATACITE_ATTRIBUTES = {
    "doi": "10.5072/SAME.1",
    "state": "findable",
    "titles": [{"title": "T"}],
    "creators": [
        {"name": "Holm, Siri", "nameIdentifiers": [{"nameIdentifier": f"https://orcid.org/{SIRI}"}]}
    ],
    "publisher": "Paul Scherrer Institute",
    "publicationYear": 2025,
    "types": {"resourceTypeGeneral": "Dataset"},
}
DATACITE = {"id": "10.5072/same.1", "type": "dois", "attributes": DATACITE_ATTRIBUTES}
DUBLIN = """<record xmlns="http://www.openarchives.org/OAI/2.0/"><header><identifier>10.5072/same.1</identifier>
<datestamp>2025-01-01</datestamp></header><metadata><dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"
xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>T</d:title><d:identifier>10.5072/same.1</d:identifier>
<d:type>dataset</d:type><d:publisher>{}</d:publisher></dc></metadata></record>"""


@pytest.fixture
def both() -> list[tuple[str, list[Triple]]]:
    return [mapped("scicat", "published-data", SCICAT), mapped("datacite", "doi", DATACITE)]


def test_a_doi_is_one_thing_however_it_is_written(both: list[tuple[str, list[Triple]]]) -> None:
    assert [about for about, _ in both] == ["https://doi.org/10.5072/same.1"] * 2


def test_an_orcid_is_one_person(both: list[tuple[str, list[Triple]]]) -> None:
    assert [values(triples, DCT["creator"]) for _, triples in both] == [{f"https://orcid.org/{SIRI}"}] * 2


def test_a_known_publisher_is_one_organisation(both: list[tuple[str, list[Triple]]]) -> None:
    assert [values(triples, DCT["publisher"]) for _, triples in both] == [{"https://ror.org/03eh3y714"}] * 2


def published_by(name: str) -> list[list[Triple]]:
    """The same publication by SciCat's REST (3 and 4), DataCite's, and OAI-PMH's Dublin Core."""
    version_4: dict[str, Any] = {**SCICAT, "metadata": {"publisher": {"name": name}}}
    del version_4["publisher"]
    attributes: dict[str, Any] = {**DATACITE_ATTRIBUTES, "publisher": name}
    oai = load_source("oai")
    raw = DUBLIN.format(name).encode()
    record = Record("record", "k", oai.body(raw), raw, "https://oai.example/x", None)
    return [
        mapped("scicat", "published-data", {**SCICAT, "publisher": name})[1],
        mapped("scicat", "published-data", version_4)[1],
        mapped("datacite", "doi", {**DATACITE, "attributes": attributes})[1],
        oai.triples(record).triples,
    ]


@pytest.mark.parametrize("name", ["Northlight Source", "Fjord Press"])
def test_an_unknown_publisher_is_one_organisation_and_no_facility(name: str) -> None:
    node = f"https://w3id.org/pan-kg/id/organisation/{name.lower().replace(' ', '-')}"

    for triples in published_by(name):
        assert values(triples, DCT["publisher"]) == {node}
        assert {o.value for s, p, o in triples if s.value == node and p == RDF["type"]} == {
            "https://w3id.org/pan-kg/def#Organisation"
        }
        assert values(triples, PAN["facility"]) == set()
        assert values(triples, PAN["rule"]) >= {"publisher-unknown"}


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
