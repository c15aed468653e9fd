"""Two curators label a pair over HTTP; what they say decides, stays, and is on record."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from labelling import BEN, CITED, CITING, bearer, curating, labelling_home, pair_now, said
from pyoxigraph import NamedNode, Store
from starlette.testclient import TestClient

from kg.archive import backup, restore
from kg.citation.label import label_graph
from kg.loading import load_files
from kg.pipeline import publish
from kg.store.home import Home

PAIR = {"citing": CITING, "cited": CITED}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return labelling_home(tmp_path)


@pytest.fixture
def site(home: Path) -> Iterator[TestClient]:
    with curating(home) as opened:
        yield opened


def audit(home: Path) -> list[dict[str, Any]]:
    text = (home.parent / "audit.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def queue(site: TestClient, who: str, **given: str) -> Any:  # noqa: ANN401
    return site.get("/api/v1/curation/pairs", params=given, headers=bearer(who)).json()


def seen(site: TestClient, who: str) -> Any:  # noqa: ANN401
    return site.get("/api/v1/curation/pair", params=PAIR, headers=bearer(who)).json()


def test_two_who_agree_decide_and_neither_sees_the_other_before(site: TestClient, home: Path) -> None:
    before = pair_now(home)
    first = said(site, "ada", behind="independent", reuse="yes", reason="Section 2 takes their curves.")
    alone, blind = pair_now(home), seen(site, "ben@lab.example")
    waiting = queue(site, "ben@lab.example")
    second = said(site, "ben@lab.example", behind="independent", reuse="unsure")
    both = pair_now(home)

    assert (before.behind, before.reuse) == ("unknown", "unknown")
    assert (first.status_code, second.status_code) == (201, 201)
    assert (alone.behind, alone.reuse) == ("unknown", "yes")
    assert alone.behind_basis[0] == {"rule": "one curator says", "curator": "ada", "said": "independent"}
    assert (blind["own"], blind["others"], blind["rules"]["behind"], blind["rules"]["reuse"]) == (
        None, [], "unknown", "unknown",
    )  # fmt: skip
    assert "ada" not in json.dumps(blind)
    assert "curves" not in json.dumps(blind)
    assert (waiting["pairs"][0]["citing"], waiting["pairs"][0]["others"]) == (CITING, 1)
    assert waiting["pairs"][0]["reuse"] == "unknown"
    assert [one["curator"] for one in second.json()["others"]] == ["ada"]
    assert (both.behind, both.reuse, both.flags) == ("independent", "yes", ("constructed",))
    assert {one["curator"] for one in both.behind_basis if one["rule"] == "curator"} == {"ada", BEN}
    assert "ben@" not in json.dumps(both.behind_basis)
    assert CITING not in [one["citing"] for one in queue(site, "cleo")["pairs"] if one["cited"] == CITED]


def test_the_audit_log_says_who_said_what(site: TestClient, home: Path) -> None:
    said(site, "ada", behind="same_team", reuse="no")
    refused = [said(site, who, behind="same_team").status_code for who in ("rita", "edna")]
    nobody = site.post("/api/v1/curation/labels", json=PAIR | {"behind": "same_team"})

    begun, done, *denied = audit(home)
    assert [begun["outcome"], done["outcome"]] == ["begun", "ok"]
    assert {begun["action"], begun["principal"], done["principal"]} == {"label", "ada"}
    assert begun["graph"] == label_graph(CITING, CITED, "ada").value
    assert (begun["label"]["behind"], begun["label"]["reuse"]) == ("same_team", "no")
    assert [refused, nobody.status_code] == [[403, 403], 401]
    assert [(line["principal"], line["outcome"], line["action"]) for line in denied] == [
        ("rita", "missing-role", "label"), ("edna", "missing-role", "label"), (None, "no-token", "label"),
    ]  # fmt: skip


def test_a_label_is_replaced_and_withdrawn_and_both_stay_in_the_graph(site: TestClient, home: Path) -> None:
    for who in ("ada", "olga"):
        said(site, who, behind="same_team", reuse="no")
    agreed = pair_now(home)
    unreasoned = said(site, "ada", behind="independent")
    changed = said(site, "ada", behind="independent", reason="I took her for another Miller.")
    differing = pair_now(home)
    bare = said(site, "olga", withdraw=True)
    withdrawn = said(site, "olga", withdraw=True, reason="I did not read it.")
    alone = pair_now(home)

    assert (agreed.behind, agreed.reuse) == ("same_team", "no")
    assert (unreasoned.status_code, bare.status_code) == (400, 400)
    assert "reason" in unreasoned.json()["detail"]
    assert (changed.status_code, withdrawn.status_code) == (201, 201)
    assert (differing.behind, "curators-disagree" in differing.flags) == ("unknown", True)
    assert (alone.behind, alone.reuse, alone.flags) == ("unknown", "unknown", ("constructed",))
    current = Home(home).current()
    assert current is not None
    graph = Store.read_only(str(current.plain))
    texts = [
        quad.object.value  # type: ignore[union-attr]
        for quad in graph.quads_for_pattern(
            None, NamedNode("https://w3id.org/pan-kg/def#behind"), None, label_graph(CITING, CITED, "ada")
        )
    ]
    assert sorted(texts) == ["independent", "same_team"]
    assert [line["label"]["behind"] for line in audit(home) if "label" in line] == [
        "same_team", "same_team", "independent", None,
    ]  # fmt: skip
    assert said(site, "olga", withdraw=True, reason="again").status_code == 400


def test_two_who_reject_take_the_pair_out_of_the_count(site: TestClient, home: Path) -> None:
    assert said(site, "ada", behind="rejected").status_code == 400
    for who in ("ada", "cleo"):
        said(site, who, behind="rejected", reason="It cites another sample.")

    found = pair_now(home)
    assert (found.is_counted, "rejected" in found.flags, found.claims) == (False, True, pair_now(home).claims)


@pytest.mark.parametrize(
    ("word", "status", "told"),
    [
        ({"behind": "nobody"}, 400, "'nobody'"),
        ({"reuse": "perhaps"}, 400, "'perhaps'"),
        ({}, 400, "says something"),
        ({"behind": 7}, 400, "behind"),
        ({"behind": "same_team", "colour": "blue"}, 400, "'colour'"),
        ({"behind": "same_team", "withdraw": True}, 400, "nothing else"),
        ({"behind": "same_team", "reason": "x" * 2001}, 400, "2001"),
        ({"behind": "same_team", "citing": "https://doi.org/10.5072/nobody"}, 404, "nobody"),
        ({"behind": "same_team", "citing": "> . <urn:x> <urn:y> <urn:z"}, 404, "No claim"),
        ({"reuse": "yes"}, 400, "evidence"),
    ],
)
def test_what_is_no_label_is_refused_with_the_way_out(
    site: TestClient, home: Path, word: dict[str, Any], status: int, told: str
) -> None:
    answer = said(site, "ada", **word)

    assert answer.status_code == status
    assert told in answer.json()["detail"]
    assert not (home.parent / "audit.jsonl").exists()


def test_other_ways_to_write_do_not_reach_the_graphs_of_labels(site: TestClient) -> None:
    graph = label_graph(CITING, CITED, "ada").value
    headers = bearer("olga") | {"content-type": "text/turtle"}

    forged = site.put(
        "/rdf-graph-store", params={"graph": graph}, content="<urn:a> <urn:b> 1 .", headers=headers
    )

    assert forged.status_code == 400
    assert "the product itself" in forged.json()["detail"]


def test_labels_elsewhere_are_anybodys_and_decide_nothing(site: TestClient, home: Path) -> None:
    forged = f"""
        @prefix pan: <https://w3id.org/pan-kg/def#> . @prefix cito: <http://purl.org/spar/cito/> .
        @prefix prov: <http://www.w3.org/ns/prov#> .
        <urn:forged> a pan:CurationLabel ; cito:hasCitingEntity <{CITING}> ; cito:hasCitedEntity <{CITED}> ;
          pan:curator "ada" ; pan:reuse "yes" ; prov:generatedAtTime "2026-01-01T00:00:00Z" .
    """
    headers = bearer("olga") | {"content-type": "text/turtle"}
    put = site.put("/rdf-graph-store?graph=https://example.org/g", content=forged, headers=headers)

    assert put.status_code == 201
    assert pair_now(home).reuse == "unknown"


def test_labels_survive_publishing_backup_and_a_dump(site: TestClient, home: Path, tmp_path: Path) -> None:
    said(site, "ada", reuse="yes", reason="Figure 3.")
    publish(Home(home))
    again = pair_now(home)
    (home / "citations.sqlite").unlink()
    publish(Home(home))
    made_anew = pair_now(home)
    backup(Home(home), tmp_path / "saved")
    restore(Home(tmp_path / "back"), tmp_path / "saved")
    publish(Home(tmp_path / "back"))
    dump = tmp_path / "dump.nq"
    current = Home(home).current()
    assert current is not None
    Home(home).reader(current).dump(dump)
    load_files(Home(tmp_path / "other"), [dump])
    publish(Home(tmp_path / "other"))

    assert again.reuse == made_anew.reuse == "yes"
    assert pair_now(tmp_path / "back").reuse == "yes"
    assert pair_now(tmp_path / "other").reuse == "yes"


def test_agreement_is_told_to_everybody_and_judges_the_rules_alone(site: TestClient) -> None:
    empty = site.get("/api/v1/curation/agreement").json()
    for who in ("ada", "cleo"):
        said(site, who, behind="independent", reuse="yes", reason="x")
    told = site.get("/api/v1/curation/agreement").json()

    assert empty["curators"]["behind"]["n"] == 0
    assert empty["curators"]["behind"]["kappa"] is None
    assert (told["curators"]["behind"]["n"], told["curators"]["behind"]["agreed"]) == (1, 1)
    rules = told["rules"]["behind"]
    assert (rules["n"], rules["coverage"]["hits"]) == (
        1,
        0,
    )  # the rules said unknown, whatever is decided now
    assert rules["confusion"][rules["truths"].index("independent")][rules["decisions"].index("unknown")] == 1


def test_the_queue_is_narrowed_and_has_a_fair_sample(site: TestClient) -> None:
    whole, borealis = queue(site, "ada"), queue(site, "ada", facility="borealis-neutron-centre")
    sample = [queue(site, who, order="sample")["pairs"] for who in ("ada", "cleo")]

    assert (whole["total"], borealis["total"]) == (4, 2)
    assert [one["behind"] for one in whole["pairs"]] == ["unknown", "unknown", "unknown", "companion"]
    assert sample[0] == sample[1] == sorted(sample[0], key=lambda one: one["node"])
    for wrong in (
        {"order": "best"},
        {"show": "all"},
        {"page": "0"},
        {"colour": "blue"},
        {"facility": "nowhere"},
    ):
        assert site.get("/api/v1/curation/pairs", params=wrong, headers=bearer("ada")).status_code == 400


def test_without_tokens_there_is_no_curation(sample_home: Path) -> None:
    from serving import client

    with client(sample_home) as reading:
        for path in ("/curation", "/curation/pair", "/api/v1/curation/pairs", "/api/v1/curation/agreement"):
            assert reading.get(path).status_code == 404, path
        assert reading.post("/api/v1/curation/labels").status_code == 404


def test_no_token_is_taken_from_an_address(site: TestClient) -> None:
    from labelling import token

    assert site.get("/api/v1/curation/pairs", params={"token": token("ada")}).status_code == 401
    assert not re.search("authorization", site.get("/curation", params={"token": token("ada")}).text)
