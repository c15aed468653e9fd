"""`kg statement`: what it reads, its exit codes, a journal's profile, the resolver, and a real record."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from commands import answer, kg
from pyoxigraph import NamedNode
from replay import StubWorld

from kg.errors import BadInput, SourceUnavailable
from kg.pipeline import harvest
from kg.rdf.claim import Claim, claim_triples
from kg.statement.asked import asked_from
from kg.statement.check import Desk, check_statement
from kg.statement.profile import Profile
from kg.statement.registry import Registry
from kg.store.home import Home

ESRF = "10.15151/ESRF-ES-2210534378"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "statement.txt"


def test_nothing_to_find_ends_with_0_a_finding_with_1_and_no_text_with_2(
    written: Path, sample_home: Path
) -> None:
    written.write_text("Data are available on request.")
    assert answer("statement", written, "--store", sample_home)["findings"] == 0

    written.write_text("Data: 10.5291/ILL-DATA.xxx")
    assert answer("statement", written, "--store", sample_home, code=1)["findings"] == 1

    written.write_text(" \n")
    refused = [
        kg("statement", file, "--store", sample_home) for file in (written, written.with_name("absent"))
    ]
    written.write_bytes(b"\xff\xfe")
    refused.append(kg("statement", written, "--store", sample_home))
    assert [getattr(of.exception, "exit_code", None) for of in refused] == [2, 2, 2]


def test_the_options_say_what_json_may_say_as_well(written: Path, sample_home: Path) -> None:
    fields = {"text": "10.5072/borealis.0009", "publication_date": "2019-01-01", "authors": ["Fjordling, A."]}
    written.write_text(json.dumps(fields))
    by_json = answer("statement", written, "--store", sample_home, code=1)
    written.write_text("10.5072/borealis.0009")
    options = ("--published", "2019-01-01", "--author", "Fjordling, A.")
    by_options = answer("statement", written, *options, "--store", sample_home, code=1)

    assert by_json == by_options
    assert by_json["identifiers"][0]["verdicts"]["open"] == "fail"
    assert by_json["generation"] == 1


def test_the_shell_shows_verdicts_and_what_to_do(written: Path, sample_home: Path) -> None:
    written.write_text("Data: 10.5072/borealis.0010")
    shown = kg("statement", written, "--published", "2026", "--store", sample_home)

    assert shown.exit_code == 1
    assert "open on 2032-11-15" in shown.stdout
    assert "Say in the statement that the data open on 2032-11-15" in shown.stdout


def test_the_shell_says_once_that_there_is_no_record(written: Path, sample_home: Path) -> None:
    written.write_text("See https://doi.org/10.5072/nothing.here")
    shown = kg("statement", written, "--store", sample_home)
    lines = [line.strip() for line in shown.stdout.splitlines()]

    assert shown.exit_code == 0
    # Syntax and existence stand alone; of the thirteen checks eleven are left.
    folded = "11 more checks unknown, for this graph has no record of it: kind, level, open, licence, "
    assert [line for line in lines if line.startswith("11 more")] == [
        f"{folded}facility, instrument, proposal, people, relation, title, metadata"
    ]
    assert not [line for line in lines if line.startswith("unknown ") and "existence" not in line]
    assert len(answer("statement", written, "--store", sample_home)["identifiers"][0]["evidence"]) == 13


def test_a_statement_without_an_identifier_is_told(written: Path, sample_home: Path) -> None:
    written.write_text("Data available on request.")
    on_request = kg("statement", written, "--store", sample_home)
    written.write_text("All data are in the article.")
    other = kg("statement", written, "--store", sample_home)

    assert "names no identifier of data; data are to be had on request only." in on_request.stdout
    assert "names no identifier." in other.stdout
    assert (on_request.exit_code, other.exit_code) == (0, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": 5},
        {"text": "a", "publication_date": "yesterday"},
        {"text": "a", "publication_date": "2026-02-30"},
        {"text": "a", "article": "no DOI"},
        {"text": "a", "article": "10.5291/ILL-DATA.xxx"},
        {"text": "a", "authors": [1]},
        {"text": "a", "colour": "red"},
    ],
)
def test_a_field_that_cannot_be_read_is_named(fields: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        asked_from(fields)


def test_authors_are_told_apart_with_their_orcids() -> None:
    found = asked_from({"text": "a", "authors": "Carberry, Josiah (0000-0002-1825-0097); A. B. Sample"})

    assert [(of.name, of.orcid) for of in found.authors] == [
        ("Carberry, Josiah", "https://orcid.org/0000-0002-1825-0097"),
        ("A. B. Sample", None),
    ]


JOURNAL = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<http://journal.example/raw> a owl:Ontology ; rdfs:label "Journal" ; owl:versionInfo "7" .
<http://journal.example/shape> sh:targetClass dcat:Dataset ; sh:property
  [ sh:path dct:title ; sh:name "title" ; sh:minCount 1 ; sh:minLength 10 ; sh:message "Give a title." ] ,
  [ sh:path dct:language ; sh:name "language" ; sh:severity sh:Info ; sh:minCount 1 ; sh:message "Say." ] .
"""


def test_a_journal_brings_its_own_minimum(written: Path, sample_home: Path) -> None:
    written.write_text("10.5072/borealis.0009")
    profile = written.with_name("journal.ttl")
    profile.write_text(JOURNAL)
    found = answer("statement", written, "--profile", profile, "--store", sample_home)

    assert found["profile"] == {"name": "Journal", "version": "7"}
    (one,) = found["identifiers"]
    assert one["verdicts"]["metadata"] == "pass"  # what is recommended only does not fail
    told = next(of for of in one["evidence"] if of["check"] == "metadata")
    assert [(of["name"], of["verdict"]) for of in told["items"]] == [
        ("title", "pass"),
        ("language", "unknown"),
    ]


def test_a_profile_that_asks_more_than_values_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "deep.ttl"
    file.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "<http://a.example/s> sh:targetClass <http://a.example/C> ;\n"
        " sh:property [ sh:path ( dcterms:creator dcterms:title ) ; sh:minCount 1 ] ."
    )

    with pytest.raises(BadInput):
        Profile(file)


class Resolver(StubWorld):
    """The DOI resolver as it documents its answers: 200 with code 1, 404 where there is no such DOI."""

    def get_json(self, path: str, **params: str | int) -> Any:  # noqa: ANN401
        if path.endswith("/down"):
            raise SourceUnavailable("it does not answer")
        if "known" not in path:
            raise BadInput(f"{self.place}{path} answered 404 Not Found: …")
        return {"responseCode": 1, "handle": path.removeprefix("/api/handles/"), "values": []}


def test_the_resolver_is_asked_about_what_the_graph_does_not_know_only(sample_home: Path) -> None:
    home = Home(sample_home)
    generation = home.current()
    assert generation is not None
    desk = Desk.of(generation, home.reader(generation))
    text = "10.5072/borealis.0009 10.5072/known.1 10.5072/absent.1 10.5072/down 10.5072/known.2"
    found = check_statement(
        desk,
        asked_from({"text": text}),
        date(2026, 1, 1),
        registry=Registry(Resolver("https://resolver.example")),
    )

    assert [of.exists for of in found.checked] == [True, True, False, None, None]
    assert [of.verdict("existence") for of in found.checked] == ["pass", "pass", "fail", "unknown", "unknown"]


def test_a_real_session_under_embargo_whose_year_of_publication_is_that_of_its_opening(
    shared_data: Path, tmp_path: Path, written: Path
) -> None:
    payload = shared_data / "citations" / "datacite" / "doi_10.15151_esrf-es-2210534378.json"
    if not payload.is_file():
        pytest.skip(f"no record at {payload}")
    harvest(Home(tmp_path / "store"), "datacite", [str(payload)])
    written.write_text(
        f"Raw data were collected at ID30A-3 of the ESRF under proposal MX-2738 (https://doi.org/{ESRF})."
    )
    options = ("--published", "2026-05-01", "--author", "Florence Pojer", "--store", tmp_path / "store")
    found = answer("statement", written, *options, code=1)["identifiers"]
    one = next(of for of in found if of["scheme"] == "doi")
    verdicts = one["verdicts"]

    assert (one["kind"], one["level"], one["open_on"]) == ("dataset", "session", "2028-09-06")
    assert (verdicts["open"], verdicts["licence"], verdicts["people"]) == ("fail", "pass", "pass")
    assert [verdicts[name] for name in ("facility", "instrument", "proposal")] == ["pass"] * 3

    written.write_text(f"Raw data were collected on D22 at the ILL (https://doi.org/{ESRF}).")
    wrong = answer("statement", written, *options, code=1)["identifiers"][0]["verdicts"]
    assert (wrong["facility"], wrong["instrument"]) == ("fail", "fail")


def test_claims_of_citation_sources_tell_kinds_and_relations(
    tmp_path: Path, written: Path, shared_data: Path
) -> None:
    # An invented claim: under the prefix for tests, of a paper that no record describes.
    data, paper = NamedNode(f"https://doi.org/{ESRF.lower()}"), NamedNode("https://doi.org/10.5072/paper.77")
    claim = Claim(paper, data, "references", "{}", subject_kind="publication", object_kind="dataset")
    claims = tmp_path / "claims.nt"
    claims.write_text("".join(f"{s} {p} {o} .\n" for s, p, o in claim_triples(claim, "crossref", "paper.77")))
    payload = shared_data / "citations" / "datacite" / "doi_10.15151_esrf-es-2210534378.json"
    if not payload.is_file():
        pytest.skip(f"no record at {payload}")
    store = tmp_path / "store"
    harvest(Home(store), "datacite", [str(payload)])
    graph = "https://w3id.org/pan-kg/graph/test/claims"
    assert kg("load", claims, "--graph", graph, "--store", store).exit_code == 0
    assert kg("publish", "--store", store).exit_code == 0
    written.write_text(f"Data: {ESRF} and 10.5072/paper.77")
    options = ("--article", "10.5072/paper.77", "--published", "2029", "--store", store)
    session, article = answer("statement", written, *options, code=1)["identifiers"]

    assert session["verdicts"]["relation"] == "pass"
    assert (article["kind"], article["verdicts"]["kind"]) == ("publication", "fail")
    written.write_text("Data: 10.5072/paper.77")
    (claimed,) = answer("statement", written, "--store", store, code=1)["identifiers"]
    assert (claimed["kind"], claimed["exists"]) == ("publication", None)
