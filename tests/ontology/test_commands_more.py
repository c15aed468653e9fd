"""`kg ontology classify`, `rules`, `draft`, `release`, `next-iri`, and the tree they hang on."""

import json
from pathlib import Path

import pytest
from editors_tables import (
    DIFFRACTION,
    IMAGING,
    PREFIX,
    SCATTERING,
    TOP,
    alone,
    answer,
    first_version,
    kg,
    row,
    table,
)
from typer.testing import CliRunner

from kg.cli.main import build


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)


@pytest.fixture
def before() -> str:
    return first_version()


# classify


def test_classify_explains_a_subsumption(before: str) -> None:
    told = answer("classify", before, "--why", "Diffraction", f"{PREFIX}00001", "--out", "pairs.csv")

    assert told["why"]["follows"]
    assert len(told["why"]["because"]) == 2
    assert Path("pairs.csv").read_text().split("\n")[0] == "narrower,broader"
    assert told["subsumptions"] == 4
    assert f"{PREFIX}01022,{PREFIX}00200" in Path("pairs.csv").read_text()


def test_terms_of_one_label_are_told_apart_by_their_iris() -> None:
    """As PaNET's two pairs "obtain spatial map = imaging", of techniques and of specifiers."""
    twins = [
        row("00301", "image", "mapping"),
        row("00302", "mapping", f"{PREFIX}00301"),
        row("2000301", "image", f"{PREFIX}2000302"),
        row("2000302", "topography", f"{PREFIX}2000301"),
    ]
    told = kg("classify", table("twins.csv", TOP, *twins)).stdout

    assert "the same: image (PaNET00301) = mapping\n" in told
    assert "the same: image (PaNET2000301) = topography\n" in told


def test_what_does_not_follow_has_no_reason(before: str) -> None:
    told = answer("classify", before, "--why", "imaging", "scattering")["why"]

    assert (told["follows"], told["because"]) == (False, [])


def test_a_name_that_no_term_bears_is_bad_input(before: str) -> None:
    done = kg("classify", before, "--why", "diffraktion", "scattering")

    assert 'Did you mean "diffraction"?' in str(done.exception)


def test_two_reasoners_that_disagree_are_exit_code_one(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.ontology.hierarchy import Hierarchy

    def classified(document: object, reasoner: str = "rustdl") -> Hierarchy:
        broader = {"a": frozenset({"b"} if reasoner == "rustdl" else ()), "b": frozenset[str]()}
        return Hierarchy(broader, (), True, reasoner)

    monkeypatch.setattr("kg.ontology.reason.classify.classify", classified)

    told = answer("classify", before, "--reasoner", "rustdl,hermit", code=1)

    assert told["agree"] is False
    assert told["differences"] == {"rustdl": {"only_pairs": [["a", "b"]], "only_unsatisfiable": []}}
    assert told["reasoner"] == "rustdl, hermit"


# rules, draft, release, next-iri


def test_the_catalogue_lists_every_rule_and_tells_one() -> None:
    listed = json.loads(kg("rules", "--json").stdout)
    told = answer("rules", "label-lost")

    assert {"label-lost", "unresolved-reference", "release-term-gone"} <= {each["name"] for each in listed}
    assert all(each["why"] and each["remedy"] and each["title"] for each in listed)
    assert told["examples"]["A change that trips it"]["after"].startswith("ID,")
    assert "label-lost" in kg("rules").stdout
    assert "What to do" in kg("rules", "label-lost").stdout


def test_a_rule_that_is_off_is_told_as_off(before: str) -> None:
    Path(".kg-ontology.toml").write_text('[rules]\nlabel-style = "off"\n', "utf-8")
    told = kg("rules", "label-style")

    assert told.exit_code == 0
    assert told.stdout.startswith("This rule is off")
    assert "What to do" in told.stdout
    assert "label-style" not in kg("rules").stdout
    assert "No rule is called" in str(kg("rules", "label-stile").exception)


def test_a_term_of_a_release_that_is_gone_names_the_release(before: str) -> None:
    Path(".kg-ontology.toml").write_text('released = ["old.csv"]\n', "utf-8")
    table("old.csv", TOP, SCATTERING, IMAGING, DIFFRACTION, row("00900", "holography", "imaging"))
    told = kg("check", before, before)

    assert told.exit_code == 1
    assert "the release old.csv has it" in " ".join(told.stdout.split())


def test_a_draft_has_both_texts(before: str) -> None:
    after = table(
        "after.csv", TOP, SCATTERING, IMAGING, DIFFRACTION, row("01023", "speckle imaging", "imaging")
    )

    told = answer("draft", before, after, "--version", "1.4.0", "--date", "2026-11-21")

    assert told["changelog"].startswith("## [1.4.0] - 2026-11-21")
    assert "- speckle imaging (PaNET01023)" in told["changelog"]
    assert told["merge_request"].startswith("## Motivation")
    assert told["version_step"] == "minor"


def test_the_gate_stops_a_release_that_lost_a_term(before: str) -> None:
    after = table("after.csv", TOP, SCATTERING, IMAGING)

    told = answer("release", before, after, code=1)

    assert told["verdict"] == "fail"
    assert ("release-term-gone", f"{PREFIX}01022") in [
        (each["rule"], each["term"]) for each in told["findings"]
    ]
    assert kg("release", before, after).stdout.startswith("FAIL  after.csv may not be released")


def test_next_iri_prints_just_the_iri(before: str) -> None:
    earlier = table("earlier.csv", TOP, row("01400", "gone", "photon and neutron technique"))

    assert kg("next-iri", before).stdout == f"{PREFIX}01023\n"
    assert kg("next-iri", before, earlier).stdout == f"{PREFIX}01401\n"
    assert answer("next-iri", before, "--kind", "property")["iri"] == f"{PREFIX}1000000"


# The tree


def test_a_command_alone_is_the_same_as_in_the_whole_tree() -> None:
    from kg.cli.main import _commands, _tree

    alone = CliRunner().invoke(build("ontology"), ["ontology", "--help"]).stdout
    assert alone == CliRunner().invoke(build(), ["ontology", "--help"]).stdout
    assert "ontology" in _commands(_tree(["ontology"]))


@pytest.mark.parametrize("word", ["nonsense", "bar", "--help", "show"])
def test_what_is_no_command_gets_the_whole_tree(word: str) -> None:
    from kg.cli.main import _commands

    assert _commands(build(word)) == _commands(build())


def test_colours_are_for_terminals_only(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.cli.ontology import colour

    assert "\x1b" not in kg("check", before, before).stdout
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert colour.paint_for_stdout()("FAIL", "fail") == "\x1b[1;31mFAIL\x1b[0m"
    monkeypatch.setenv("NO_COLOR", "1")
    assert colour.paint_for_stdout()("FAIL", "fail") == "FAIL"
