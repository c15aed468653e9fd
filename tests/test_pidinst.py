"""Registered instruments. The XML of Helmholtz-Zentrum Berlin is an example of its authors; else invented."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from replay import Reply, serving
from said import said

from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.http import HttpWorld
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Record
from kg.harvest.world import open_world

PIDINST = load_source("pidinst")
HZB = {"ownerName": "HZB", "ownerIdentifier": {"ownerIdentifier": "02aj13c28", "ownerIdentifierType": "ROR"}}


def mapped(
    identifier: str = "10.5072/i",
    kind: str = "DOI",
    facility: str | None = None,
    **more: Any,  # noqa: ANN401
) -> Mapped:
    body = {"identifier": {"identifier": identifier, "identifierType": kind}, "name": "BL 7", **more}
    return PIDINST.triples(Record("instrument", identifier, body, b"", "a.json", facility))


def related(words: str, relation: str, kind: str = "DOI") -> dict[str, str]:
    return {"relatedIdentifier": words, "relatedIdentifierType": kind, "relationType": relation}


def test_the_two_real_records_say_what_a_plain_reading_of_their_xml_says(shared_data: Path) -> None:
    folder = shared_data / "catalogues" / "pidinst"
    world = open_world(str(folder), contained=False)
    found = {one.key: PIDINST.triples(one) for one in PIDINST.records(world) if isinstance(one, Record)}

    roots = [ElementTree.parse(path).getroot() for path in sorted(folder.glob("*.xml"))]
    assert len(roots) == len(found) == 2
    for root in roots:
        one = found[root.findtext("identifier") or ""]
        assert said(one, "rdfs:label") == [root.findtext("name")]
        assert said(one, "schema:url") == [root.findtext("landingPage")]
        assert said(one, "pan:operatedBy") == ["https://ror.org/02aj13c28"]
        assert said(one, "schema:additionalType") == [root.findtext("*/instrumentType/instrumentTypeName")]
        # "1234.1675" has no slash, so it is no handle.
        assert "pid-broken" in said(one, "pan:finding", "pan:rule")


def test_the_real_detector_is_a_part_of_the_real_station_by_either_record(shared_data: Path) -> None:
    world = open_world(str(shared_data / "catalogues" / "pidinst"), contained=False)
    for record in PIDINST.records(world):
        if isinstance(record, Record):
            links = {
                (str(subject.value), value.value)
                for subject, predicate, value in PIDINST.triples(record).triples
                if predicate.value.endswith("partOfInstrument")
            }
            pidinst = "https://w3id.org/pan-kg/id/instrument/pidinst/"
            assert links == {(f"{pidinst}1234.1675.1", f"{pidinst}1234.1675")}


@pytest.mark.parametrize(
    ("identifier", "kind", "iri"),
    [
        ("10.5072/Abc", "DOI", "https://doi.org/10.5072/abc"),
        ("https://doi.org/10.5072/abc", "DOI", "https://doi.org/10.5072/abc"),
        ("21.T11998/0000-001A", "Handle", "https://hdl.handle.net/21.T11998/0000-001A"),
        ("20.500.12345/x", "Handle", "https://hdl.handle.net/20.500.12345/x"),
        ("1234.1675", "Handle", "https://w3id.org/pan-kg/id/instrument/pidinst/1234.1675"),
        ("0000/00.00000", "Handle", "https://w3id.org/pan-kg/id/instrument/pidinst/0000%2F00.00000"),
    ],
)
def test_the_persistent_identifier_is_the_instrument(identifier: str, kind: str, iri: str) -> None:
    found = mapped(identifier, kind)

    assert found.about.value == iri
    assert said(found, "dcterms:identifier") == [identifier]
    assert bool(said(found, "pan:finding")) == ("pidinst" in iri)


def test_the_name_links_to_the_instrument_of_other_catalogues_as_far_as_it_is_sure() -> None:
    ours = "https://w3id.org/pan-kg/id/instrument/hzb/bl7"
    by_ror, by_name = mapped(owners=[HZB]), mapped(owners=[{"ownerName": "Helmholtz-Zentrum Berlin"}])

    assert (said(by_ror, "skos:exactMatch"), said(by_ror, "skos:closeMatch")) == ([ours], [])
    assert (said(by_name, "skos:exactMatch"), said(by_name, "skos:closeMatch")) == ([], [ours])


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"owners": [{"ownerName": "Some company"}]},
        {"owners": [HZB, {"ownerName": "ESRF"}]},
        {"owners": [HZB], "relatedIdentifiers": [related("10.5072/whole", "IsComponentOf")]},
    ],
)
def test_what_is_not_sure_is_not_linked(more: dict[str, Any]) -> None:
    found = mapped(**more)

    assert said(found, "skos:exactMatch") + said(found, "skos:closeMatch") == []


def test_the_ror_counts_and_not_the_name_beside_it() -> None:
    esrf = {"ownerName": "ESRF", "ownerIdentifier": HZB["ownerIdentifier"]}

    assert said(mapped(owners=[esrf]), "pan:operatedBy") == ["https://ror.org/02aj13c28"]


def test_an_owner_that_is_no_facility_owns_but_the_operator_of_the_harvest_operates() -> None:
    found = mapped(owners=[{"ownerName": "Some company"}], facility="ESRF")

    assert said(found, "prov:wasAttributedTo", "foaf:name") == ["Some company"]
    assert said(found, "pan:operatedBy") == ["https://ror.org/02550n020"]


def test_a_broken_ror_is_reported() -> None:
    owner = {
        "ownerName": "X",
        "ownerIdentifier": {"ownerIdentifier": "02aj13c29", "ownerIdentifierType": "ROR"},
    }

    assert said(mapped(owners=[owner]), "pan:finding", "pan:rule") == ["ror-invalid"]


def test_parts_wholes_and_other_relations() -> None:
    found = mapped(
        relatedIdentifiers=[
            related("10.5072/part", "HasComponent"),
            related("10.5072/whole", "IsComponentOf"),
            related("10.5072/paper", "IsDescribedBy"),
            related("10.5072/same", "IsIdenticalTo"),
        ]
    )

    assert said(found, "pan:partOfInstrument") == ["https://doi.org/10.5072/whole"]
    parts = [subject.value for subject, said_of, value in found.triples if value == found.about and said_of]
    assert parts == ["https://doi.org/10.5072/part"]
    assert said(found, "cito:isDescribedBy") == ["https://doi.org/10.5072/paper"]
    assert said(found, "skos:exactMatch") == ["https://doi.org/10.5072/same"]


def test_no_address_of_a_person_is_kept() -> None:
    owner = {**HZB, "ownerContact": "ida@hzb.example"}
    found = mapped(owners=[owner], description="Ask ida@hzb.example", landingPage="mailto:ida@hzb.example")

    assert not any("ida@" in str(term) for triple in found.triples for term in triple)


def test_a_record_without_identifier_is_none() -> None:
    with pytest.raises(BadRecord, match="without identifier"):
        PIDINST.triples(Record("instrument", "x", {"name": "BL 7"}, b"", "a"))
    with pytest.raises(BadRecord, match="must be an object"):
        PIDINST.triples(Record("instrument", "x", ["BL 7"], b"", "a"))


def test_broken_and_foreign_files_are_put_aside(tmp_path: Path) -> None:
    (tmp_path / "cut.xml").write_text("<instrument><name>BL", "utf-8")
    (tmp_path / "entity.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><instrument/>', "utf-8")
    (tmp_path / "other.xml").write_text("<html/>", "utf-8")
    (tmp_path / "notes.txt").write_text("x", "utf-8")

    found = list(PIDINST.records(open_world(str(tmp_path), contained=False)))

    assert [(one.key, one.outcome) for one in found if isinstance(one, Aside)] == [
        ("cut.xml", "quarantined"),
        ("entity.xml", "quarantined"),
        ("notes.txt", "skipped"),
        ("other.xml", "skipped"),
    ]


def test_one_address_answers_xml_or_json(shared_data: Path) -> None:
    xml = (shared_data / "catalogues" / "pidinst" / "hzb-mx-14-1.xml").read_bytes()
    body = json.dumps({"identifier": {"identifier": "10.5072/i", "identifierType": "DOI"}, "name": "BL 7"})
    answers = {"/a.xml": Reply(xml), "/i": Reply(body.encode()), "/page": Reply(b"<!doctype html><p>hello")}
    with serving(lambda target: answers[target]) as peer:
        keys = []
        for path in ("/a.xml", "/i"):
            world = HttpWorld(peer.address + path)
            keys += [one.key for one in PIDINST.records(world) if isinstance(one, Record)]
            world.close()
        assert keys == ["1234.1675", "10.5072/i"]

        world = HttpWorld(f"{peer.address}/page")
        with pytest.raises(SourceUnavailable, match="no document"):
            list(PIDINST.records(world))
        world.close()
