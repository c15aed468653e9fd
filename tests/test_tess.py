"""Training from a TeSS. The RDF payload is recorded; all else is invented, in the shapes of its source."""

import json
from pathlib import Path
from typing import Any

import pytest
from replay import RecordedWorld, recording
from said import said

from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Item, Mapped, Mark, Record
from kg.harvest.world import open_world
from kg.harvest.xml import read_xml

TESS = load_source("tess")
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="{0}://schema.org/">'
    '<s:{1} rdf:about="https://t.example/materials/a"><s:name>A</s:name>{2}</s:{1}></rdf:RDF>'
)


def of_json(**body: Any) -> Mapped:  # noqa: ANN401
    return TESS.triples(Record("training", "https://t.example/materials/a", body, b"", "a"))


def of_rdf(inner: str = "", kind: str = "LearningResource", scheme: str = "http") -> Mapped:
    return TESS.triples(Record("rdf", "a", read_xml(RDF.format(scheme, kind, inner).encode()), b"", "a"))


def test_the_recorded_material_becomes_these_triples(shared_data: Path) -> None:
    """Recorded (a test payload of TeSS); the triples are written out by hand."""
    world = open_world(str(shared_data / "catalogues" / "training"), contained=False)
    (record,) = [one for one in TESS.records(world) if isinstance(one, Record)]

    found = TESS.triples(record)

    address = "pan-training.eu/materials/python-laser-image-visualization"
    a = f"<https://w3id.org/pan-kg/id/training/{address}>"
    dct = "http://purl.org/dc/terms/"
    stated = {f"{subject} {predicate} {value}" for subject, predicate, value in found.triples}
    assert stated >= {
        f"{a} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/pan-kg/def#TrainingMaterial>",
        f'{a} <{dct}title> "bioschemas title"',
        f'{a} <{dct}identifier> "https://{address}"',
        f"{a} <{dct}conformsTo> <https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE>",
        f"{a} <https://schema.org/url> <https://{address}>",
        f"{a} <https://schema.org/url> <https://example.org/bioschemas/material>",
    }
    assert said(found, "dcterms:license") == ["https://spdx.org/licenses/MIT"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_both_spellings_of_schema_org_count(scheme: str) -> None:
    assert said(of_rdf("<s:keywords>a, b; c</s:keywords>", scheme=scheme), "dcat:keyword") == ["a", "b", "c"]


def test_the_same_material_by_three_ways_is_one_thing() -> None:
    in_page = {
        "@context": "http://schema.org",
        "@type": "LearningResource",
        "@id": "https://t.example/materials/a",
        "name": "A",
    }
    own = {"id": 1, "slug": "a", "title": "A", "url": "https://elsewhere.example/a"}
    world = RecordedWorld(
        "https://t.example",
        requests={
            "GET /materials.json?page_number=1&per_page=100": [own],
            "GET /materials.json?page_number=2&per_page=100": [],
        },
    )
    (listed,) = [TESS.triples(one) for one in TESS.records(world) if isinstance(one, Record)]

    assert listed.about == of_rdf().about == of_json(**in_page).about
    assert listed.about.value == "https://w3id.org/pan-kg/id/training/t.example/materials/a"


def test_a_doi_goes_before_the_address() -> None:
    assert (
        of_json(title="A", url="https://a.example", doi="10.5072/T").about.value
        == "https://doi.org/10.5072/t"
    )


def test_no_address_leads_out_of_its_host() -> None:
    assert of_json(**{"@type": "Course", "@id": "https://t.example/../%2e%2e/a"}).about.value == (
        "https://w3id.org/pan-kg/id/training/t.example/%252e%252e/a"
    )


def test_the_kinds_of_training() -> None:
    assert said(of_rdf(), "rdf:type") == ["pan:TrainingMaterial"]
    assert said(of_rdf(kind="Course"), "rdf:type") == ["pan:TrainingMaterial", "schema:Course"]
    assert said(of_rdf(kind="CourseInstance"), "rdf:type") == ["schema:CourseInstance", "schema:Event"]
    assert said(of_rdf(kind="Event"), "rdf:type") == ["schema:Event"]
    with pytest.raises(BadRecord, match="no training material"):
        of_rdf(kind="Recipe")


def test_topics_are_techniques_where_they_are_and_words_in_any_case() -> None:
    found = of_json(
        title="A",
        url="https://a.example",
        scientific_topics=[
            {"preferred_label": "x-ray tomography", "uri": "http://purl.org/pan-science/PaNET/PaNET01207"},
            {"preferred_label": "Bioinformatics", "uri": "http://edamontology.org/topic_0091"},
        ],
    )

    assert said(found, "schema:teaches") == ["panet:PaNET01207"]
    assert said(found, "schema:about") == ["Bioinformatics", "x-ray tomography"]
    assert said(found, "dcterms:subject") == ["http://edamontology.org/topic_0091"]


def test_the_outermost_thing_is_the_one_described_and_circles_end() -> None:
    inner = (
        '<s:hasCourseInstance><s:CourseInstance rdf:about="https://t.example/r"><s:startDate>2026-01-12</s:startDate>'
        '<s:course rdf:resource="https://t.example/materials/a"/></s:CourseInstance></s:hasCourseInstance>'
    )

    found = of_rdf(inner, kind="Course")

    assert found.about.value.endswith("/t.example/materials/a")
    assert said(found, "schema:hasCourseInstance", "schema:startDate") == ["2026-01-12"]


def test_the_whole_is_described_even_where_its_part_comes_first() -> None:
    part = '<s:LearningResource rdf:about="https://t.example/materials/part"><s:name>P</s:name></s:LearningResource>'
    whole = RDF.format(
        "http", "LearningResource", '<s:hasPart rdf:resource="https://t.example/materials/part"/>'
    )
    text = whole.replace("<s:LearningResource", f"{part}<s:LearningResource", 1)

    found = TESS.triples(Record("rdf", "a", read_xml(text.encode()), b"", "a"))

    assert found.about.value.endswith("/t.example/materials/a")


def test_people_and_bodies() -> None:
    page = {
        "@type": "LearningResource", "@id": "https://t.example/materials/a", "name": "A",
        "author": [{"@type": "Person", "@id": "https://orcid.org/0000-0002-1825-0097", "name": "Siri Holm"},
                   "Olaf Quist", "olaf@fjord.example"],
        "contributor": {"@type": "Organization", "name": "PSI"},
        "provider": {"@type": "Organization", "name": "Fjord School"},
    }  # fmt: skip
    found = of_json(**page)

    assert said(found, "dcterms:creator", "foaf:name") == ["Olaf Quist", "Siri Holm"]
    assert "https://orcid.org/0000-0002-1825-0097" in said(found, "dcterms:creator")
    assert said(found, "dcterms:contributor") == ["https://ror.org/03eh3y714"]
    assert said(found, "schema:provider", "foaf:name") == ["Fjord School"]
    assert not [value for _, _, value in found.triples if "olaf@" in str(value)]


def test_deep_json_ends_and_says_what_is_above() -> None:
    deep: Any = "bottom"
    for _ in range(200):
        deep = {"@type": "Thing", "about": deep}

    found = of_json(**{"@type": "Course", "@id": "https://t.example/c", "name": "C", "about": deep})

    assert said(found, "dcterms:title") == ["C"]


def test_what_has_no_address_or_is_no_training_is_refused_or_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"@type": "Recipe", "name": "Soup"}, 3, {"id": 1}]), "utf-8")

    found = list(TESS.records(open_world(str(tmp_path), contained=False)))

    assert all(isinstance(one, Aside) and one.outcome == "skipped" for one in found)
    with pytest.raises(BadRecord, match="is none"):  # a bug found: such an address broke the mapping
        TESS.triples(Record("training", "a", {"@type": "Course", "@id": "https://[/x"}, b"", "a"))
    with pytest.raises(BadRecord, match="without address"):
        TESS.triples(Record("training", "a", {"@type": "Course", "name": "C"}, b"", "a"))


def keys(found: list[Item]) -> list[str]:
    return [f"mark {one.resume}" if isinstance(one, Mark) else one.key for one in found]


def test_lists_are_paged_and_a_cut_harvest_goes_on() -> None:
    told = recording("tess-json")

    def harvest(resume: str | None = None) -> list[Item]:
        return list(TESS.records(RecordedWorld(told["place"], requests=told["requests"], resume=resume)))

    material, event = (
        "https://training.fjord.example/materials/sleet",
        "https://training.fjord.example/events/7",
    )
    first, second = "mark list=%2Fmaterials.json&page=2", "mark list=%2Fevents.json&page=2"
    assert keys(harvest()) == [material, first, event, second]
    assert keys(harvest(first.removeprefix("mark "))) == [event, second]


def test_a_server_that_is_no_tess_is_said_to_be_none() -> None:
    with pytest.raises(SourceUnavailable, match="is this a TeSS"):
        list(TESS.records(RecordedWorld("https://a.example", requests={})))


def test_over_oai_only_rdf_is_training() -> None:
    dublin = read_xml(
        b"<record><header><identifier>i</identifier></header><metadata><dc/></metadata></record>"
    )

    with pytest.raises(BadRecord, match="option format=rdf"):
        TESS.triples(Record("record", "i", dublin, b"", "a"))
