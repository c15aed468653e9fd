"""`POST /api/v1/ontology/check`: the answer of the command over HTTP, in every form."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from posting import (
    AFTER,
    BEFORE,
    BROKEN,
    CHECK,
    DIFFRACTION,
    POWDER,
    ROOT,
    SAS,
    SAXS,
    files,
    home_with_releases,
    refused,
    template,
)
from pyoxigraph import NamedNode
from serving import client
from starlette.testclient import TestClient

from kg.answer.links import label_of
from kg.cli.ontology.judging import judged
from kg.errors import BadInput
from kg.ontology.change import Change
from kg.ontology.impact.effect import impact_of
from kg.ontology.impact.usage import Usage
from kg.ontology.read.owl import read_owl
from kg.ontology.reason.classify import classify
from kg.ontology.view import View
from kg.web.ontology.usage import usage_groups


@pytest.fixture(scope="module")
def site(sample_home: Path) -> Iterator[TestClient]:
    with client(sample_home) as opened:
        yield opened


def test_two_files_in_a_form_are_judged(site: TestClient) -> None:
    answer = site.post(CHECK, files=files())

    told = answer.json()
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert (told["before"], told["after"], told["complete"]) == ("before.csv", "after.csv", True)
    assert told["inferred"]["lost_pairs"] == [[POWDER, DIFFRACTION]]
    assert told["inferred"]["gained_pairs"] == []
    keys = "verdict findings older terms inferred impact complete seconds"
    assert set(keys.split()) <= set(told)


def test_json_gets_the_same_answer_as_a_form(site: TestClient) -> None:
    body = {
        "before": {"name": "before.csv", "text": BEFORE.decode()},
        "after": {"name": "after.csv", "text": AFTER.decode()},
    }
    by_json, by_form = site.post(CHECK, json=body).json(), site.post(CHECK, files=files()).json()

    assert by_json.pop("seconds") is not by_form.pop("seconds")
    assert by_json == by_form


def test_a_fault_is_told_with_row_column_and_what_was_meant(site: TestClient) -> None:
    told = site.post(CHECK, files=files(after=BROKEN)).json()

    (fault,) = [each for each in told["findings"] if each["rule"] == "unresolved-reference"]
    assert told["verdict"] == "fail"
    assert (fault["level"], fault["row"], fault["column"]) == ("fail", 5, 4)
    assert "diffraction" in fault["suggestion"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("text/markdown", "text/markdown; charset=utf-8"),
        ("application/sarif+json", "application/sarif+json"),
        ("application/xml", "application/xml"),
        ("text/plain", "text/plain; charset=utf-8"),
    ],
)
def test_the_form_follows_the_accept_header(site: TestClient, accept: str, media_type: str) -> None:
    answer = site.post(CHECK, files=files(after=BROKEN), headers={"accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type)


def test_sarif_names_the_file_as_it_was_sent_and_the_place(site: TestClient) -> None:
    sent = files(after=BROKEN, name="source/PaNET.csv")
    run = site.post(CHECK, params={"format": "sarif"}, files=sent).json()["runs"][0]

    (result,) = [each for each in run["results"] if each["ruleId"] == "unresolved-reference"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "source/PaNET.csv"
    assert place["region"]["startLine"] == 5


def test_each_form_is_what_it_is_called(site: TestClient) -> None:
    def sent(form: str) -> str:
        return site.post(CHECK, files=files(after=BROKEN), data={"format": form}).text

    assert ElementTree.fromstring(sent("junit")).tag == "testsuites"
    assert sent("markdown").startswith("### ")
    assert sent("text").startswith("FAIL")
    assert sent("github").startswith("::error ")
    assert json.loads(sent("json"))["verdict"] == "fail"
    assert f"delete edge <{POWDER}> rdfs:subClassOf <{DIFFRACTION}>" in sent("kgcl")


def test_an_unknown_form_is_refused_with_those_there_are(site: TestClient) -> None:
    for sent in ({"params": {"format": "pdf"}}, {"data": {"format": "pdf"}}):
        assert "sarif" in refused(site, 400, files=files(), **sent)
    assert site.post(CHECK, files=files(), headers={"accept": "image/png"}).status_code == 406


def test_a_usage_table_counts_what_moves(site: TestClient) -> None:
    usage = f"technique,datasets\n{POWDER},5\ndiffraction,7\n=1+1,2\n{ROOT},many\n".encode()
    impact = site.post(CHECK, files=files() | {"usage": ("use.csv", usage)}).json()["impact"]

    assert (impact["techniques_in_use_changed"], impact["datasets_changed"]) == (1, 5)
    assert impact["source"] == "use.csv"
    assert impact["details"]["not_found"] == ["=1+1"]
    assert [(row["row"], row["text"]) for row in impact["details"]["rows_aside"]] == [(5, "many")]


def test_without_one_the_data_served_count(site: TestClient) -> None:
    query = f"SELECT DISTINCT ?d {{ ?d <https://w3id.org/pan-kg/def#technique> <{SAXS}> }}"
    found = site.get("/sparql", params={"query": query}, headers={"accept": "application/json"}).json()
    number = len(found["results"]["bindings"])
    before = template((ROOT, "technique", ""), (SAS, "sas", "technique"), (SAXS, "saxs", "sas"))
    after = template((ROOT, "technique", ""), (SAS, "sas", "technique"), (SAXS, "saxs", "technique"))

    impact = site.post(CHECK, files=files(before, after)).json()["impact"]

    assert number > 0
    assert (impact["techniques_in_use_changed"], impact["datasets_changed"]) == (1, number)
    (moved,) = [row for row in impact["details"]["classes"] if row["class"] == SAS]
    assert moved["leave"] == number
    assert sum(row["losing"] for row in impact["details"]["facilities"]) == number


def test_the_editors_switches_count(site: TestClient) -> None:
    switches = b'[rules]\nunresolved-reference = "off"\nno-definition = "off"\n'
    with_them = files(after=BROKEN) | {"config": (".kg-ontology.toml", switches)}

    rules = {each["rule"] for each in site.post(CHECK, files=with_them).json()["findings"]}

    assert "unresolved-reference" not in rules
    assert "no-verdict" in rules  # what was not read leaves the hierarchy unknown all the same


@pytest.mark.parametrize(
    ("switches", "reason"),
    [
        ('released = ["HEAD:PaNET.csv"]', "names files"),
        ('rules-folder = "."', "names files"),
        ('[rules]\nlabel-lots = "off"', 'did you mean "label-lost"'),
        ("[rules", "expected TOML"),
    ],
)
def test_switches_that_reach_beyond_themselves_are_refused(
    site: TestClient, switches: str, reason: str
) -> None:
    body = {"before": {"name": "a.csv", "text": BEFORE.decode()}, "after": {"name": "b.csv", "text": "x"}}

    assert reason in refused(site, 422, json=body | {"config": switches})


def test_the_later_version_alone_needs_a_whole_release_here(site: TestClient, tmp_path: Path) -> None:
    alone = {"after": ("mine.csv", AFTER)}
    assert "kg ontology update" in refused(site, 400, files=alone)

    with client(home_with_releases(tmp_path)) as updated:
        told = updated.post(CHECK, files=alone).json()

    assert (told["before"], told["after"]) == ("PaNET.csv", "mine.csv")
    assert told["inferred"]["lost_pairs"] == [[POWDER, DIFFRACTION]]


def test_it_says_truly_which_methods_it_takes(site: TestClient) -> None:
    got = site.get(CHECK)
    asked = site.options(CHECK)

    assert (got.status_code, got.headers["allow"]) == (405, "OPTIONS, POST")
    assert got.json()["detail"] == f"{CHECK} does not take GET; it takes OPTIONS, POST."
    assert asked.headers["allow"] == asked.headers["access-control-allow-methods"] == "OPTIONS, POST"
    assert site.options("/ontology/check").headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_datasets_without_a_facility_are_counted_and_facilities_called_as_elsewhere() -> None:
    before, after = (read_owl(text, "v.csv") for text in (BEFORE, AFTER))
    change = Change(View(before, classify(before)), View(after, classify(after)))
    usage = Usage(
        {POWDER: frozenset({"a", "b", "c"})}, "here", {"a": frozenset({"urn:f"})}, {"urn:f": "Facility"}
    )

    told = impact_of(change, usage).details["facilities"]

    assert isinstance(told, list)
    assert [(of["facility"], of["label"], of["losing"]) for of in told] == [
        ("urn:f", "Facility", 1),
        (None, None, 2),
    ]


def test_facilities_are_called_as_their_pages_call_them(site: TestClient) -> None:
    reader = site.app.state.service.now().reader  # type: ignore[attr-defined]
    names = usage_groups(reader, "here")["facility_names"]

    assert names
    assert names == {iri: label_of(reader, NamedNode(iri)) for iri in names}


def test_the_command_refuses_a_file_without_a_class_as_well(tmp_path: Path) -> None:
    (tmp_path / "before.csv").write_bytes(BEFORE)
    (tmp_path / "about.ttl").write_text('<urn:x> <http://purl.org/dc/terms/title> "metadata" .')

    with pytest.raises(BadInput, match="holds no class: is it the right file"):
        judged(str(tmp_path / "before.csv"), str(tmp_path / "about.ttl"))


def test_it_is_described(site: TestClient) -> None:
    operation = site.get("/openapi.json").json()["paths"][CHECK]["post"]

    assert set(operation["requestBody"]["content"]) == {"multipart/form-data", "application/json"}
    assert {"200", "400", "408", "413", "415", "422", "503"} <= set(operation["responses"])
    assert site.get(CHECK).status_code == 405
    assert "POST" in site.get(CHECK).headers["allow"]
