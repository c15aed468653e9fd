"""TREC run files: what comes back, and what other tools make of them."""

from pathlib import Path

import pytest

from kg.errors import BadInput
from kg.evaluate.runs import escaped, read_run, run_name, write_run


def test_names_with_spaces_and_percent_signs_come_back(tmp_path: Path) -> None:
    ranked = {"q 1": [("Corpus of 50% speech", 2.0), ("tab\there", 1.0), ("line\u2028end", 0.5)]}

    write_run(ranked, "any", tmp_path / "any.run")

    lines = (tmp_path / "any.run").read_text(encoding="utf-8").split("\n")
    assert lines[0].split(" ") == ["q%201", "Q0", "Corpus%20of%2050%25%20speech", "1", "2.000000", "any"]
    assert [name for name, _ in read_run(tmp_path / "any.run")["q 1"]] == [name for name, _ in ranked["q 1"]]


def test_equal_scores_are_written_falling_so_that_no_tool_reorders_them(tmp_path: Path) -> None:
    write_run({"q": [("b", 0.5), ("a", 0.5), ("c", 0.5)]}, "ties", tmp_path / "ties.run")

    found = read_run(tmp_path / "ties.run")["q"]

    assert [name for name, _ in found] == ["b", "a", "c"]
    assert found[0][1] > found[1][1] > found[2][1]


def test_a_line_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.run").write_text("q Q0 a 1 0.5 tag\nq Q0 a first 0.5 tag\n", encoding="utf-8")

    with pytest.raises(BadInput, match=r"bad\.run, line 2: .*qid Q0 docid rank score tag"):
        read_run(tmp_path / "bad.run")


def test_only_white_space_and_percent_signs_are_written_otherwise() -> None:
    assert escaped("https://doi.org/10.5072/ä+1") == "https://doi.org/10.5072/ä+1"


def test_a_system_gives_a_file_name() -> None:
    assert run_name("a + b, 0.8 : 0.2") == "a-b-0.8-0.2"
    assert run_name("../..") == "run"
