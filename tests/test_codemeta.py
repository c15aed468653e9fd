"""Software in CodeMeta. All is invented, in the terms of CodeMeta 2 and 3."""

from pathlib import Path
from typing import Any

import pytest
from replay import RecordedWorld, write_files
from said import said

from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Record
from kg.harvest.world import open_world

CODEMETA = load_source("codemeta")
OLAF = "https://orcid.org/0000-0002-1825-0097"


def mapped(**more: Any) -> Mapped:  # noqa: ANN401
    body = {"@context": "https://w3id.org/codemeta/3.0", "@type": "SoftwareSourceCode", "name": "fit", **more}
    return CODEMETA.triples(Record("software", "a/codemeta.json", body, b"", "a/codemeta.json"))


@pytest.mark.parametrize(
    ("more", "iri"),
    [
        ({"identifier": "https://doi.org/10.5072/Fit"}, "https://doi.org/10.5072/fit"),
        ({"@id": "https://doi.org/10.5072/fit"}, "https://doi.org/10.5072/fit"),
        (
            {"identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5072/fit"}},
            "https://doi.org/10.5072/fit",
        ),
        ({"codeRepository": "https://Code.example/a/fit.git"}, "https://w3id.org/pan-kg/id/software/code.example/a/fit"),
        ({"codeRepository": "git+https://code.example/a/fit/"}, "https://w3id.org/pan-kg/id/software/code.example/a/fit"),
        ({"url": "https://fit.example/home"}, "https://w3id.org/pan-kg/id/software/fit.example/home"),
    ],
)  # fmt: skip
def test_its_doi_or_its_repository_is_the_software(more: dict[str, Any], iri: str) -> None:
    found = mapped(**more)

    assert found.about.value == iri
    assert said(found, "rdf:type") == ["pan:Software"]
    assert said(found, "dcterms:title") == ["fit"]


def test_without_an_address_it_is_the_software_of_its_file() -> None:
    assert mapped().about.value.startswith("https://w3id.org/pan-kg/id/software/")
    assert mapped().about == mapped(version="2").about != mapped(name="other").about


def test_people_with_their_orcid_and_without_their_mailbox() -> None:
    found = mapped(
        author=[
            {"@type": "Person", "givenName": "Olaf", "familyName": "Quist", "@id": OLAF, "email": "o@x.org"},
            {"@type": "Person", "name": "Ida Berg", "affiliation": {"name": "Fjord"}},
            {"@type": "Organization", "name": "ESRF"},
            {"@type": "Role", "roleName": "Boss", "schema:author": "_:x"},
            "o@x.org",
        ],
        maintainer=OLAF,
    )  # fmt: skip

    assert said(found, "dcterms:creator", "foaf:name") == ["Ida Berg", "Olaf Quist"]
    assert {OLAF, "https://ror.org/02550n020"} < set(said(found, "dcterms:creator"))
    assert said(found, "dcterms:creator", "schema:affiliation") == ["Fjord"]
    assert said(found, "schema:maintainer") == [OLAF]
    assert said(found, "pan:finding", "pan:rule") == ["person-email"]
    assert not any(
        "@" in str(term) for triple in found.triples for term in triple if "def#field" not in str(triple)
    )


def test_a_wrong_orcid_is_reported() -> None:
    found = mapped(
        author={"@type": "Person", "name": "Ida Berg", "@id": "https://orcid.org/0000-0002-1825-0098"}
    )

    assert said(found, "pan:finding", "pan:rule") == ["orcid-invalid"]
    assert said(found, "dcterms:creator", "foaf:name") == ["Ida Berg"]


def test_what_it_is_made_of() -> None:
    found = mapped(
        version="1.2",
        license=["https://spdx.org/licenses/MIT"],
        programmingLanguage={"@type": "ComputerLanguage", "name": "Python", "url": "https://python.org"},
        keywords=["SAXS", "fitting, curves"],
        softwareRequirements=[{"@type": "SoftwareApplication", "name": "numpy"}],
        codeRepository="https://code.example/a/fit",
        dateModified="2024-05-06",
        datePublished="2023",
    )

    assert said(found, "schema:softwareVersion") == ["1.2"]
    assert said(found, "dcterms:license") == ["https://spdx.org/licenses/MIT"]
    assert said(found, "schema:programmingLanguage") == ["Python"]
    assert said(found, "dcat:keyword") == ["SAXS", "curves", "fitting"]
    assert said(found, "schema:softwareRequirements") == ["numpy"]
    assert said(found, "schema:codeRepository") == ["https://code.example/a/fit"]
    assert said(found, "dcterms:modified") == ["2024-05-06T00:00:00"]
    assert said(found, "dcterms:issued") == ["2023"]


def test_the_paper_to_cite_and_other_works() -> None:
    found = mapped(
        referencePublication={"@id": "https://doi.org/10.5072/paper", "name": "A"},
        citation=["https://doi.org/10.5072/other", "see doi:10.5072/third, and others"],
    )

    assert said(found, "cito:isDescribedBy") == ["https://doi.org/10.5072/paper"]
    assert said(found, "cito:cites") == ["https://doi.org/10.5072/other"]
    dois = [f"https://doi.org/10.5072/{name}" for name in ("other", "paper", "third")]
    assert said(found, "dcterms:relation") == dois
    assert said(found, "pan:finding", "pan:rule") == ["doi-in-text"]


def test_both_spellings_of_the_keywords_and_a_graph_count() -> None:
    inner = {"type": "SoftwareApplication", "id": "https://doi.org/10.5072/fit", "name": "fit"}
    people = {"type": "Person", "id": OLAF, "name": "Olaf Quist"}
    body = {"@context": "https://w3id.org/codemeta/3.0", "@graph": [people, inner]}

    assert (
        CODEMETA.triples(Record("software", "a", body, b"", "a")).about.value == "https://doi.org/10.5072/fit"
    )


def test_other_files_and_several_at_once_are_put_aside(tmp_path: Path) -> None:
    one = {"@type": "SoftwareSourceCode", "name": "a"}
    write_files({"a.json": {"name": "package"}, "b.json": {"@graph": [one, one]}, "c.jsonld": one}, tmp_path)

    found = list(CODEMETA.records(open_world(str(tmp_path), contained=False)))

    assert [(item.key, item.outcome) for item in found if isinstance(item, Aside)] == [
        ("a.json", "skipped"),
        ("b.json", "quarantined"),
    ]
    assert [item.key for item in found if isinstance(item, Record)] == ["c.jsonld"]
    with pytest.raises(BadRecord, match="No CodeMeta"):
        CODEMETA.triples(Record("software", "a", {"name": "package"}, b"", "a"))


def test_an_address_answers_one() -> None:
    body = {"@type": "SoftwareSourceCode", "name": "a", "dateModified": "2024-05-06"}
    world = RecordedWorld("https://code.example/a/codemeta.json", requests={"GET ": body})

    (record,) = CODEMETA.records(world)

    assert isinstance(record, Record)
    assert (record.key, record.datestamp) == (world.place, "2024-05-06")


def test_deep_nesting_ends() -> None:
    person: dict[str, Any] = {"@type": "Person", "name": "Ida Berg"}
    for _ in range(90):
        person = {"@type": "Person", "name": "Ida Berg", "affiliation": person}

    assert said(mapped(author=person), "dcterms:creator", "foaf:name") == ["Ida Berg"]
