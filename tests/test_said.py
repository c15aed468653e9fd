"""One DOI met through three sources: one IRI, one page, and who said what.

The three records are invented. Their shapes are those of SciCat v3 (as the PSI's, recorded), of DataCite's
REST interface (documentation and recorded items) and of `oai_dc` (the protocol's text).
"""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode

from kg import pipeline
from kg.answer.dataset import DatasetPage, describe_dataset
from kg.answer.links import Link, each_person_once
from kg.answer.said import Statement, who_said_what
from kg.rdf.names import DCT
from kg.store.home import Home
from kg.web.app import create_app

DOI = "https://doi.org/10.5072/one"
ORCID = "https://orcid.org/0000-0002-1825-0097"

SCICAT = {
    "doi": "10.5072/ONE",
    "title": "Ice cores",
    "creator": ["Siri Holm"],
    "publisher": "Fjord Source",
    "publicationYear": 2025,
    "abstract": "Two cores.",
    "status": "registered",
    "pidArray": [],
    "registeredTime": "2025-01-10T08:00:00.000Z",
}
DATACITE = {
    "id": "10.5072/one",
    "type": "dois",
    "attributes": {
        "doi": "10.5072/one",
        "state": "findable",
        "titles": [{"title": "Ice  CORES"}],
        "creators": [
            {
                "name": "Holm, Siri",
                "givenName": "Siri",
                "familyName": "Holm",
                "nameIdentifiers": [{"nameIdentifier": ORCID, "nameIdentifierScheme": "ORCID"}],
            }
        ],
        "publisher": "Fjord Source",
        "publicationYear": 2025,
        "dates": [{"date": "2025-01-10", "dateType": "Issued"}],
        "rightsList": [{"rightsUri": "https://creativecommons.org/licenses/by/4.0/"}],
        "types": {"resourceTypeGeneral": "Dataset"},
    },
}
OAI = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-01-01T00:00:00Z</responseDate>
<request verb="ListRecords">http://fjord.example/oai</request><ListRecords><record><header>
<identifier>10.5072/one</identifier><datestamp>2025-02-01</datestamp></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Ice core data</dc:title><dc:creator>Quist, Olaf</dc:creator><dc:date>2024</dc:date>
<dc:identifier>doi:10.5072/one</dc:identifier><dc:publisher>Fjord Source</dc:publisher>
<dc:rights>https://creativecommons.org/publicdomain/zero/1.0/</dc:rights>
</oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"""

CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A store that met the DOI three times; DataCite's metadata are known to be CC0."""
    folder = tmp_path_factory.mktemp("three")
    home = Home(folder / "store")
    files = {"scicat": json.dumps([SCICAT]), "datacite": json.dumps({"data": [DATACITE]}), "oai": OAI}
    for source, content in files.items():
        file = folder / f"{source}.{'xml' if source == 'oai' else 'json'}"
        file.write_text(content, "utf-8")
        wish = pipeline.Wish(licence=CC0 if source == "datacite" else None)
        report = pipeline.harvest(home, source, [str(file)], wish, publish=source == "oai")
        assert (report["mapped"], report["quarantined"]) == (1, 0), report
    return home


@pytest.fixture(scope="module")
def page(home: Home) -> DatasetPage:
    generation = home.current()
    assert generation is not None
    found = describe_dataset(home.reader(generation), DOI, date(2026, 1, 1))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def site(home: Home) -> Iterator[TestClient]:
    with TestClient(create_app(home)) as client:
        yield client


def statement(page: DatasetPage, name: str) -> Statement:
    return next(of for of in page.statements if of.property == DCT[name].value)


def said(page: DatasetPage, name: str) -> dict[str, list[str]]:
    """What each source says of one property."""
    return {
        record.source or "": sorted(value.label for value in statement(page, name).by(number))
        for number, record in enumerate(page.records)
    }


def test_one_doi_from_three_sources_is_one_thing(page: DatasetPage) -> None:
    assert [of.source for of in page.records] == ["datacite", "oai", "scicat"]
    assert len({of.graph for of in page.records}) == page.records_total == 3
    assert page.doi == "10.5072/one"


def test_each_record_says_where_it_was_read_and_on_which_terms(page: DatasetPage) -> None:
    assert [of.origin for of in page.records] == ["datacite.json", "oai.xml", "scicat.json"]
    assert [of.license for of in page.records] == [CC0, None, None]
    assert all(of.retrieved and of.mapping and of.mapping.startswith(of.source or "?") for of in page.records)


def test_titles_that_differ_stand_side_by_side(page: DatasetPage) -> None:
    assert said(page, "title") == {
        "datacite": ["Ice  CORES"],
        "oai": ["Ice core data"],
        "scicat": ["Ice cores"],
    }
    assert statement(page, "title").disagree


def test_people_are_compared_by_name_whatever_its_order(page: DatasetPage) -> None:
    people = statement(page, "creator")

    assert people.disagree
    assert [(of.records, set(of.label.replace(",", "").split())) for of in people.values] == [
        ((0, 2), {"Siri", "Holm"}),
        ((1,), {"Olaf", "Quist"}),
    ]


def test_a_person_with_and_without_an_orcid_is_listed_once(page: DatasetPage) -> None:
    assert [(of.iri == ORCID, set((of.label or "").replace(",", "").split())) for of in page.creators] == [
        (False, {"Olaf", "Quist"}),
        (True, {"Siri", "Holm"}),
    ]


def test_two_orcids_are_two_people_however_they_are_called() -> None:
    one = Link("https://orcid.org/0000-0002-1825-0097", "Siri Holm")
    two = Link("https://orcid.org/0000-0001-5109-3700", "Holm, Siri")
    node = Link("https://w3id.org/pan-kg/id/person/1", "Siri Holm")

    assert each_person_once([node, one, two, node]) == (one, two)
    assert each_person_once([node, node]) == (node,)


def test_a_year_and_a_day_in_it_agree_and_another_year_does_not(page: DatasetPage) -> None:
    assert statement(page, "issued").disagree  # 2024 of one against 2025 and a day in 2025
    assert not statement(page, "publisher").disagree


def test_who_says_nothing_does_not_disagree(page: DatasetPage) -> None:
    licence = said(page, "license")

    assert licence["scicat"] == []
    assert licence["datacite"] != licence["oai"]
    assert not statement(page, "description").disagree


def test_the_page_shows_sources_and_disagreements(site: TestClient) -> None:
    text = site.get("/datasets/doi.org/10.5072/one").text

    assert "Who said what" in text
    assert "Where they differ, side by side" in text
    for words in ("1. datacite", "2. oai", "3. scicat", "Ice core data", "Ice cores"):
        assert words in text
    assert "licence of the metadata not known" in text
    assert "records differ" in text  # said beside the value shown on top, too


def test_the_json_says_the_same(site: TestClient, page: DatasetPage) -> None:
    document = site.get("/datasets/doi.org/10.5072/one?format=json").json()

    assert [of["source"] for of in document["records"]] == ["datacite", "oai", "scicat"]
    titles = next(of for of in document["statements"] if of["property"] == DCT["title"].value)
    assert titles["disagree"] is True
    assert {of["label"]: of["records"] for of in titles["values"]} == {
        "Ice  CORES": [0],
        "Ice core data": [1],
        "Ice cores": [2],
    }


def test_an_instrument_and_a_person_of_two_records_are_one(home: Home) -> None:
    generation = home.current()
    assert generation is not None

    holm = who_said_what(home.reader(generation), NamedNode(ORCID))

    assert [of.source for of in holm.records] == ["datacite"]


def test_what_no_record_says_has_no_witness(home: Home) -> None:
    generation = home.current()
    assert generation is not None

    nobody = who_said_what(home.reader(generation), NamedNode("https://doi.org/10.5072/none"))

    assert (nobody.records, nobody.statements) == ((), ())
