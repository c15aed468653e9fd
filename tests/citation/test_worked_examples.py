"""The ten worked examples of the recorded citation payloads; expectations are from their PROVENANCE.md."""

import os
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.citation.book import Book
from kg.citation.build import World, settle
from kg.citation.changes import Log
from kg.citation.extract import extract
from kg.citation.intake import GraphState, Intake
from kg.citation.schema import STEPS
from kg.harvest.registry import load_source
from kg.harvest.source import Record
from kg.harvest.world import open_world
from kg.pairs import pairs_in
from kg.resolve.access import access_state

ROOT = Path(__file__).resolve().parents[2]
PAYLOADS = Path(os.environ.get("PAN_KG_SHARED_DATA", ROOT.parent / "shared" / "data")) / "citations"

pytestmark = pytest.mark.skipif(not PAYLOADS.is_dir(), reason="the recorded citation payloads are not here")


def answer(name: str) -> dict[str, Any]:
    return pairs_in([PAYLOADS / name])


def ends(said: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["citing"], one["cited"]) for one in said["pairs"]}


def doi(name: str) -> str:
    return f"https://doi.org/{name}"


def work_in(name: str, iri: str) -> Any:  # noqa: ANN401 - a work, or the test fails
    """What is known of a work from one DataCite payload, read on 2026-08-15."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript("".join(STEPS))
    source = load_source("datacite")
    taken = [
        (
            GraphState(f"g:{one.key}", "x", "datacite", "2026-08-15T00:00:00"),
            extract(source.triples(one).triples),
        )
        for one in source.records(open_world(str(PAYLOADS / name)))
        if isinstance(one, Record)
    ]
    Intake(database, is_first=True).take(taken)
    settle(database, True, Log, 1, "2026-08-15", World(lambda _: iter(()), lambda _: None))
    found = Book(database).work(iri)
    assert found is not None
    return found.work


def test_1_a_session_under_embargo() -> None:
    said = answer("datacite/doi_10.15151_esrf-es-2210534378.json")
    work = work_in("datacite/doi_10.15151_esrf-es-2210534378.json", doi("10.15151/esrf-es-2210534378"))

    assert said["pairs"] == []
    assert (work.collected, work.opens, work.issued) == ("2025-09-05", "2028-09-06", "2028")
    assert work.date is None  # 2028 lies ahead of the reading: it is the end of the embargo
    for day, state in ((date(2026, 11, 1), False), (date(2028, 9, 5), False), (date(2028, 9, 6), True)):
        opened, _ = access_state(work.rights, date.fromisoformat(work.opens), day)
        assert (opened == "open") is state
    assert work.people_complete is not True
    assert [(one.name, one.role) for one in work.people] == [
        ("Florence Pojer", "creator"),
        ("Daniele De Sanctis", "staff"),
    ]


def test_2_a_collection_without_a_link_to_its_sessions() -> None:
    name = "datacite/doi_10.15151_esrf-dc-2493599001.json"
    said, work = answer(name), work_in(name, doi("10.15151/esrf-dc-2493599001"))

    assert {of.rpartition("/")[2] for of in work.proposals} == {"LS-3436", "LS-3437"}
    assert [of.rpartition("/")[2] for of in work.instruments] == ["bm05"]
    assert said["pairs"] == said["parts"] == said["derivations"] == []  # nothing is inferred here


def test_3_citations_and_references_are_one_pair() -> None:
    said = answer("datacite/doi_10.5061_dryad.8515.json")
    (pair,) = said["pairs"]

    assert (pair["citing"], pair["cited"]) == (doi("10.1371/journal.ppat.1000446"), doi("10.5061/dryad.8515"))
    assert "contradictory-direction" in pair["flags"]
    assert (pair["behind"], pair["reuse"]) == ("companion", "no")
    assert pair["date"] is None  # never 2019, which is when DataCite heard of it
    assert [one["part"] for one in said["parts"]] == [
        doi("10.5061/dryad.8515/1"),
        doi("10.5061/dryad.8515/2"),
    ]
    numbers = {one["metric"]: one["number"] for one in said["usage"]["metrics"]}
    assert (numbers["viewCount"], numbers["downloadCount"]) == (447, 38)


def test_4_a_reference_and_a_relation_are_one_pair_of_the_better_type() -> None:
    said = answer("crossref/work_10.7554_elife.01567.json")
    (pair,) = [one for one in said["pairs"] if one["cited"] == doi("10.5061/dryad.b835k")]

    assert pair["citing"] == doi("10.7554/elife.01567")
    assert Counter(one["relation"] for one in pair["claims"]) == {"reference": 1, "is-supplemented-by": 1}
    assert (pair["relation"], pair["class"]) == ("is-supplemented-by", "companion")
    assert (pair["behind"], pair["reuse"], pair["cited_kind"]) == ("companion", "no", "dataset")
    assert pair["date"][:4] == "2014"
    stated = {one["metric"]: one["number"] for one in said["usage"]["metrics"]}
    assert (stated["references-count"], stated["is-referenced-by-count"]) == (27, 36)
    other = answer("openalex/work_10.7554_elife.01567.json")
    stated = {one["metric"]: one["number"] for one in other["usage"]["metrics"]}
    assert (stated["referenced_works_count"], stated["cited_by_count"]) == (29, 45)


def test_5_files_of_the_article_itself_are_no_data() -> None:
    said = answer("crossref/work_10.1107_s2414314618016334.json")

    assert [one["reason"] for one in said["dropped"]] == ["component"] * 4
    assert all(one["cited"].startswith(doi("10.1107/s2414314618016334/lh4040")) for one in said["dropped"])
    assert [one for one in said["pairs"] if one["cited_kind"] == "dataset"] == []
    assert [one for one in said["pairs"] if "not-data" not in one["flags"]] == []
    assert said["counts"]["counted"] == 0


def test_6_events_and_a_version_that_rolls_up() -> None:
    said = answer("datacite/events_page1_2020-01-03.json")

    assert said["counts"]["claims"] == 5
    found = {(one["citing"], one["cited"]): one["class"] for one in said["pairs"]}
    assert Counter(found.values()) == {"citation": 1, "companion": 2}
    assert found[doi("10.15468/dl.l2bg9a"), doi("10.15468/ab3s5x")] == "citation"
    (version,) = said["versions"]
    assert version["version"] == f"{version['of']}.v1"
    assert any(cited == version["of"] for _, cited in found)
    (data,) = [one for one in said["pairs"] if one["class"] == "citation"]
    assert (data["citing_kind"], data["cited_kind"]) == ("dataset", "dataset")


def test_7_links_of_literature_are_no_citations_of_data() -> None:
    said = answer("scholexplorer/dump_sample_a.ndjson")

    assert len(said["pairs"]) == 12
    assert all("not-data" in one["flags"] for one in said["pairs"])
    assert said["counts"]["counted"] == 0
    by_cited = {one["cited"]: one["date"] for one in said["pairs"]}
    # The link says 1991, the cited work's year; the citing article is of 1995.
    assert by_cited[doi("10.1021/bi00230a017")][:4] == "1995"


def test_8_four_pairs_of_a_catalogue() -> None:
    said = answer("facility-catalogue/desy_published_data_2026-03-20.json")

    assert said["counts"]["claims"] == 6
    assert len(said["pairs"]) == said["counts"]["counted"] == 4
    (drop,) = said["dropped"]
    assert (drop["reason"], drop["citing"]) == ("published-before-data", doi("10.1107/s1600577513026192"))
    (same,) = said["same"]
    assert {same["identifier"], same["as"]} == {doi("10.60883/611b83e984"), doi("10.60883/1e24e2cb7d")}
    twice = [one for one in said["pairs"] if len(one["claims"]) == 2]
    assert [one["cited"] for one in twice] == [same["as"]]
    assert {one["behind"] for one in said["pairs"]} == {"unknown"}


def test_9_usage_of_a_repository() -> None:
    said = answer("usage-sushi/dash_dsr_2018-04_first_half.json")
    metrics = {one["metric"]: one for one in said["usage"]["metrics"]}

    assert said["pairs"] == []
    assert said["usage"]["datasets"] == 21
    assert metrics["unique-dataset-investigations"]["number"] == 20
    assert metrics["unique-dataset-requests"]["number"] == 32
    assert metrics["unique-dataset-requests"]["by_method"] == {"machine": 1, "regular": 31}
    assert any("3040" in note for note in said["usage"]["notes"])


def test_10_lists_of_identifiers_and_self_citation() -> None:
    said = answer("opencitations/index_v2_citations_doi-10.1108_jd-12-2013-0166.json")

    assert ends(said) == {
        (doi("10.7717/peerj-cs.421"), doi("10.1108/jd-12-2013-0166")),
        (doi("10.3233/ds-190016"), doi("10.1108/jd-12-2013-0166")),
        (doi("10.3233/ds-190019"), doi("10.1108/jd-12-2013-0166")),
    }
    same = {(one["identifier"], one["as"]) for one in said["same"]}
    assert (doi("10.7717/peerj-cs.421"), "https://pubmed.ncbi.nlm.nih.gov/33817056") in same


def test_all_payloads_together_give_no_pair_twice() -> None:
    said = pairs_in([PAYLOADS])

    assert len(ends(said)) == len(said["pairs"])
    assert said["unread"] == []


def test_nothing_of_the_payload_folder_is_written() -> None:
    before = {path: path.stat().st_mtime for path in sorted(Path(PAYLOADS).rglob("*"))}
    pairs_in([PAYLOADS / "openalex"])
    assert before == {path: path.stat().st_mtime for path in sorted(Path(PAYLOADS).rglob("*"))}


def test_what_only_documents_a_work_does_not_cite_it() -> None:
    """The record's own list: Cites twice, References once; IsDocumentedBy is something else."""
    said = answer("datacite/doi_10.5281_zenodo.21914195.json")
    assert len(said["pairs"]) == 3
    assert [one["relation"] for one in said["documentation"]] == ["IsDocumentedBy"]
