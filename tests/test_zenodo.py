"""Communities of Zenodo. The kernel-4 export is recorded; all else is invented after the documentation."""

from pathlib import Path
from typing import Any

import pytest
from replay import RecordedWorld, recording
from said import said

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Item, Mapped, Mark, Record
from kg.harvest.world import open_world

ZENODO = load_source("zenodo")
PLACE = "https://zenodo.example"
GRANT = {"code": "823852", "acronym": "PaNOSC", "funder": {"name": "European Commission"}}


def record(doi: str = "10.5072/z", **metadata: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"id": 1, "doi": doi, "metadata": {"title": "Z", **metadata}}


def mapped(**metadata: Any) -> Mapped:  # noqa: ANN401
    return ZENODO.triples(Record("record", "10.5072/z", record(**metadata), b"", "a"))


def harvest(requests: dict[str, Any], **told: Any) -> list[Item]:  # noqa: ANN401
    told = {"options": {"communities": "ice"}, **told}
    return list(ZENODO.records(RecordedWorld(PLACE, requests=requests, **told)))


def keys(found: list[Item]) -> list[str]:
    return [f"mark {one.resume}" if isinstance(one, Mark) else f"{one.kind} {one.key}" for one in found]


@pytest.mark.parametrize(
    ("resource", "grants", "types"),
    [
        ({"type": "publication", "subtype": "deliverable"}, [], ["pan:ProjectOutput"]),
        ({"type": "publication", "subtype": "projectmilestone"}, [GRANT], ["pan:ProjectOutput"]),
        ({"id": "publication-deliverable"}, [], ["pan:ProjectOutput"]),
        ({"type": "publication", "subtype": "article"}, [GRANT], ["pan:Publication"]),
        ({"type": "presentation"}, [GRANT], ["pan:ProjectOutput"]),
        ({"type": "presentation"}, [], ["schema:CreativeWork"]),
        ({"type": "software"}, [GRANT], ["pan:Software"]),
        ({"type": "dataset"}, [GRANT], ["dcat:Dataset", "dcat:DatasetSeries", "pan:DataCollection"]),
        ({"type": "lesson"}, [], ["pan:TrainingMaterial"]),
        ({}, [], ["schema:CreativeWork"]),
    ],
)
def test_what_a_record_is(resource: dict[str, str], grants: list[Any], types: list[str]) -> None:
    assert said(mapped(resource_type=resource, grants=grants), "rdf:type") == types


def test_an_output_names_its_project() -> None:
    found = mapped(resource_type={"type": "publication", "subtype": "deliverable"}, grants=[GRANT])

    assert said(found, "pan:outputOf") == ["https://w3id.org/pan-kg/id/project/ec/823852"]
    assert said(found, "pan:outputOf", "foaf:name") == ["PaNOSC"]


def test_data_name_the_grant_but_are_no_output() -> None:
    found = mapped(resource_type={"type": "dataset"}, grants=[GRANT])

    assert said(found, "pan:outputOf") == []
    assert said(found, "schema:funding") == ["https://w3id.org/pan-kg/id/award/ec/823852"]


def test_both_shapes_of_a_creator() -> None:
    old = {"name": "Holm, Siri", "orcid": "0000-0002-1825-0097", "affiliation": "DESY"}
    person = {"name": "Quist, Olaf", "given_name": "Olaf", "family_name": "Quist", "type": "personal"}
    new = {"person_or_org": person, "affiliations": [{"name": "Fjord University"}]}
    body = {"person_or_org": {"name": "PSI", "type": "organizational"}}

    found = mapped(creators=[old, new, body])

    assert said(found, "dcterms:creator", "foaf:name") == ["Olaf Quist", "Siri Holm"]
    assert said(found, "dcterms:creator", "schema:affiliation") == ["DESY", "Fjord University"]
    assert "https://ror.org/03eh3y714" in said(found, "dcterms:creator")


@pytest.mark.parametrize("license", ["cc-by-4.0", {"id": "cc-by-4.0"}, {"id": "CC-BY-4.0"}])
def test_a_licence_as_text_or_object(license: Any) -> None:  # noqa: ANN401
    found = mapped(license=license, access_right="open", resource_type={"type": "dataset"})

    assert said(found, "dcterms:license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert said(found, "dcterms:accessRights")[0].endswith("/PUBLIC")


def test_an_embargo_has_its_day() -> None:
    found = mapped(access_right="embargoed", embargo_date="2027-01-01", resource_type={"type": "dataset"})

    assert said(found, "dcterms:available") == ["2027-01-01"]
    assert said(found, "dcterms:accessRights")[0].endswith("/NON_PUBLIC")


def test_the_recorded_export_is_read_as_datacite(shared_data: Path) -> None:
    """Recorded: a Zenodo record in kernel 4; counted in the text itself."""
    path = shared_data / "catalogues" / "datacite-xml" / "10.5281_zenodo.21826016.kernel4.xml"
    (one,) = ZENODO.records(open_world(str(path), contained=False))
    assert isinstance(one, Record)

    found = ZENODO.triples(one)

    assert said(found, "rdf:type") == ["pan:Software"]
    assert (
        len(said(found, "dcterms:hasVersion"))
        == path.read_text("utf-8").count('relationType="HasVersion"')
        == 11
    )
    assert said(found, "schema:softwareVersion") == ["1.0.11"]


def test_pages_are_followed_and_a_cut_harvest_goes_on() -> None:
    told = recording("zenodo-community")["requests"]
    mark = "communities=ice&size=100&page=2&sort=newest"

    found = harvest(told)

    assert keys(found)[:3] == ["record 10.5072/zen.9", f"mark {mark}", "record 10.5072/zen.10"]
    assert isinstance(found[3], Aside)
    assert "no metadata" in found[3].reason
    assert keys(harvest(told, resume=mark))[0] == "record 10.5072/zen.10"


def test_pages_without_links_are_counted_and_end_with_an_empty_or_repeated_one() -> None:
    def page(number: int) -> str:
        return f"GET /api/records?communities=ice&size=100&page={number}"

    one, two, none = (
        {"hits": {"hits": found}} for found in ([record("10.5072/1")], [record("10.5072/2")], [])
    )
    read = ["record 10.5072/1", "record 10.5072/2"]

    for last in (none, two):
        found = harvest({page(1): one, page(2): two, page(3): last})
        assert [key for key in keys(found) if key.startswith("record")] == read


def test_several_communities_are_asked_in_turn() -> None:
    def page(name: str) -> str:
        return f"GET /api/records?communities={name}&size=100&page=1"

    requests = {
        page(name): {"hits": {"hits": [record(f"10.5072/{name}")]}, "links": {"self": "x"}} for name in "ab"
    }

    found = harvest(requests, options={"communities": "a,b"})

    assert keys(found) == ["record 10.5072/a", "mark communities=b&size=100&page=1", "record 10.5072/b"]


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(BadInput, match="communities=panosc"):
        harvest({}, options={})
    foreign = {"hits": {"hits": [record()]}, "links": {"next": "https://evil.example/x?page=2"}}
    with pytest.raises(SourceUnavailable, match="another host"):
        harvest({"GET /api/records?communities=ice&size=100&page=1": foreign})
    with pytest.raises(SourceUnavailable, match="no list of records"):
        harvest({"GET /api/records?communities=ice&size=100&page=1": {"status": 200}})
