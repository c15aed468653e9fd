"""`kg citations label` and `labels`: the same words, checks, graph and log as on the page."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from commands import answer, kg
from labelling import BEN, CITED, CITING, bearer, curating, labelling_home, pair_now, said

from kg.citation.label import label_graph
from kg.errors import BadInput
from kg.loading import load_files
from kg.pipeline import publish
from kg.store.home import Home

PAIR = ("10.5072/paper.1", "10.5072/data.1")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_ENCODER", "none")
    return labelling_home(tmp_path)


def label(home: Path, curator: str, *words: str, pair: tuple[str, str] = PAIR) -> dict[str, Any]:
    return answer("citations", "label", *pair, "--curator", curator, "--store", home, *words)


def refused(home: Path, *words: str, pair: tuple[str, str] = PAIR, curator: str = "ada") -> str:
    result = kg("citations", "label", *pair, "--curator", curator, "--store", home, *words)
    assert isinstance(result.exception, BadInput), result.output
    return str(result.exception)


def listed(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer("citations", "labels", "--store", home)["labels"]
    return found


def audit(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_one_word_from_the_shell_and_one_from_the_service_decide_together(home: Path) -> None:
    before = Home(home).current()
    assert before is not None
    first = label(home, "ada", "--behind", "independent", "--reuse", "yes", "--reason", "Section 2.")
    with curating(home) as site:
        shown = site.get(
            "/api/v1/curation/pair", params={"citing": CITING, "cited": CITED}, headers=bearer("cleo")
        ).json()
        second = said(site, "cleo", behind="independent", reuse="yes", reason="Figure 3.").json()

    found = pair_now(home)
    assert (found.behind, found.reuse, found.is_counted) == ("independent", "yes", True)
    assert (first["generation"], second["generation"]) == (before.number + 1, before.number + 2)
    assert (first["own"]["behind"], first["others"], first["rules"]["behind"]) == (
        "independent", [], "unknown",
    )  # fmt: skip
    assert (shown["own"], shown["others"]) == (None, [])  # who has not labelled yet is not told
    assert [one["curator"] for one in second["others"]] == ["ada"]


def test_where_curators_differ_it_is_told_what_counts(home: Path) -> None:
    label(home, "ada", "--behind", "independent")

    def shown(curator: str, word: str) -> str:
        given = ("--behind", word, "--curator", curator)
        return kg("citations", "label", *PAIR, *given, "--store", home).output

    assert "Curators differ, so the decision of the rules stays." in shown("ben", "same_team")
    majority = shown("cleo", "independent")  # two against one
    assert "Decided: independent" in majority
    assert "Curators differ; the word on which most of them agree counts." in majority


def test_the_log_names_the_account_in_the_place_of_a_token(home: Path) -> None:
    from pwd import getpwuid

    label(home, "ada", "--behind", "independent")

    begun, done = audit(home / "audit.jsonl")
    assert (begun["outcome"], done["outcome"]) == ("begun", "ok")
    assert begun["request"] == done["request"]
    for line in (begun, done):
        assert (line["principal"], line["roles"]) == ("ada", [])
        assert line["account"] == getpwuid(home.stat().st_uid).pw_name
        assert (line["action"], line["graph"]) == ("label", label_graph(CITING, CITED, "ada").value)
    assert (begun["label"]["behind"], begun["label"]["reuse"]) == ("independent", None)


def test_a_changed_and_withdrawn_label_counts_no_more_and_stays_on_record(home: Path) -> None:
    label(home, "ada", "--behind", "independent")
    without_reason = refused(home, "--behind", "same_team")
    changed = label(home, "ada", "--behind", "same_team", "--reason", "Both lists name Fermi.")
    standing = listed(home)
    withdrawn = label(home, "ada", "--withdraw", "--reason", "I looked at another paper.")

    assert without_reason == "Give a reason: this changes what you said before."
    assert changed["own"]["behind"] == "same_team"
    assert [(one["curator"], one["behind"]) for one in standing] == [("ada", "same_team")]
    assert withdrawn["own"] is None
    assert listed(home) == []
    current = Home(home).current()
    assert current is not None
    graph = label_graph(CITING, CITED, "ada")
    rows = (
        Home(home)
        .reader(current)
        .rows(
            f"SELECT ?word {{ GRAPH {graph} {{ ?label a pan:CurationLabel "
            "OPTIONAL { ?label pan:behind ?word } } } ORDER BY ?word"
        )
    )
    assert [row["word"].value if row.get("word") else None for row in rows] == [
        None, "independent", "same_team",
    ]  # fmt: skip
    assert refused(home, "--withdraw", "--reason", "again") == (
        "There is no label of yours on this pair to withdraw."
    )


WRONG: list[dict[str, Any]] = [
    {"behind": "nobody"},
    {"reuse": "perhaps"},
    {},
    {"behind": "same_team", "withdraw": True},
    {"behind": "same_team", "reason": "x" * 2001},
    {"reuse": "yes"},
    {"behind": "rejected"},
    {"withdraw": True, "reason": "x"},
]


def test_what_is_no_label_is_refused_in_the_words_of_the_service(home: Path) -> None:
    with curating(home) as site:
        there = [said(site, "ada", **word).json()["detail"] for word in WRONG]
    here = []
    for word in WRONG:
        options = [part for name, value in word.items() if value is not True for part in (f"--{name}", value)]
        here.append(refused(home, *options, *(["--withdraw"] if "withdraw" in word else [])))

    assert here == there
    assert not (home / "audit.jsonl").exists()


def test_what_only_the_shell_has_to_refuse(home: Path, tmp_path: Path) -> None:
    unknown = refused(home, "--behind", "unsure", pair=("10.5072/nobody", "10.5072/data.1"))
    name = refused(home, "--behind", "unsure", curator="ada lovelace")
    engine = refused(Path("x"), "--behind", "unsure", "--store", "http://127.0.0.1:9/sparql")
    empty = refused(tmp_path / "empty", "--behind", "unsure")

    assert f"No claim says that https://doi.org/10.5072/nobody cites {CITED}." in unknown
    assert "kg report citations" in unknown
    assert "'ada lovelace'" in name
    assert "letters, digits" in name
    assert "a store in a folder" in engine
    assert "no published generation" in empty
    assert not (tmp_path / "empty" / "audit.jsonl").exists()


@pytest.mark.parametrize(
    "pair",
    [
        (CITING, CITED),
        ("doi:10.5072/PAPER.1", "https://dx.doi.org/10.5072/Data.1"),
        ("https://doi.org/10.5072/PAPER.1", " 10.5072/data.1 "),
    ],
)
def test_a_work_is_found_however_its_doi_is_written(home: Path, pair: tuple[str, str]) -> None:
    told = label(home, "ada", "--behind", "independent", pair=pair)

    assert (told["citing"]["iri"], told["cited"]["iri"]) == (CITING, CITED)


def test_a_name_with_an_address_is_not_published(home: Path) -> None:
    given = ("--curator", "ben@lab.example", "--behind", "independent")
    told = kg("citations", "label", *PAIR, *given, "--store", home)

    assert told.exit_code == 0, told.output
    assert BEN in told.output
    assert "ben@lab.example" not in told.output
    assert [one["curator"] for one in listed(home)] == [BEN]


def test_labels_are_listed_with_how_curators_stand_and_what_is_decided(home: Path) -> None:
    second = ("10.5072/paper.2", "10.5072/data.1")
    label(home, "ada", "--behind", "independent", "--reuse", "yes", "--reason", '=HYPERLINK("x")')
    label(home, "cleo", "--behind", "independent", "--reuse", "unsure")
    label(home, "ada", "--behind", "independent", pair=second)
    label(home, "cleo", "--behind", "same_team", pair=second)

    found = listed(home)
    table = kg("citations", "labels", "--format", "csv", "--store", home)
    text = kg("citations", "labels", "--store", home).output

    assert [(one["citing"][-7:], one["curator"], one["behind"], one["reuse"]) for one in found] == [
        ("paper.1", "ada", "independent", "yes"),
        ("paper.1", "cleo", "independent", "unsure"),
        ("paper.2", "ada", "independent", None),
        ("paper.2", "cleo", "same_team", None),
    ]
    words = ("labels", "curators_behind", "curators_reuse", "rules_behind", "decided_behind", "decided_reuse")
    # Two who agree decide; a single yes is evidence where the rules cannot tell; who differ decide nothing.
    assert [tuple(found[at][word] for word in words) for at in (0, 2)] == [
        (2, "agree", "one sure", "unknown", "independent", "yes"),
        (2, "differ", "nobody sure", "unknown", "unknown", "unknown"),
    ]
    assert found[0]["cited_title"] == "Title of data.1"
    rows = list(csv.DictReader(io.StringIO(table.stdout)))
    assert [row["curator"] for row in rows] == ["ada", "cleo", "ada", "cleo"]
    assert rows[0]["reason"] == '\'=HYPERLINK("x")'  # shown, not run
    assert "curators: differ" in text
    assert text.count(" cites ") == 2


def test_a_label_of_what_no_source_says_any_more_is_still_listed(home: Path) -> None:
    label(home, "ada", "--behind", "independent")
    file = home.parent / "claims.nt"
    kept = [line for line in file.read_text(encoding="utf-8").splitlines(True) if "paper.1" not in line]
    file.write_text("".join(kept), encoding="utf-8")
    load_files(Home(home), [file])
    publish(Home(home))

    (one,) = listed(home)

    assert (one["citing"], one["cited"], one["curator"], one["behind"]) == (
        CITING, CITED, "ada", "independent",
    )  # fmt: skip
    assert (one["labels"], one["curators_behind"], one["decided_behind"]) == (None, None, None)
    assert "no source says so any more" in kg("citations", "labels", "--store", home).output


def test_a_reason_does_nothing_to_a_terminal(home: Path) -> None:
    label(home, "ada", "--behind", "independent", "--reason", "red \x1b[31m\nand \u202eturned")

    text = kg("citations", "labels", "--store", home).output

    assert "\x1b" not in text
    assert "\u202e" not in text


def test_without_labels_and_with_a_wrong_format(home: Path) -> None:
    none = kg("citations", "labels", "--store", home)
    wrong = kg("citations", "labels", "--format", "xml", "--store", home)

    assert "kg citations label CITING CITED" in none.output
    assert listed(home) == []
    assert "'xml'" in str(wrong.exception)
    assert "text, csv, json" in str(wrong.exception)
