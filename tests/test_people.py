"""The people of a record as its triples name them. All records are invented."""

import pytest
from pyoxigraph import NamedNode

from harvesters._datacite_agents import describe_contributors
from harvesters._describe import Description
from harvesters._people import describe_person, people
from kg.harvest.payload import Json
from kg.rdf.names import DCT, FOAF, ORG, PAN, PROV, RDF, SCHEMA

ABOUT = NamedNode("https://doi.org/10.5072/people.1")
ORCID = "0000-0002-1825-0097"


def described(*entries: Json) -> Description:
    description = Description(ABOUT)
    for person in people(list(entries), description):
        describe_person(description, DCT["creator"], person, "key")
    return description


def values(description: Description, predicate: NamedNode) -> list[str]:
    return [value.value for _, said, value in description.triples if said == predicate]


@pytest.mark.parametrize("is_object", [False, True])
def test_a_list_of_people_in_one_field_is_these_people(is_object: bool) -> None:
    words = "Ada Rosenqvist, Bram T. Fenwick"

    found = described({"name": words, "affiliation": "Bog Institute"} if is_object else words)

    assert values(found, FOAF["name"]) == ["Ada Rosenqvist", "Bram T. Fenwick"]
    assert len(set(values(found, DCT["creator"]))) == 2
    assert values(found, SCHEMA["affiliation"]) == []  # whose it is, is not known
    assert values(found, PAN["sourceText"]) == [words]
    assert values(found, PAN["understoodAs"]) == ["Ada Rosenqvist; Bram T. Fenwick"]


def test_an_entry_with_an_orcid_is_one_person() -> None:
    found = described({"name": "Garcia Lopez, Maria Jose", "orcid": ORCID})

    assert values(found, DCT["creator"]) == [f"https://orcid.org/{ORCID}"]
    assert values(found, FOAF["name"]) == ["Garcia Lopez, Maria Jose"]
    assert values(found, PAN["understoodAs"]) == []


def test_an_account_is_no_person_but_a_finding() -> None:
    found = described("rosenq_a", "Bram Fenwick")

    assert values(found, FOAF["name"]) == ["Bram Fenwick"]
    assert [value for _, said, value in found.triples if said == RDF["type"] and value == PAN["Person"]] == [
        PAN["Person"]
    ]
    assert values(found, PAN["sourceText"]) == ["rosenq_a"]


def test_each_of_a_list_of_contributors_has_the_role_and_none_the_affiliation() -> None:
    description = Description(ABOUT)
    agent: dict[str, Json] = {
        "name": "Ada Rosenqvist and Bram Fenwick",
        "nameType": "Personal",
        "contributorType": "DataCollector",
        "affiliation": [{"name": "Bog Institute"}],
    }

    describe_contributors(description, {"contributors": [agent]}, "key")

    assert values(description, FOAF["name"]) == ["Ada Rosenqvist", "Bram Fenwick"]
    assert len(set(values(description, PROV["qualifiedAttribution"]))) == 2
    assert values(description, ORG["memberOf"]) + values(description, SCHEMA["affiliation"]) == []
