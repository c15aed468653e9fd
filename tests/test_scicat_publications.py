"""What a SciCat published data record says, in the shapes of versions 3 and 4."""

from typing import Any

import pytest
from claimed import beside, links
from said import mapped, said

from kg.errors import BadRecord
from kg.harvest.source import Mapped


def publication(**fields: Any) -> Mapped:  # noqa: ANN401
    return mapped("published-data", {"doi": "10.5072/P.1", **fields})


def test_both_versions_of_a_record_say_the_same() -> None:
    v3 = publication(
        title="Ice",
        creator=["Siri Holm"],
        publisher="MAX IV",
        publicationYear=2025,
        pidArray=["20.500.99999/ice"],
        relatedPublications=["10.5072/paper"],
        url="https://fjord.example/ice",
        status="registered",
        registeredTime="2025-01-10T08:00:00Z",
    )
    v4 = publication(
        title="Ice",
        datasetPids=["20.500.99999/ice"],
        status="registered",
        registeredTime="2025-01-10T08:00:00Z",
        metadata={
            "creators": [{"name": "Siri Holm"}],
            "publisher": {"name": "MAX IV"},
            "publicationYear": "2025",
            "relatedIdentifiers": [{"relatedIdentifier": "10.5072/paper"}],
            "landingPage": "https://fjord.example/ice",
        },
    )

    assert set(map(str, beside(v3.triples))) == set(map(str, beside(v4.triples)))
    assert len(beside(v3.triples)) == 17
    assert links(v3.triples) == links(v4.triples) == [("10.5072/p.1", "relatedPublication", "10.5072/paper")]


PAPER = ("10.5072/p.1", "relatedPublication", "10.5072/paper")
CITED = {"relatedIdentifier": "10.5072/other", "relationType": "IsCitedBy"}
OTHER = ("10.5072/p.1", "IsCitedBy", "10.5072/other")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"relatedPublications": "10.5072/paper"}, [PAPER]),
        ({"relatedPublications": [], "metadata": {"relatedIdentifiers": [CITED]}}, [OTHER]),
        ({"relatedPublications": ["10.5072/paper"], "relatedIdentifiers": [CITED]}, [PAPER, OTHER]),
        ({"relatedPublications": [CITED], "relatedIdentifiers": [CITED]}, [OTHER]),
        ({"relatedIdentifiers": CITED}, [OTHER]),
        ({"relatedPublications": [None, 5, [], {}, ""]}, []),
    ],
)
def test_what_is_related_is_read_in_every_form(fields: dict[str, Any], expected: list[Any]) -> None:
    """Records that went from one version to the next may hold an empty list of the one."""
    assert sorted(links(publication(**fields).triples)) == sorted(expected)


def test_the_doi_is_written_small_in_the_address_and_kept_as_said() -> None:
    found = publication()

    assert found.about.value == "https://doi.org/10.5072/p.1"
    assert said(found, "dcterms:identifier") == ["10.5072/P.1"]


def test_html_in_a_title_is_kept_and_control_characters_are_not() -> None:
    found = publication(title="Moss <script>alert(1)</script>\u0007 &amp; \x00ice")

    assert said(found, "dcterms:title") == ["Moss <script>alert(1)</script> &amp; ice"]


def test_blanks_in_an_address_are_encoded() -> None:
    assert said(publication(url="https://a.example/my data|1"), "dcat:landingPage") == [
        "https://a.example/my%20data%7C1"
    ]


@pytest.mark.parametrize(
    ("words", "dois"),
    [
        ("https://doi.org/10.1103/PhysRevB.103.224429", ["https://doi.org/10.1103/physrevb.103.224429"]),
        ("F. L. et al. (2023), doi: https://doi.org/10.1107/S2052.", ["https://doi.org/10.1107/s2052"]),
        ("see 10.5072/a; 10.5072/b.", ["https://doi.org/10.5072/a", "https://doi.org/10.5072/b"]),
        ("https://doi.org/10.5072/p.1", []),
    ],
)
def test_dois_are_found_in_the_words_of_a_citation(words: str, dois: list[str]) -> None:
    found = publication(relatedPublications=[words])

    assert said(found, "dcterms:relation") == dois
    # The words stay, unless they are nothing but a DOI.
    assert said(found, "schema:citation") == ([] if words.startswith("https://doi.org/") else [words])


def test_a_citation_without_a_doi_is_kept_as_words_and_empty_words_are_not() -> None:
    found = publication(relatedPublications=["Georgiadis et al 2021", "None", "In preparation", None, 3])

    assert said(found, "schema:citation") == ["Georgiadis et al 2021"]


@pytest.mark.parametrize(
    ("fields", "facility", "basis"),
    [
        ({"doi": "10.17199/x", "publisher": "Somebody"}, "facility/ess", "DOI prefix"),
        ({"publisher": "DESY"}, "01js2sh04", "publisher"),
        (
            {"doi": "10.60717/x", "publisher": "DESY", "creationLocations": ["BNL / NSLS-II / 12ID"]},
            "facility/nsls-ii",
            "creation location",
        ),
    ],
)
def test_the_facility_of_a_publication(fields: dict[str, Any], facility: str, basis: str) -> None:
    found = publication(**fields)

    assert said(found, "pan:facility")[0].endswith(facility)
    assert said(found, "pan:facilityBasis") == [basis]


def test_a_publisher_beside_the_facility_is_an_organisation() -> None:
    found = publication(doi="10.17199/x", publisher="Fjord Press")

    assert said(found, "dcterms:publisher", "rdf:type") == ["pan:Organisation"]
    assert said(found, "dcterms:publisher", "foaf:name") == ["Fjord Press"]


def test_an_unknown_publisher_is_no_facility_unless_the_operator_says_so() -> None:
    alone = publication(publisher="Northlight Source")
    body = {"doi": "10.5072/P.1", "publisher": "NORTHLIGHT source"}
    told = mapped("published-data", body, facility="Northlight Source")

    assert said(alone, "pan:facility") == []
    assert said(alone, "dcterms:publisher") == ["https://w3id.org/pan-kg/id/organisation/northlight-source"]
    assert said(alone, "pan:finding", "pan:rule") == ["publisher-unknown"]
    assert said(alone, "pan:finding", "pan:field") == ["publisher"]
    assert said(told, "pan:facility") == ["https://w3id.org/pan-kg/id/facility/northlight-source"]
    assert said(told, "dcterms:publisher") == said(told, "pan:facility")
    assert said(told, "pan:finding") == []


def test_only_registered_publications_are_known_to_be_open() -> None:
    registered = publication(status="registered", registeredTime="2021-05-04T09:00:00Z")
    pending = publication(status="pending_registration", registeredTime="2021-05-04T09:00:00Z")

    assert said(registered, "dcterms:available") == ["2021-05-04"]
    assert said(pending, "dcterms:accessRights") == []


def test_an_impossible_year_is_left_to_the_day_of_registration() -> None:
    found = publication(publicationYear=20211, registeredTime={"$date": "2021-05-04T09:00:00Z"})

    assert said(found, "dcterms:issued") == ["2021-05-04"]


def test_people_of_version_4_bring_orcid_and_affiliation() -> None:
    creator = {
        "givenName": "Siri",
        "familyName": "Holm",
        "name": "Holm, Siri",
        "nameIdentifiers": [{"nameIdentifier": "0000-0002-1825-0097"}],
        "affiliation": [{"name": "Fjord University", "affiliationIdentifier": "https://ror.org/02550n020"}],
    }
    found = publication(metadata={"creators": [creator, "al."]})

    assert said(found, "dcterms:creator") == ["https://orcid.org/0000-0002-1825-0097"]
    assert said(found, "dcterms:creator", "foaf:name") == ["Siri Holm"]
    assert said(found, "dcterms:creator", "org:memberOf") == ["https://ror.org/02550n020"]


def test_a_publication_without_doi_is_refused() -> None:
    with pytest.raises(BadRecord, match="without DOI"):
        mapped("published-data", {"title": "Nameless"})
