"""`kg ontology mappings` as the shell has it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import build
from kg.errors import BadInput
from kg.ontology.mappings.example import FAULTLESS, HEADER, METADATA, ONTOLOGY

WRONG = METADATA + HEADER + "\n" + FAULTLESS.replace("panet:", "Panet:") + "\n"
RIGHT = METADATA + HEADER + "\n" + FAULTLESS + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ontology.csv").write_text(ONTOLOGY)
    (tmp_path / "wrong.csv").write_text(WRONG)
    (tmp_path / "right.csv").write_text(RIGHT)
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    command = ["ontology", "mappings", "--ontology", str(folder / "ontology.csv"), *arguments]
    done = CliRunner().invoke(build(), command)
    if isinstance(done.exception, BadInput):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_json_for_scripts(folder: Path) -> None:
    code, out, _ = run(folder, str(folder / "wrong.csv"), str(folder / "right.csv"), "--json")
    answer = json.loads(out)
    assert code == 1
    assert (answer["verdict"], answer["rows"], answer["checked"]) == ("fail", 2, 2)
    assert [each["verdict"] for each in answer["tables"]] == ["fail", "pass"]
    (finding,) = answer["findings"]
    assert {
        key: finding[key] for key in ("rule", "level", "row", "column", "text", "suggestion", "count")
    } == {
        "rule": "mapping-prefix",
        "level": "fail",
        "row": 8,
        "column": 1,
        "text": "Panet:PaNET01022",
        "suggestion": "panet:PaNET01022",
        "count": 1,
    }
    assert finding["term"] is None
    assert finding["message"].endswith(".")


def test_a_faultless_table_passes(folder: Path) -> None:
    code, out, _ = run(folder, str(folder / "right.csv"))
    assert (code, out.splitlines()[0][:4]) == (0, "PASS")


def test_fix_writes_beside_and_never_over(folder: Path) -> None:
    table, out = folder / "wrong.csv", folder / "mended.csv"
    code, _, err = run(folder, str(table), "--fix", str(out))
    assert code == 1  # of the table as it was given
    assert "1 places mended, 0 left" in err
    assert out.read_text() == RIGHT
    assert run(folder, str(out))[0] == 0
    with pytest.raises(BadInput, match="--force"):
        run(folder, str(table), "--fix", str(table))
    assert table.read_text() == WRONG
    run(folder, str(table), "--fix", str(table), "--force")
    assert table.read_text() == RIGHT
    assert (folder / "wrong.csv.bak").read_text() == WRONG


def test_fix_of_several_tables_fills_a_folder(folder: Path) -> None:
    run(folder, str(folder / "wrong.csv"), str(folder / "right.csv"), "--fix", str(folder / "new"))
    assert (folder / "new" / "wrong.csv").read_text() == (folder / "new" / "right.csv").read_text() == RIGHT


@pytest.mark.parametrize("form", ["text", "sarif", "junit", "markdown", "github"])
def test_other_forms_name_the_rule_and_the_place(folder: Path, form: str) -> None:
    code, out, _ = run(folder, str(folder / "wrong.csv"), "--format", form)
    assert code == 1
    assert "A prefix that is not declared" in out or "mapping-prefix" in out
    assert "wrong" in out


def test_metadata_beside_the_table_are_named(folder: Path) -> None:
    (folder / "right.yml").write_text("license: x\n")
    assert "right.yml" in run(folder, str(folder / "right.csv"))[2]


def test_wrong_requests(folder: Path) -> None:
    with pytest.raises(BadInput, match="subject_id"):
        run(folder, str(folder / "ontology.csv"))
    with pytest.raises(BadInput, match="there are: text"):
        run(folder, str(folder / "right.csv"), "--format", "pdf")
    with pytest.raises(BadInput, match=r"missing\.csv"):
        run(folder, str(folder / "missing.csv"))
