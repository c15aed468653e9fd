"""Whom and what a DataCite record names: people, bodies, related things, instruments and grants.

All records here are invented, in the shapes of DataCite's REST interface.
"""

from typing import Any

import pytest
from kernel4 import dataset
from said import said


@pytest.mark.parametrize(
    ("affiliation", "names", "rors"),
    [
        ("Fjord University", ["Fjord University"], []),
        (["Fjord University", "Ice Institute"], ["Fjord University", "Ice Institute"], []),
        (
            [{"name": "DESY", "affiliationIdentifier": "https://ror.org/01js2sh04"}],
            [],
            ["https://ror.org/01js2sh04"],
        ),
        ({"name": "Fjord University"}, ["Fjord University"], []),
        (
            [{"name": "X", "affiliationIdentifier": "grid.1", "affiliationIdentifierScheme": "GRID"}],
            ["X"],
            [],
        ),
        (None, [], []),
        ([None, 3, {}], [], []),
    ],
)
def test_affiliations_in_every_shape(affiliation: Any, names: list[str], rors: list[str]) -> None:  # noqa: ANN401
    found = dataset(creators=[{"name": "Siri Holm", "affiliation": affiliation}])

    assert said(found, "dcterms:creator", "schema:affiliation") == names
    assert said(found, "dcterms:creator", "org:memberOf") == rors


def test_organisations_among_creators_and_contributors() -> None:
    found = dataset(
        creators=[{"name": "Fund", "nameIdentifiers": [{"nameIdentifier": "https://ror.org/00mgfk810",
                                                        "nameIdentifierScheme": "ROR"}]}],
        contributors=[{"name": "PSI", "contributorType": "HostingInstitution"}],
    )  # fmt: skip

    assert said(found, "dcterms:creator") == ["https://ror.org/00mgfk810"]
    assert said(found, "dcterms:contributor") == ["https://ror.org/03eh3y714"]


def test_words_for_unknown_say_nothing() -> None:
    """Documented: appendix 3 of the kernel, and the placeholders of icat.oaipmh."""
    found = dataset(
        titles=[{"title": ":tba"}],
        creators=[{"name": "(:unkn)"}],
        publisher="(:null)",
        version="(:unav)",
        descriptions=[{"description": ":none"}],
    )

    assert said(found, "dcterms:title") == said(found, "dcterms:creator") == []
    assert said(found, "dcterms:publisher") == said(found, "dcat:version") == []
    assert said(found, "dcterms:description") == []


def related(relation: str | None, identifier: str, kind: str | None = "DOI") -> dict[str, Any]:
    return {"relationType": relation, "relatedIdentifier": identifier, "relatedIdentifierType": kind}


def test_relations_by_their_type() -> None:
    found = dataset(
        relatedIdentifiers=[
            related("Cites", "10.5072/B"),
            related("IsSupplementTo", "10.5072/c"),
            related("References", "978-963-281-509-1", "ISBN"),
            related("References", "arXiv:2101.00001", "arXiv"),
            related("IsPartOf", "https://a.example/x y", "URL"),
            related(None, "Holm, S., Ice (2024), doi:10.5072/d.", None),
            related("IsCitedBy", "12345", "PMID"),
            related("IsPartOf", "10.5072/a"),  # itself
            related("IsPartOf", "javascript:alert(1)", "URL"),
        ]
    )

    assert said(found, "dcterms:relation") == [
        "https://a.example/x%20y",
        "https://doi.org/10.48550/arxiv.2101.00001",
        "https://doi.org/10.5072/b",
        "https://doi.org/10.5072/c",
        "https://doi.org/10.5072/d",
        "urn:isbn:978-963-281-509-1",
    ]
    assert said(found, "cito:cites") == ["https://doi.org/10.5072/b"]
    assert said(found, "dcat:qualifiedRelation", "schema:roleName") == ["IsSupplementTo"]
    assert said(found, "dcat:qualifiedRelation", "dcterms:relation") == ["https://doi.org/10.5072/c"]
    assert "PMID 12345" in said(found, "schema:citation")


def test_instruments_named_by_identifier() -> None:
    """Documented: PIDINST's IsCollectedBy; HZB's related item with IsCompiledBy."""
    item = {"relatedItemType": "Instrument", "relationType": "IsCompiledBy", "relatedItemIdentifier":
            {"relatedItemIdentifier": "10.5442/NI000001", "relatedItemIdentifierType": "DOI"}}  # fmt: skip
    related = {
        "relationType": "IsCollectedBy",
        "relatedIdentifier": "10.5442/ni000002",
        "relatedIdentifierType": "DOI",
    }

    found = dataset(relatedItems=[item], relatedIdentifiers=[related])

    assert said(found, "pan:instrument") == [
        "https://doi.org/10.5442/ni000001",
        "https://doi.org/10.5442/ni000002",
    ]


def test_grants_of_the_commission_have_one_name_whatever_the_funder_is_called() -> None:
    funders = [
        {"funderName": "European Commission", "funderIdentifier": "https://ror.org/00k4n6c32"},
        {"funderName": "European Commission", "funderIdentifier": "https://doi.org/10.13039/501100000780"},
        {"funderName": "Horizon 2020", "funderIdentifier": "10.13039/501100007601"},
    ]
    found = dataset(fundingReferences=[{**funder, "awardNumber": "823852"} for funder in funders])

    assert said(found, "schema:funding") == ["https://w3id.org/pan-kg/id/award/ec/823852"] * 3
    assert len(said(found, "schema:funding", "schema:funder")) == 3
