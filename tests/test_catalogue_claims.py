"""What catalogues say of related publications, as claims. Invented where not recorded."""

from pathlib import Path
from typing import Any

import pytest
from claimed import claims, links
from said import mapped, said

from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.harvest.world import open_world

NOT_STATED = "relatedPublication"


def of(source: str, kind: str, body: dict[str, Any]) -> Mapped:
    return load_source(source).triples(Record(kind, "key", body, b"", "a.json"))


def published(*related: Any) -> Mapped:  # noqa: ANN401
    return mapped("published-data", {"doi": "10.5072/d", "relatedPublications": list(related)})


@pytest.mark.parametrize(
    ("words", "objects", "confidence"),
    [
        ("https://doi.org/10.5072/P", ["10.5072/p"], None),
        ("Holm, S., Ice (2024), doi:10.5072/p.", ["10.5072/p"], "0.8"),
        ("https://journal.example/doi/10.5072/p/full", ["10.5072/p"], "0.5"),
        ("10.5072/p; 10.5072/q", ["10.5072/p", "10.5072/q"], "0.8"),
        ("Holm, S., Ice Letters 3 (2024)", [], None),
        ("in preparation", [], None),
    ],
)
def test_free_text_of_scicat(words: str, objects: list[str], confidence: str | None) -> None:
    found = published(words)

    assert links(found.triples) == [("10.5072/d", NOT_STATED, one) for one in objects]
    for claim in claims(found.triples):
        assert (claim["said"], claim["field"]) == (words, "relatedPublications[]")
        assert (claim["subject_kind"], claim["object_kind"]) == ("dataset", "publication")
        assert claim.get("confidence") == confidence


def test_a_reference_without_doi_stays_a_citation_in_words() -> None:
    found = published("Holm, S., Ice Letters 3 (2024)")

    assert said(found, "schema:citation") == ["Holm, S., Ice Letters 3 (2024)"]


def test_an_object_of_version_4_says_its_relation_and_its_type() -> None:
    entry = {
        "relatedIdentifier": "10.5072/P",
        "relatedIdentifierType": "DOI",
        "relationType": "IsSupplementTo",
        "resourceTypeGeneral": "JournalArticle",
    }
    (claim,) = claims(published(entry, {}, 3, None).triples)

    assert (claim["relation"], claim["object"], claim["object_kind"]) == (
        "IsSupplementTo",
        "10.5072/p",
        "publication",
    )
    assert '"relatedIdentifier":"10.5072/P"' in claim["said"]


def test_relations_in_the_metadata_of_a_scicat_dataset() -> None:
    metadata = {"related_identifiers": [{"identifier": "10.5072/p", "relation": "isCitedBy"}]}
    found = mapped("dataset", {"pid": "10.5072/d", "scientificMetadata": metadata})

    assert links(found.triples) == [("10.5072/d", "isCitedBy", "10.5072/p")]


def investigation(**fields: Any) -> Mapped:  # noqa: ANN401
    return of("icat", "Investigation", {"name": "X-1", "visitId": "1", "doi": "10.5072/e", **fields})


def test_publications_of_an_icat_investigation() -> None:
    found = investigation(
        publications=[
            {"id": 7, "doi": "10.5072/p", "fullReference": "Holm, Ice (2024)"},
            {"fullReference": "Quist, Moss (2024), https://doi.org/10.5072/q"},
            {"fullReference": "Nobody, Peat (2024)"},
        ]
    )

    told = {one["object"]: one for one in claims(found.triples)}
    assert sorted(told) == ["10.5072/p", "10.5072/q"]
    assert {one["subject"] for one in told.values()} == {"10.5072/e"}
    assert told["10.5072/p"]["said"] == '{"id":7,"doi":"10.5072/p","fullReference":"Holm, Ice (2024)"}'
    assert told["10.5072/p"]["relation"] == NOT_STATED
    assert told["10.5072/q"]["confidence"] == "0.8"


def user(**fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"role": "member", "user": fields}


@pytest.mark.parametrize(
    ("users", "stated"),
    [
        ([user(fullName="Siri Holm"), user(fullName="Olaf Quist")], ["true"]),
        ([user(fullName="Siri Holm"), user(name="uows/78")], []),  # of an account nobody knows whose it is
        ([], []),
    ],
)
def test_the_users_of_an_investigation_are_its_whole_team_where_all_are_named(
    users: list[dict[str, Any]], stated: list[str]
) -> None:
    assert said(investigation(investigationUsers=users), "pan:teamComplete") == stated


def test_related_items_of_an_icat_publication_in_its_own_words() -> None:
    item = {
        "identifier": "DOI:10.5072/p",
        "relationType": "IsSupplementTo",
        "relatedItemType": "JournalArticle",
    }
    found = of("icat", "DataPublication", {"pid": "10.5072/d", "relatedItems": [item]})

    (claim,) = claims(found.triples)
    assert (claim["object"], claim["relation"], claim["field"]) == (
        "10.5072/p",
        "IsSupplementTo",
        "relatedItems[]",
    )
    assert '"identifier":"DOI:10.5072/p"' in claim["said"]
    assert claim["object_kind"] == "publication"


def test_related_identifiers_of_zenodo_in_its_own_words() -> None:
    metadata = {
        "title": "Ice",
        "resource_type": {"type": "dataset"},
        "related_identifiers": [
            {"identifier": "10.5072/p", "relation": "isSupplementTo", "resource_type": "publication-article"},
            {"identifier": "10.5072/q", "relation_type": {"id": "iscitedby"}, "scheme": "doi"},
        ],
    }
    found = of("zenodo", "record", {"doi": "10.5072/d", "conceptdoi": "10.5072/c", "metadata": metadata})

    assert links(found.triples) == [
        ("10.5072/d", "IsVersionOf", "10.5072/c"),
        ("10.5072/d", "isSupplementTo", "10.5072/p"),
        ("10.5072/d", "iscitedby", "10.5072/q"),
    ]
    kinds = {one["object"]: one.get("object_kind") for one in claims(found.triples)}
    assert kinds == {"10.5072/p": "publication", "10.5072/q": None, "10.5072/c": None}


def test_the_same_relation_in_two_records_makes_two_claims() -> None:
    source, body = load_source("scicat"), {"doi": "10.5072/d", "relatedPublications": ["10.5072/p"]}
    found = [source.triples(Record("published-data", key, body, b"", "a")) for key in ("one", "two", "one")]
    names = [{str(s) for s, _, _ in one.triples if "/claim/" in s.value} for one in found]

    assert names[0] == names[2]
    assert names[0].isdisjoint(names[1])


def test_the_real_publications_of_desy(shared_data: Path) -> None:
    """Recorded: six records, each with one article; five different articles."""
    source = load_source("scicat")
    place = str(shared_data / "citations" / "facility-catalogue" / "desy_published_data_2026-03-20.json")
    found = [
        source.triples(one)
        for one in source.records(open_world(place, contained=False))
        if isinstance(one, Record)
    ]

    told = [claim for one in found for claim in claims(one.triples)]
    assert len(found) == len(told) == 6
    assert len({one["object"] for one in told}) == 5
    assert {one["said"] for one in told if one["subject"] == "10.60883/ded431ba65"} == {
        "https://doi.org/10.1107/S1600577513026192"
    }
    assert {value for one in found for value in said(one, "pan:teamComplete")} == set()
