"""Hostile XML and odd bytes at every source that reads XML: refused with the reason, nothing else is lost."""

from pathlib import Path

import pytest
from replay import RECORDED, RecordedWorld, recording, write_files
from said import said

from harvesters._payload import kept, read_payload
from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Record, World
from kg.harvest.world import open_world
from kg.harvest.xml import Element, read_xml, write_xml
from kg.rdf.syntax import n_triples

SOURCES = ("datacite", "oai", "tess", "zenodo")
NAMES = sorted(path.stem for path in RECORDED.glob("*.json") if path.stem.partition("-")[0] in SOURCES)
GOOD = {
    "datacite": "<resource><identifier>10.5072/a</identifier><titles><title>A</title></titles></resource>",
    "oai": "<record><header><identifier>oai:x:1</identifier></header><metadata><dc><title>A</title></dc>"
    "</metadata></record>",
    "tess": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://schema.org/">'
    '<s:LearningResource rdf:about="https://t.example/a"><s:name>A</s:name></s:LearningResource></rdf:RDF>',
    "zenodo": "<resource><identifier>10.5072/a</identifier><titles><title>A</title></titles></resource>",
}
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def world_of(name: str, folder: Path) -> World:
    told = recording(name)
    if "requests" in told:
        return RecordedWorld(told["place"], options=told.get("options", {}), requests=told["requests"])
    write_files(told["files"], folder)
    return open_world(str(folder), contained=False)


@pytest.mark.parametrize("name", NAMES)
def test_what_was_kept_is_what_was_mapped(name: str, tmp_path: Path) -> None:
    source = load_source(name.partition("-")[0])
    records = [one for one in source.records(world_of(name, tmp_path)) if isinstance(one, Record)]

    assert records
    for record in records:
        assert source.body(record.raw) == record.body
        again = source.triples(Record(record.kind, record.key, source.body(record.raw), b"", record.origin))
        assert n_triples(again.triples) == n_triples(source.triples(record).triples)


@pytest.mark.parametrize("name", NAMES)
def test_harvested_twice_is_harvested_once(name: str, tmp_path: Path) -> None:
    source = load_source(name.partition("-")[0])

    def all_of(folder: Path) -> list[object]:
        found = source.records(world_of(name, folder))
        return [(one.key, one.raw) if isinstance(one, Record | Aside) else one for one in found]

    assert all_of(tmp_path / "a") == all_of(tmp_path / "b")


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize(
    ("wrapped", "reason"),
    [
        (BOMB + "{}", "document type"),
        ('<!DOCTYPE r SYSTEM "file:///etc/hostname">{}', "document type"),
        ("<a>" * 200 + "{}" + "</a>" * 200, "deeper than 100 levels"),
        ("{}<again/>", "well-formed"),
        ("", "Empty: there is nothing in it"),
    ],
    ids=["bomb", "external", "deep", "two roots", "empty"],
)
def test_hostile_documents_are_quarantined_with_the_reason(
    tmp_path: Path, source: str, wrapped: str, reason: str
) -> None:
    (tmp_path / "bad.xml").write_text(wrapped.replace("{}", GOOD[source]), "utf-8")
    (tmp_path / "good.xml").write_text(GOOD[source], "utf-8")

    world = open_world(str(tmp_path))  # in the contained worker, as always
    try:
        found = list(load_source(source).records(world))
    finally:
        world.close()  # type: ignore[attr-defined]

    bad, good = found
    assert isinstance(bad, Aside)
    assert (bad.outcome, reason in bad.reason) == ("quarantined", True), bad.reason
    assert isinstance(good, Record)
    assert load_source(source).triples(good).triples


def test_a_record_inside_a_list_that_breaks_the_rdf_parser_is_quarantined_alone(tmp_path: Path) -> None:
    start = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    bad, none = f'{start}><rdf:li rdf:ID="1 2"/>text</rdf:RDF>', f"{start}/>"
    records = "".join(
        f"<record><header><identifier>oai:x:{number}</identifier></header>"
        f"<metadata>{payload}</metadata></record>"
        for number, payload in enumerate((bad, none, GOOD["tess"]))
    )
    (tmp_path / "list.xml").write_text(f"<OAI-PMH><ListRecords>{records}</ListRecords></OAI-PMH>", "utf-8")

    found = list(load_source("oai").records(open_world(str(tmp_path), contained=False)))

    assert [type(one) for one in found] == [Aside, Aside, Record]
    reasons = [one.reason for one in found if isinstance(one, Aside)]
    assert "No valid RDF/XML" in reasons[0]
    assert reasons[1] == "The RDF describes no training material, course or event."


def odd(payload: str) -> Record:
    text = f"<record><header><identifier>i</identifier></header><metadata>{payload}</metadata></record>"
    return Record("record", "i", read_xml(text.encode()), b"", "a.xml")


@pytest.mark.parametrize("payload", ["<marc/>", "<oai_datacite/>"])
def test_metadata_of_another_kind_are_refused(payload: str) -> None:
    with pytest.raises(BadRecord, match=r"not mapped|holds no DataCite"):
        load_source("oai").triples(odd(payload))


@pytest.mark.parametrize("payload", ["<resource/>", "<dc/>", "<panosctype/>"])
def test_empty_metadata_say_nothing_but_whose_they_are(payload: str) -> None:
    mapped = load_source("oai").triples(odd(payload))

    assert mapped.about.value.endswith("/id/record/oai/i")
    assert said(mapped, "dcterms:identifier") == ["i"]


def test_what_is_kept_of_an_element_is_read_again_as_the_same() -> None:
    """Blanks alone in an element are not kept: the element mapped must be the one without them."""
    raw, body = kept(read_xml(b"<a><b>  </b> <c> x </c></a>"))

    assert read_payload(raw) == body
    assert body.said("c") == "x"


def test_a_carriage_return_survives_in_what_is_kept() -> None:
    """A bug found: kept as it stood, it came back as a line feed, and replaying gave other triples."""
    element = Element("a", {}, "one\r\ntwo")

    assert read_xml(write_xml(element)).text == "one\r\ntwo"
