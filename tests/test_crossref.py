"""Crossref: references, relations, dates and people. Payloads of 10.5072 are invented, the others real."""

import json
from pathlib import Path
from typing import Any

import pytest
from claims import claims_of, counts_of, facts_of
from replay import RecordedWorld, recording
from said import said

from kg.errors import BadInput, BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Mapped, Mark, Record
from kg.harvest.world import open_world

CROSSREF = load_source("crossref")
ELIFE, DRYAD = "10.7554/elife.01567", "10.5061/dryad.b835k"


def mapped(**message: Any) -> Mapped:  # noqa: ANN401
    body = {"DOI": "10.5072/paper", "type": "journal-article", **message}
    return CROSSREF.triples(Record("work", "10.5072/paper", body, b"", "a"))


def in_file(path: Path) -> list[Any]:
    return list(CROSSREF.records(open_world(str(path), contained=False)))


@pytest.fixture(scope="session")
def real(shared_data: Path) -> dict[str, Mapped]:
    found = in_file(shared_data / "citations" / "crossref")
    return {one.key: CROSSREF.triples(one) for one in found}


def test_the_same_pair_is_asserted_twice_and_kept_twice(real: dict[str, Mapped]) -> None:
    found = [one for one in facts_of(real[ELIFE], "CitationClaim") if one["claimObject"].endswith(DRYAD)]

    assert {(one["relationType"], one["assertedBy"]) for one in found} == {
        ("reference", "publisher"),
        ("is-supplemented-by", "subject"),
    }
    assert {json.loads(one["claimText"]).get("key") for one in found} == {"bib22", None}
    assert {json.loads(one["claimText"]).get("author") for one in found} == {"Sankar", None}


def test_an_article_in_full(real: dict[str, Mapped]) -> None:
    article = real[ELIFE]
    relations = [relation for _, relation, _ in claims_of(article)]

    assert said(article, "dcterms:issued") == ["2014-02-11"]
    assert said(article, "schema:isPartOf") == ["eLife"]
    assert said(article, "pan:teamComplete") == ["true"]
    assert said(article, "dcterms:creator", "foaf:familyName") == [
        "Hardtke", "Nieminen", "Ragni", "Sankar", "Xenarios",
    ]  # fmt: skip
    assert {one: relations.count(one) for one in relations} == {
        "reference": 27,
        "is-supplemented-by": 1,
        "has-review": 2,
    }
    assert counts_of(article) == {
        ("is-referenced-by-count", ""): 36,
        ("references-count", ""): 27,
        ("reference-without-DOI", ""): 0,
    }


def test_component_files_are_claims_as_they_stand(real: dict[str, Mapped]) -> None:
    article = real["10.1107/s2414314618016334"]
    supplements = [target for _, relation, target in claims_of(article) if relation == "is-supplemented-by"]

    assert [one.rpartition("/")[2] for one in supplements] == [
        "lh4040isup2.hkl", "lh4040isup3.cdx", "lh4040isup4.cml", "lh4040sup1.cif",
    ]  # fmt: skip
    assert said(article, "dcterms:issued") == ["2018-11-28"]
    assert said(article, "dcterms:title") == ["1-(3-Hydroxypropyl)-3-phenylquinoxalin-2(1H)-one"]
    # Of the twelve entries seven have a DOI: bb4, 5, 8, 9, 10, 11 and 12.
    assert counts_of(article)["reference-without-DOI", ""] == 5
    assert sum(relation == "reference" for _, relation, _ in claims_of(article)) == 7


def test_only_days_of_publication_count() -> None:
    clocks = {name: {"date-parts": [[2001, 1, 1]]} for name in ("created", "deposited", "indexed")}

    assert said(mapped(**clocks), "dcterms:issued") == []
    assert said(mapped(**clocks, issued={"date-parts": [[2020, 5]]}), "dcterms:issued") == ["2020-05"]
    online, other = {"date-parts": [[2021, 3]]}, {"date-parts": [[2020, 5]]}
    assert said(mapped(**{"published-online": online, "issued": other}), "dcterms:issued") == ["2021-03"]


def test_a_doi_in_the_words_of_a_reference_is_less_sure() -> None:
    found = mapped(
        reference=[
            {"key": "a", "unstructured": "Quist, doi:10.5072/data.one. And https://doi.org/10.5072/data.two"},
            {"key": "b", "unstructured": "10.5072/data.three"},
            {"key": "c", "DOI": "10.5072/DATA.four", "unstructured": "10.5072/data.five"},
            {"key": "d", "unstructured": "private"},
            "no entry",
        ]
    )
    sure = {one["claimObject"][-9:]: one.get("confidence") for one in facts_of(found, "CitationClaim")}

    assert sure == {"/data.one": "0.8", "/data.two": "0.8", "ata.three": "0.8", "data.four": None}
    assert counts_of(found)["reference-without-DOI", ""] == 1


def test_relations_to_all_kinds_of_identifiers() -> None:
    found = mapped(
        relation={
            "is-derived-from": [{"id": "10.5072/data", "id-type": "doi", "asserted-by": "subject"}],
            "is-preprint-of": {"id": "https://doi.org/10.5072/Final", "id-type": "doi"},
            "references": [
                {"id": "24520159", "id-type": "pmid"},
                {"id": "ICE 7", "id-type": "accession"},
                {"id": "nonsense", "id-type": "doi"},
                {"id": None, "id-type": "uri"},
            ],
        }
    )

    assert [(relation, target) for _, relation, target in claims_of(found)] == [
        ("is-derived-from", "10.5072/data"),
        ("is-preprint-of", "10.5072/final"),
        ("references", "https://pubmed.ncbi.nlm.nih.gov/24520159"),
        ("references", "https://w3id.org/pan-kg/id/accession/ICE%207"),
    ]


def test_a_collaboration_among_the_authors_makes_the_list_open() -> None:
    found = mapped(author=[{"given": "Siri", "family": "Holm"}, {"name": "Ice Collaboration"}])

    assert said(found, "pan:teamComplete") == ["false"]
    assert said(found, "dcterms:creator", "foaf:name") == ["Ice Collaboration", "Siri Holm"]


def test_a_dataset_is_none_of_the_catalogue() -> None:
    found = mapped(type="dataset", relation={"is-cited-by": [{"id": "10.5072/x", "id-type": "doi"}]})

    assert said(found, "rdf:type") == ["schema:CreativeWork"]
    assert [one["subjectKind"] for one in facts_of(found, "CitationClaim")] == ["dataset"]


def test_what_is_asked_and_what_is_not_known_there() -> None:
    told = recording("crossref-doi")
    world = RecordedWorld(told["place"], identifiers=told["identifiers"], requests=told["requests"])

    work, first, unknown, second = CROSSREF.records(world)

    assert isinstance(work, Record)
    assert (work.key, work.origin) == (
        "10.5072/paper.one",
        "https://crossref.example/works/10.5072%2Fpaper.one",
    )
    assert "abstract" not in work.body
    assert CROSSREF.body(work.raw) == work.body
    assert isinstance(unknown, Aside)
    assert (unknown.key, unknown.reason, unknown.outcome) == (
        "10.5072/paper.unknown",
        "not known there",
        "skipped",
    )
    assert [first, second] == [Mark("10.5072/paper.one"), Mark("10.5072/paper.unknown")]
    assert world.expected == 2


def test_a_walk_goes_on_behind_its_mark() -> None:
    told = recording("crossref-doi")
    world = RecordedWorld(
        told["place"], identifiers=told["identifiers"], requests=told["requests"], resume="10.5072/paper.one"
    )

    assert [one.key for one in CROSSREF.records(world) if not isinstance(one, Mark)] == [
        "10.5072/paper.unknown"
    ]


def test_an_alias_is_the_work_that_answers_for_it() -> None:
    body = {"DOI": "10.5072/new", "type": "journal-article"}

    found = CROSSREF.triples(Record("work", "10.5072/old", body, b"", "a"))

    assert found.about.value == "https://doi.org/10.5072/new"
    assert claims_of(found) == [("10.5072/old", "same-record", "10.5072/new")]


def test_files_of_all_forms(tmp_path: Path) -> None:
    one = {"DOI": "10.5072/A"}
    (tmp_path / "a.json").write_text(json.dumps({"status": "ok", "message": one}))
    (tmp_path / "b.json").write_text(json.dumps({"message": {"items": [{"DOI": "10.5072/B"}]}}))
    (tmp_path / "c.json").write_text(json.dumps([{"DOI": "10.5072/C"}, {"title": "?"}, 7]))
    (tmp_path / "d.jsonl").write_text('{"DOI": "10.5072/D"}\n\n{"DOI": \n{"DOI": "nonsense"}\n')
    (tmp_path / "e.txt").write_text("no")

    found = in_file(tmp_path)

    assert [one.key for one in found if isinstance(one, Record)] == [f"10.5072/{name}" for name in "abcd"]
    assert [(one.origin, one.outcome) for one in found if isinstance(one, Aside)] == [
        ("c.json#1", "skipped"),
        ("c.json#2", "skipped"),
        ("d.jsonl#3", "quarantined"),
        ("d.jsonl#4", "quarantined"),
        ("e.txt", "skipped"),
    ]


def test_what_is_no_work_is_refused() -> None:
    with pytest.raises(BadRecord, match="without DOI"):
        CROSSREF.triples(Record("work", "a", {"title": "?"}, b"", "a"))
    with pytest.raises(BadRecord, match="not list"):
        CROSSREF.triples(Record("work", "a", [], b"", "a"))


def test_a_place_that_refuses_is_not_one_that_does_not_know() -> None:
    class Closed(RecordedWorld):
        def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
            raise BadInput(f"{self.place}{path} answered 403 Forbidden: ''")

    with pytest.raises(BadInput, match="403"):
        list(CROSSREF.records(Closed("https://crossref.example", identifiers=["10.5072/a", "10.5072/b"])))
