"""`kg eval behind`: what it says of an empty store, and of one with labels."""

import json
from pathlib import Path

from labelling import curating, labelling_home, said
from typer.testing import CliRunner

from kg.cli.main import build


def run(*words: str) -> str:
    shown = CliRunner().invoke(build(), ["eval", "behind", *words])
    assert shown.exit_code == 0, shown.output
    return shown.output


def test_without_labels_there_is_nothing_to_judge_with(tmp_path: Path) -> None:
    home = str(labelling_home(tmp_path))
    assert "nothing to judge with" in run("--store", home)
    told = json.loads(run("--store", home, "--json"))
    assert (told["labelled"], told["rules"]["behind"]["n"]) == (0, 0)
    assert told["rules"]["behind"]["coverage"]["share"] is None


def test_labels_judge_the_rules(tmp_path: Path) -> None:
    home = labelling_home(tmp_path)
    with curating(home) as site:
        for who in ("ada", "cleo"):
            said(site, who, behind="independent", reuse="yes", reason="x")
    told = json.loads(run("--store", str(home), "--json"))
    shown = run("--store", str(home), "--two")

    behind, reuse = told["rules"]["behind"], told["rules"]["reuse"]
    assert (behind["n"], behind["by_two"], behind["coverage"]["share"]) == (1, 1, 0.0)
    (independent,) = (one for one in behind["classes"] if one["word"] == "independent")
    assert (independent["recall"]["hits"], independent["recall"]["of"], independent["precision"]["of"]) == (
        0,
        1,
        0,
    )
    assert (reuse["n"], reuse["coverage"]["hits"]) == (1, 0)
    assert told["curators"]["behind"]["agreed"] == 1
    # Both works have DOIs under DataCite's prefix for tests.
    assert told["constructed"] == 1
    assert "1 of 1 labelled pairs are constructed" in shown
    assert "behind: 1 pairs judged, 1 of them by two" in shown
