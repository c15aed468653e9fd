"""OpenAlex: works, people, references, counts, and who cites a DOI. Payloads of 10.5072 are invented."""

import json
from pathlib import Path
from typing import Any

import pytest
from claims import claims_of, counts_of, facts_of
from replay import RecordedWorld, recording
from said import said

from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.registry import load_source
from kg.harvest.source import Aside, Item, Mapped, Mark, Record
from kg.harvest.world import open_world

OPENALEX = load_source("openalex")
W = "https://openalex.org/W"
LIST = "GET /works?filter=cites:W1&per_page=100&cursor="


def mapped(**work: Any) -> Mapped:  # noqa: ANN401
    body = {"id": f"{W}1", "doi": "https://doi.org/10.5072/a", "type": "article", **work}
    return OPENALEX.triples(Record("work", "10.5072/a", body, b"", "a"))


def in_file(path: Path) -> list[Any]:
    return list(OPENALEX.records(open_world(str(path), contained=False)))


def walked(requests: dict[str, Any], *dois: str) -> list[Item]:
    return list(OPENALEX.records(RecordedWorld("https://oa.example", identifiers=dois, requests=requests)))


@pytest.fixture(scope="session")
def real(shared_data: Path) -> dict[str, Mapped]:
    found = in_file(shared_data / "citations" / "openalex")
    return {one.key: OPENALEX.triples(one) for one in found}


def test_a_real_article(real: dict[str, Mapped]) -> None:
    article = real["10.7554/elife.01567"]
    counts = counts_of(article)
    claims = claims_of(article)

    assert said(article, "rdf:type") == ["pan:Publication"]
    assert said(article, "dcterms:issued") == ["2014-02-11"]
    assert said(article, "schema:isPartOf") == ["eLife"]
    assert said(article, "pan:teamComplete") == ["true"]
    assert len(said(article, "dcterms:creator")) == 5
    assert "https://orcid.org/0000-0001-7004-9422" in said(article, "dcterms:creator")
    assert said(article, "prov:qualifiedAttribution", "pan:country") == ["CH"] * 5
    assert (counts["cited_by_count", ""], counts["referenced_works_count", ""]) == (45, 29)
    # The years add up to the total here, which is why they must not stand under its name.
    assert sum(number for (metric, _), number in counts.items() if metric == "counts_by_year") == 45
    assert sum(relation == "referenced_works" for _, relation, _ in claims) == 29
    assert ("10.7554/elife.01567", "same-record", "https://pubmed.ncbi.nlm.nih.gov/24520159") in claims
    assert ("10.7554/elife.01567", "same-record", f"{W}2121398592") in claims


def test_a_real_dataset_is_none_of_the_catalogue(real: dict[str, Mapped]) -> None:
    structure = real["10.2210/pdb4hhb/pdb"]

    assert said(structure, "rdf:type") == ["schema:CreativeWork"]
    assert said(structure, "schema:additionalType") == ["dataset"]
    assert said(structure, "pan:teamComplete") == []
    assert counts_of(structure) == {
        ("cited_by_count", ""): 1,
        ("referenced_works_count", ""): 0,
        ("counts_by_year", "2024-01-01"): 1,
    }


def test_a_walk_finds_those_who_cite_and_all_their_authors() -> None:
    told = recording("openalex-doi")
    world = RecordedWorld(told["place"], identifiers=told["identifiers"], requests=told["requests"])

    found = list(OPENALEX.records(world))

    assert [one.resume if isinstance(one, Mark) else one.key for one in found] == [
        "10.5072/data.lonely",
        "10.5072/data.lonely",
        "10.5072/data.one",
        "10.5072/data.one cited by W902",
        "10.5072/data.one cited by W903",
        "10.5072/data.one cited by W904",
        "10.5072/data.one",
    ]
    records = [one for one in found if isinstance(one, Record)]
    assert not any(b"abstract" in one.raw for one in records)
    assert all(OPENALEX.body(one.raw) == one.body for one in records)
    citing, cut = OPENALEX.triples(records[2]), OPENALEX.triples(records[4])
    assert [one for one in claims_of(citing) if one[1] == "referenced_works"] == [
        ("10.5072/paper.one", "referenced_works", f"{W}901")
    ]
    assert ("10.5072/data.one", "same-record", f"{W}901") in claims_of(citing)
    assert counts_of(citing) == {}
    assert said(cut, "dcterms:creator", "foaf:name") == ["Olaf Quist", "Siri Holm"]
    assert said(cut, "pan:teamComplete") == ["true"]


def test_authors_that_a_list_cut_are_not_all() -> None:
    authorships = [{"author": {"display_name": "Siri Holm"}}]

    assert said(mapped(authorships=authorships, is_authors_truncated=True), "pan:teamComplete") == ["false"]
    assert said(mapped(authorships=[*authorships, {"author": {}}]), "pan:teamComplete") == ["false"]


def test_the_first_of_january_may_be_any_day() -> None:
    assert said(mapped(publication_date="2020-01-01"), "dcterms:issued") == ["2020"]
    assert said(mapped(publication_date="2020-01-02"), "dcterms:issued") == ["2020-01-02"]
    assert said(mapped(publication_date=None, publication_year=2019), "dcterms:issued") == ["2019"]


def test_a_work_that_is_known_under_another_doi_there() -> None:
    body = {"id": f"{W}1", "doi": "https://doi.org/10.5072/final", "type": "article"}

    found = OPENALEX.triples(Record("work", "10.5072/preprint", body, b"", "a"))

    assert ("10.5072/preprint", "same-record", "10.5072/final") in claims_of(found)


def test_a_work_without_doi_is_itself() -> None:
    body = {"id": f"{W}7", "doi": None, "ids": {"openalex": f"{W}7", "mag": "7"}, "type": "preprint"}

    found = OPENALEX.triples(Record("work", "W7", body, b"", "a"))

    assert found.about.value == f"{W}7"
    assert claims_of(found) == []


def test_a_citing_work_that_does_not_list_the_reference_says_how_it_was_found() -> None:
    body = {"asked": "doi:10.5072/a", "cited": f"{W}1", "work": {"id": f"{W}2", "referenced_works": []}}

    found = OPENALEX.triples(Record("citing", "10.5072/a cited by W2", body, b"", "a"))
    (claim,) = [one for one in facts_of(found, "CitationClaim") if one["relationType"] == "referenced_works"]

    assert claim["claimText"] == "filter=cites:W1"


def test_pages_that_repeat_come_to_an_end() -> None:
    work = {"id": f"{W}1", "doi": "https://doi.org/10.5072/a", "cited_by_count": 5}
    page = {"meta": {"next_cursor": "*"}, "results": [{"id": f"{W}2"}]}

    found = walked({"GET /works/doi:10.5072/a": work, f"{LIST}*": page}, "10.5072/a")

    assert [one.key for one in found if isinstance(one, Record)] == ["10.5072/a", "10.5072/a cited by W2"]


@pytest.mark.parametrize("answer", [{}, [], {"results": "none"}, {"results": None}])
def test_what_is_no_list_is_not_an_empty_one(answer: Any) -> None:  # noqa: ANN401
    work = {"id": f"{W}1", "cited_by_count": 5}

    with pytest.raises(SourceUnavailable, match="no list"):
        walked({"GET /works/doi:10.5072/a": work, f"{LIST}*": answer}, "10.5072/a")


def test_what_is_not_known_there_is_not_uncited() -> None:
    (aside, mark) = walked({}, "10.5072/a")

    assert isinstance(aside, Aside)
    assert (aside.reason, mark) == ("not known there", Mark("10.5072/a"))


def test_files_of_all_forms(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"results": [{"id": f"{W}1"}, {"id": "A1"}]}))
    (tmp_path / "b.json").write_text(json.dumps([{"id": f"{W}2", "doi": "https://doi.org/10.5072/B"}]))
    (tmp_path / "c.jsonl").write_text(f'{{"id": "{W}3"}}\n[]\n')

    found = in_file(tmp_path)

    assert [one.key for one in found if isinstance(one, Record)] == ["W1", "10.5072/b", "W3"]
    assert [one.origin for one in found if isinstance(one, Aside)] == ["a.json#1"]


@pytest.mark.parametrize("body", [[], {}, {"id": "A1"}, {"cited": f"{W}1"}, {"cited": f"{W}1", "work": []}])
def test_what_is_no_work_is_refused(body: Any) -> None:  # noqa: ANN401
    with pytest.raises(BadRecord):
        OPENALEX.triples(Record("work", "a", body, b"", "a"))
