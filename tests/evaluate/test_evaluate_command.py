"""`kg eval`: its other measures by the command, on files written here."""

import json
from pathlib import Path

import pytest
from commands import answer, kg

SANS = {"panet": "http://purl.org/pan-science/PaNET/PaNET01189", "label": "small angle neutron scattering"}


def test_reading_is_measured_without_any_store(tmp_path: Path) -> None:
    intent = {"techniques": [SANS], "facility": None, "sample": None, "parameters": []}
    file = tmp_path / "queries.json"
    file.write_text(json.dumps({"queries": [{"id": "a", "lang": "en", "query": "SANS", "intent": intent}]}))

    report = answer("eval", "reading", file)
    shown = kg("eval", "reading", file)

    assert (report["n"], report["technique_exact"], report["false_constraints"]) == (1, 1, 0)
    assert "technique exact 1.000" in shown.stdout


def test_linking_is_measured_by_words_alone(tmp_path: Path) -> None:
    file = tmp_path / "mappings.jsonl"
    row = {"text": "small angle neutron scattering", "verbatim": True, "targets": [{**SANS, "gain": 3}]}
    file.write_text(json.dumps(row) + "\n")

    report = answer("eval", "linking", file, "--words-only")

    (default,) = [row for row in report["systems"] if row["default"]]
    assert (report["n"], default["hit@1"]) == (1, 1)


@pytest.mark.parametrize("command", ["reading", "answers"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, command: str) -> None:
    file = tmp_path / "queries.json"
    file.write_text("[]")

    result = kg("eval", command, file)

    assert result.exit_code != 0
    assert "no file of questions" in str(result.exception)
