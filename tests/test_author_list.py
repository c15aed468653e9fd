"""The place of each creator in the list of their source, and none where the list has no order."""

import json
from pathlib import Path
from typing import Any

import pytest
from kernel4 import Person, Work, dataset
from said import mapped, said

from harvesters._opencitations_quads import rows_of_quads
from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.harvest.world import open_world
from kg.rdf.names import FOAF, PROV, SCHEMA


def listed(of: Mapped, about: str | None = None) -> list[str]:
    """The names of those who have a place, by that, each place once."""
    things: dict[object, dict[object, list[str]]] = {}
    for subject, predicate, value in of.triples:
        things.setdefault(subject.value, {}).setdefault(predicate, []).append(value.value)
    shares = {*things[about or of.about.value].get(PROV["qualifiedAttribution"], ())}
    found: dict[int, str] = {}
    for share in (things[iri] for iri in shares):
        for place in {*share.get(SCHEMA["position"], ())}:
            assert int(place) not in found
            (agent,) = {*share[PROV["agent"]]}
            found[int(place)] = min(things[agent][FOAF["name"]])
    assert sorted(found) == [*range(1, len(found) + 1)]
    return [found[place] for place in sorted(found)]


def real(source: str, *path: str, shared: Path) -> dict[str, Mapped]:
    loaded = load_source(source)
    world = open_world(str(shared.joinpath(*path)), contained=False)
    found = [one for one in loaded.records(world) if isinstance(one, Record)]
    return {one.key: loaded.triples(one) for one in found}


def record(source: str, kind: str, body: Any) -> Mapped:  # noqa: ANN401
    return load_source(source).triples(Record(kind, "key", body, b"", "a.json"))


def test_creators_keep_the_order_of_a_datacite_record() -> None:
    found = dataset(creators=[{"name": "Zuse, Konrad"}, {"name": "Ada, Lo"}, {"name": "Meitner, Lise"}])

    assert listed(found) == ["Zuse, Konrad", "Ada, Lo", "Meitner, Lise"]
    assert said(found, "prov:qualifiedAttribution", "schema:roleName") == ["creator"] * 3


def test_both_forms_of_a_datacite_record_have_the_same_order(tmp_path: Path) -> None:
    work = Work("10.5072/a", "A", "PSI", 2020, people=[Person("Zoe", "Zuse"), Person("Abe", "Ash")])
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.xml").write_bytes(work.xml())

    (in_xml,) = real("datacite", "one", shared=tmp_path).values()

    assert listed(in_xml) == listed(dataset(**work.json())) == ["Zoe Zuse", "Abe Ash"]


def test_a_body_has_its_place_among_people() -> None:
    names = [{"name": "Zuse, K"}, {"name": "Ice Group", "nameType": "Organizational"}, {"name": "Ada, L"}]

    assert listed(dataset(creators=names)) == ["Zuse, K", "Ice Group", "Ada, L"]


def test_who_stands_in_a_list_twice_has_the_first_place_and_who_is_alone_has_none() -> None:
    orcid = [{"nameIdentifier": "0000-0002-1825-0097", "nameIdentifierScheme": "ORCID"}]
    twice = [
        {"name": "Zuse, K", "nameIdentifiers": orcid},
        {"name": "Ada, L"},
        {"name": "Zuse, Konrad", "nameIdentifiers": orcid},
    ]

    # Both spellings are names of one person; the places are 1 and 2.
    assert listed(dataset(creators=twice)) == ["Zuse, K", "Ada, L"]
    assert listed(dataset(creators=[{"name": "Zuse, Konrad"}])) == []
    assert listed(dataset(creators=[{"name": "Zuse, K"}, {"name": "et al."}])) == []


def test_contributors_have_roles_and_no_places() -> None:
    found = dataset(
        creators=[{"name": "Zuse, K"}],
        contributors=[
            {"name": "Ada, L", "contributorType": "Editor"},
            {"name": "Bo, B", "contributorType": "Other"},
        ],
    )

    assert said(found, "prov:qualifiedAttribution", "schema:roleName") == ["Editor", "Other"]
    assert listed(found) == []


def test_the_place_stands_beside_where_an_author_worked() -> None:
    authors = [
        {"given": "Zoe", "family": "Zuse", "affiliation": [{"name": "Fjord"}]},
        {"given": "Abe", "family": "Ash"},
    ]
    found = record("crossref", "work", {"DOI": "10.5072/p", "type": "journal-article", "author": authors})

    assert listed(found) == ["Zoe Zuse", "Abe Ash"]
    assert said(found, "prov:qualifiedAttribution", "schema:affiliation") == ["Fjord"]
    assert said(found, "prov:qualifiedAttribution", "schema:roleName") == ["author", "author"]


def test_published_data_of_scicat_are_in_order_and_datasets_name_roles() -> None:
    published = mapped(
        "published-data", {"doi": "10.5072/a", "creator": ["Zuse, Konrad", "Ada Lo", "Bo Berg"]}
    )
    measured = {"pid": "1", "principalInvestigator": "Zuse, Konrad", "owner": "Ada Lo"}

    assert listed(published) == ["Zuse, Konrad", "Ada Lo", "Bo Berg"]
    assert listed(mapped("dataset", {**measured, "investigator": "Bo Berg; Ada Lo"})) == []


def test_authors_of_software_are_a_list_and_its_contributors_are_none() -> None:
    body = {"@type": "SoftwareSourceCode", "name": "fit", "codeRepository": "https://code.example/a"}
    people = [{"@type": "Person", "name": name} for name in ("Zoe Zuse", "Abe Ash")]

    assert listed(record("codemeta", "software", {**body, "author": people})) == ["Zoe Zuse", "Abe Ash"]
    assert listed(record("codemeta", "software", {**body, "creator": people})) == []
    assert listed(record("codemeta", "software", {**body, "contributor": people})) == []


def test_a_link_of_scholexplorer_has_its_authors_in_no_order() -> None:
    ends = [
        {
            "Identifier": [{"ID": doi, "IDScheme": "doi"}],
            "Type": kind,
            "Creator": [{"Name": "Zuse, Zoe"}, {"Name": "Ash, Abe"}],
        }
        for doi, kind in (("10.5072/paper-1", "publication"), ("10.5072/lake-1", "dataset"))
    ]
    link = {"RelationshipType": {"Name": "References"}, "LinkProvider": [{"Name": "Crossref"}]}
    found = record("scholexplorer", "link", {**link, "Source": ends[0], "Target": ends[1]})

    assert len([of for of in found.triples if of[1].value.endswith("/creator")]) == 2
    assert not [of for of in found.triples if of[1] == SCHEMA["position"]]


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [([2, 1], ["Abe Ash", "Zoe Zuse"]), ([1, 2], ["Zoe Zuse", "Abe Ash"]), ([1, 1], []), ([None, 1], [])],
)
def test_ranks_are_the_places_in_openaire(ranks: list[int | None], expected: list[str]) -> None:
    people = zip(("Zoe Zuse", "Abe Ash"), ranks, strict=True)
    authors = [{"fullName": name, "rank": rank} for name, rank in people]
    article = {"id": "x::1", "type": "publication", "pids": [{"scheme": "doi", "value": "10.5072/p"}]}

    found = record("openaire", "product", {**article, "authors": authors})

    assert listed(found, "https://doi.org/10.5072/p") == expected


META, PRO = "https://w3id.org/oc/meta", "http://purl.org/spar/pro"


def quads(following: dict[int, int]) -> bytes:
    """An article by three, whose roles name each other as here."""
    lines = [f'<{META}/br/0611> <http://purl.org/dc/terms/title> "A" .']
    for number, name in ((1, "Mo"), (2, "Zoe"), (3, "Abe")):
        role, agent = f"<{META}/ar/{number}>", f"<{META}/ra/{number}>"
        lines += [
            f"<{META}/br/0611> <{PRO}/isDocumentContextFor> {role} .",
            f"{role} <{PRO}/withRole> <{PRO}/author> .",
            f"{role} <{PRO}/isHeldBy> {agent} .",
            f'{agent} <http://xmlns.com/foaf/0.1/familyName> "{name}" .',
            f'{agent} <http://xmlns.com/foaf/0.1/givenName> "A." .',
        ]
        if number in following:
            lines.append(f"{role} <https://w3id.org/oc/ontology/hasNext> <{META}/ar/{following[number]}> .")
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("following", "families", "is_known"),
    [
        ({2: 3, 3: 1}, ["Zoe", "Abe", "Mo"], True),
        # Broken off, in a circle, or not told: sorted by their roles, and no order.
        ({2: 3}, ["Mo", "Zoe", "Abe"], False),
        ({1: 2, 2: 3, 3: 1}, ["Mo", "Zoe", "Abe"], False),
        ({}, ["Mo", "Zoe", "Abe"], False),
    ],
)
def test_roles_of_opencitations_name_the_next(
    following: dict[int, int], families: list[str], is_known: bool
) -> None:
    (row,) = rows_of_quads(quads(following))
    row["id"] += " doi:10.5072/p"
    found = load_source("opencitations").triples(Record("work", "key", row, b"", "a"))

    assert row["author"] == "; ".join(f"{family}, A. []" for family in families)
    assert listed(found) == [f"A. {family}" for family in families] * is_known


def test_real_crossref_and_openalex_list_an_article_alike(shared_data: Path) -> None:
    """By the published article (eLife 3:e01567): Sankar, Nieminen, Ragni, Xenarios, Hardtke."""
    for source in ("crossref", "openalex"):
        found = real(source, "citations", source, shared=shared_data)
        article = next(one for one in found.values() if one.about.value.endswith("10.7554/elife.01567"))
        families = [name.split()[-1].replace("é", "e") for name in listed(article)]
        assert families == ["Sankar", "Nieminen", "Ragni", "Xenarios", "Hardtke"]


def test_real_datacite_records_keep_their_order(shared_data: Path) -> None:
    file = shared_data / "citations" / "datacite" / "doi_10.5061_dryad.8515.json"
    item = json.loads(file.read_text("utf-8"))
    body = item.get("data", item)

    names = [name.split()[-1] for name in listed(record("datacite", "doi", body))]

    # Read off the record: not by name, for Ollomo comes first and Renaud last.
    assert names == [
        "Ollomo", "Durand", "Prugnolle", "Douzery", "Arnathau", "Nkoghe", "Leroy", "Renaud",
    ]  # fmt: skip


def test_real_published_data_of_psi_keep_their_order(shared_data: Path) -> None:
    found = real("scicat", "catalogues", "scicat", "psi", shared=shared_data)
    tomography = next(
        one
        for one in found.values()
        if one.about.value.endswith("10.16907/0cf7e016-9ac1-4546-8eca-bb59c1a61e34")
    )

    assert listed(tomography) == ["Marios Georgiadis", "Zirui Gao", "Manuel Guizar-Sicairos"]


def test_a_text_that_names_several_keeps_their_order(shared_data: Path) -> None:
    """Recorded: SciCat's OAI provider writes four people into one creatorName."""
    found = real(
        "oai", "catalogues", "oai-pmh", "scicat-provider", "openaire-ListRecords.xml", shared=shared_data
    )
    lists = [listed(one) for one in found.values()]

    assert ["Else Marie Friis", "Peter R. Crane", "Kaj Raunsgaard Pedersen", "Federica Marone"] in lists
