"""What a release would change, tried on a copy: answers, shapes, questions; the store stays as it is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from releasing import HEIR, NARROW, RETIRED, SAS, WIDER, release, store_with_scattering

from kg import rehearsal
from kg.errors import BadInput
from kg.loading import load_files
from kg.ontology.read.owl import read_owl
from kg.ontology.reason.classify import classify
from kg.ontology.tables.about import about_release
from kg.ontology.tables.panet import panet_table
from kg.rdf.panet import read_panet, shipped_panet
from kg.rehearsal import rehearse
from kg.store.home import Home
from kg.store.reader import Reader
from kg.store.remote import remote_of
from kg.store.techniques import techniques_of
from kg.vocabulary import Release

DAY = date(2026, 1, 1)
EXAMPLES = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<urn:below-wider> a sh:SPARQLExecutable ; rdfs:label "Below wider" ; sh:select '''
  PREFIX pan: <https://w3id.org/pan-kg/def#>
  SELECT ?dataset {{ ?dataset pan:technique ?t . ?t pan:broaderOrSelf <{WIDER}> }}''' .
<urn:ask> a sh:SPARQLExecutable ; rdfs:label "Is there a wider one?" ; sh:ask '''
  # SELECT is not what this is
  ASK {{ <{WIDER}> ?p ?o }}''' .
<urn:same> a sh:SPARQLExecutable ; sh:select '''
  SELECT ?d {{ ?d <https://w3id.org/pan-kg/def#technique> ?t }}''' .
<urn:elsewhere> a sh:SPARQLExecutable ; sh:select '''
  SELECT ?s {{ SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} }}''' .
<urn:broken> a sh:SPARQLExecutable ; sh:select 'SELECT {{' .
""".replace("'''", '"""')


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return store_with_scattering(tmp_path)


def table(version: str, *statements: str) -> tuple[Release, bytes]:
    document = read_owl(release(version, *statements), "release.ttl")
    made = panet_table(document, classify(document), about_release(document), shipped_panet())
    return Release("panet", version, ""), made


def content(home: Home) -> dict[str, Any]:
    """Every file of the store but locks and logs of its engine, by its bytes' number."""
    return {
        str(file.relative_to(home.path)): file.stat().st_size for file in home.generations_path.rglob("*")
    }


def test_nothing_differs_where_the_release_is_what_the_store_has(home: Home) -> None:
    from kg.rdf.shipped import shipped

    same = Release("panet", "1.3.0", ""), (shipped("ontologies") / "panet-terms.ttl").read_bytes()
    told = rehearse(home, [same], ["small angle scattering"], as_of=DAY)

    assert told["possible"]
    assert (told["examples"], told["shapes"], told["searches"]) == ([], [], [])


def test_queries_that_answer_otherwise_are_named_and_others_are_not(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "examples.ttl"
    file.write_text(EXAMPLES)
    load_files(home, [file])
    told = {each["example"]: each for each in rehearse(home, [table("2.0.0", NARROW)])["examples"]}

    wider = told["urn:below-wider"]
    assert (wider["title"], wider["rows_before"], wider["rows_after"]) == ("Below wider", 0, 4)
    assert len(wider["new"]) == 4
    assert (told["urn:ask"]["gone"], told["urn:ask"]["new"]) == ([["False"]], [["True"]])
    assert "urn:same" not in told
    assert told["urn:elsewhere"] == {
        "example": "urn:elsewhere",
        "title": None,
        "compared": False,
        "reason": "It asks another endpoint.",
    }
    assert not told["urn:broken"]["compared"]


def test_a_question_that_is_read_otherwise_is_told_with_its_hits(home: Home) -> None:
    asked = ["small angle scattering", "scattering of any angle", "thin film"]
    told = {
        each["question"]: each
        for each in rehearse(home, [table("2.0.0", NARROW)], asked, as_of=DAY)["searches"]
    }

    assert set(told) == {"small angle scattering", "scattering of any angle"}
    assert told["small angle scattering"]["reading_before"] == [f"technique: {SAS}"]
    assert told["scattering of any angle"]["reading_after"] == [f"technique: {WIDER}"]
    assert told["scattering of any angle"]["hits_after"] == 4


def test_a_retired_term_goes_on_finding_its_data(home: Home) -> None:
    (told,) = rehearse(home, [table("2.0.0", RETIRED)], ["small angle scattering"], as_of=DAY)["searches"]

    assert told["reading_after"] == [f"technique: {HEIR}"]
    assert (told["hits_before"], told["hits_after"], told["gone"]) == (4, 4, [])


def test_a_shape_that_flips_is_named(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "label.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix pan: <https://w3id.org/pan-kg/def#> .\n"
        "<urn:shape> a sh:NodeShape ; sh:targetObjectsOf pan:technique ; sh:property <urn:label> .\n"
        "<urn:label> sh:path <http://www.w3.org/2000/01/rdf-schema#label> ;"
        ' sh:hasValue "small angle scattering" .'
    )
    monkeypatch.setattr(rehearsal, "shipped", lambda _: tmp_path / "shapes")
    (told,) = rehearse(home, [table("2.0.0", NARROW)])["shapes"]

    assert (told["results_before"], told["results_after"], told["flips"]) == (0, 1, True)


def test_the_store_stays_as_it_is(home: Home) -> None:
    before = content(home)
    rehearse(home, [table("2.0.0", NARROW)], ["small angle scattering"], as_of=DAY)

    current = home.current()
    assert current is not None
    assert techniques_of(Reader(current.graph)).version == "1.3.0"
    assert content(home) == before
    assert not list(home.path.glob(".rehearsal-*"))


def test_the_copy_goes_when_it_fails_and_when_it_was_left_by_a_killed_one(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = home.path / ".rehearsal-killed"
    left.mkdir()
    monkeypatch.setattr(rehearsal, "_published", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rehearse(home, [table("2.0.0", NARROW)])
    assert not list(home.path.glob(".rehearsal-*"))


def test_there_must_be_a_store_and_it_must_be_at_hand(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no store"):
        rehearse(Home(tmp_path / "none"), [])
    remote = Home(tmp_path / "remote", remote_of("http://127.0.0.1:9/sparql"))
    told = rehearse(remote, [])
    assert not told["possible"]
    assert "kg restore" in told["reason"]


def test_what_a_table_keeps_of_a_chain_of_replacements() -> None:
    first = read_panet(table("2.0.0", RETIRED)[1])
    assert first.terms[SAS].replaced_by == (HEIR,)
    assert first.terms[SAS].ancestors_or_self >= {SAS, HEIR, WIDER}
    # The heir is retired in turn, and the first is no longer mentioned.
    later = f"""<{HEIR}> a owl:Class ; rdfs:label "near beam scattering" ; owl:deprecated true ;
      obo:IAO_0100001 <{WIDER}> ."""
    document = read_owl(release("3.0.0", later), "release.ttl")
    made = read_panet(panet_table(document, classify(document), about_release(document), first))

    assert made.terms[SAS].retired
    assert made.terms[SAS].replaced_by == (WIDER,)
    assert made.named("near beam scattering") == (WIDER,)
    assert made.named("small angle scattering") == (WIDER,)
