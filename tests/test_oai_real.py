"""OAI-PMH records as SciCat's provider answers them (recorded: three routes over 103 PSI publications)."""

import re
from pathlib import Path

import pytest
from said import said

from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Gone, Item, Record
from kg.harvest.world import open_world

OAI = load_source("oai")


def folder(shared_data: Path) -> Path:
    return shared_data / "catalogues" / "oai-pmh"


def read(path: Path) -> list[Item]:
    return list(OAI.records(open_world(str(path), contained=False)))


@pytest.mark.parametrize("route", ["openaire", "panosc", "scicat"])
def test_every_record_of_every_route_is_mapped(shared_data: Path, route: str) -> None:
    path = folder(shared_data) / "scicat-provider" / f"{route}-ListRecords.xml"
    text = path.read_text("utf-8")  # counted without any of our readers
    identifiers = re.findall(r"<header><identifier[^>]*>([^<]+)</identifier>", text)

    records = [one for one in read(path) if isinstance(one, Record)]
    found = [OAI.triples(record) for record in records]

    assert len(identifiers) == 103
    assert [one.about.value for one in found] == [f"https://doi.org/{doi.lower()}" for doi in identifiers]
    assert all(len(said(one, "dcterms:title")) == 1 for one in found)
    assert all(said(one, "pan:facility") == ["https://ror.org/03eh3y714"] for one in found)
    assert all("pan:DataCollection" in said(one, "rdf:type") for one in found)


def test_the_routes_differ_in_what_they_keep(shared_data: Path) -> None:
    """One publication by three routes: what is its date, and may it be seen?"""
    doi = "https://doi.org/10.16907/0cf7e016-9ac1-4546-8eca-bb59c1a61e34"
    by_route = {}
    for route in ("openaire", "panosc", "scicat"):
        (record,) = read(folder(shared_data) / "scicat-provider" / f"{route}-GetRecord.xml")
        assert isinstance(record, Record)
        by_route[route] = OAI.triples(record)

    assert {one.about.value for one in by_route.values()} == {doi}
    assert {route: said(one, "dcterms:issued") for route, one in by_route.items()} == {
        "openaire": ["2021"],  # its year of publication: the day, 2020-01-01, is the same in all 103 records
        "panosc": [],
        "scicat": ["2021"],
    }
    assert said(by_route["openaire"], "dcterms:available") == []
    assert said(by_route["openaire"], "pan:finding", "pan:rule") == ["date-placeholder"] * 2
    assert {route: said(one, "dcterms:creator", "foaf:name") for route, one in by_route.items()} == {
        "openaire": ["Manuel Guizar-Sicairos"],
        "panosc": ["Manuel Guizar-Sicairos"],
        "scicat": ["Manuel Guizar-Sicairos"],
    }
    assert said(by_route["openaire"], "dcterms:accessRights")[0].endswith("PUBLIC")


def test_every_landing_page_of_the_dublin_core_route_lacks_its_host(shared_data: Path) -> None:
    path = folder(shared_data) / "scicat-provider" / "scicat-ListRecords.xml"
    stated = re.findall(r"<dc:identifier>(undefined/[^<]+)</dc:identifier>", path.read_text("utf-8"))

    found = [OAI.triples(one) for one in read(path) if isinstance(one, Record)]
    broken = [
        (field, words)
        for one in found
        for rule, field, words in zip(
            *(said(one, "pan:finding", f"pan:{name}") for name in ("rule", "field", "sourceText")),
            strict=True,
        )
        if len(said(one, "pan:finding")) == 1 and rule == "address-broken"
    ]

    assert len(stated) == len(set(stated)) == 103
    assert sum("address-broken" in said(one, "pan:finding", "pan:rule") for one in found) == 103
    assert {words for _, words in broken} <= set(stated)
    assert {field for field, _ in broken} == {"dc:identifier"}
    assert not any(words.startswith("undefined") for one in found for words in said(one, "schema:identifier"))
    assert not any(said(one, "dcat:landingPage") for one in found)


def test_one_author_is_left_of_every_publication_that_has_several(shared_data: Path) -> None:
    """What the guide says of the OpenAIRE route: so REST goes before OAI-PMH for SciCat."""
    place = folder(shared_data) / "scicat-provider" / "openaire-ListRecords.xml"
    whole = re.findall(r"<record>.*?</record>", place.read_text("utf-8"), re.DOTALL)
    named = [re.findall(r"creatorName[^>]*>([^<]+)</", one) for one in whole]
    lists = [re.split(r"[,;] | and ", one[0]) for one in named]
    people = [len(some) if all(" " in part.strip() for part in some) else 1 for some in lists]
    doubtful = named.index(["Robert Fischer, Federica Marone"])  # as well one "Garcia Lopez, Maria Jose"
    people[doubtful] = 1
    accounts = [bool(re.fullmatch(r"[a-z_-]+", one[0])) for one in named]

    creators = [said(OAI.triples(one), "dcterms:creator") for one in read(place) if isinstance(one, Record)]

    assert {len(some) for some in named} == {1}
    assert sum(accounts) == 5
    assert [len(some) for some in creators] == [
        0 if is_account else number for number, is_account in zip(people, accounts, strict=True)
    ]
    assert sorted(number for number in people if number > 1) == [3, 3, 4, 4, 4, 8, 8, 12]


def test_answers_that_are_errors_say_so(shared_data: Path) -> None:
    found = read(folder(shared_data) / "scicat-provider")
    reasons = [one.reason for one in found if isinstance(one, Aside) and one.kind == "file"]

    assert sum("An OAI-PMH error: badVerb" in reason for reason in reasons) == 3
    assert sum("An OAI-PMH error: idDoesNotExist" in reason for reason in reasons) == 3
    assert sum("An OAI-PMH error: badArgument" in reason for reason in reasons) == 3
    assert sum(isinstance(one, Record) for one in found) == 3 * 103 + 3
    assert len({one.key for one in found if isinstance(one, Record)}) == 3 * 103


def test_the_two_pages_with_a_deletion(shared_data: Path) -> None:
    found = read(folder(shared_data) / "hand-written")

    assert [(type(one), one.key.rpartition(" ")[2]) for one in found if isinstance(one, Record | Gone)] == [
        (Record, "oai:oai.example.org:11"),
        (Gone, "oai:oai.example.org:12"),
    ]
