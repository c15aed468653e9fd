"""`kg inspect` tells what files hold."""

import json
from pathlib import Path

import pytest
from hdf5_tree import write_tree
from typer.testing import CliRunner, Result

from kg.cli.main import build
from kg.errors import BadInput

FILE_KEYS = {"file", "outcome", "format", "entries", "issues"}
ENTRY_KEYS = {
    "path", "title", "definition", "start_time", "end_time", "instrument", "facility", "sample", "source",
    "probe", "probe_basis", "energy_keV", "wavelength_angstrom", "experiment_identifier", "users",
    "techniques",
}  # fmt: skip


def inspect(*arguments: str) -> Result:
    return CliRunner().invoke(build(), ["inspect", *arguments])


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    entry = {
        "@NX_class": "NXentry",
        "title": "a scan",
        "definition": "NXxas",
        "user": {"@NX_class": "NXuser", "name": "Una"},
    }
    return write_tree(tmp_path / "scan.nxs", {"entry": entry})


def test_json_is_one_object_per_file_with_the_promised_keys(scan: Path) -> None:
    result = inspect("--json", str(scan), str(scan))

    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [set(one) >= FILE_KEYS for one in answer] == [True, True]
    assert answer[0]["file"] == str(scan)
    assert answer[0]["outcome"] == "nexus"
    (entry,) = answer[0]["entries"]
    assert set(entry) >= ENTRY_KEYS
    assert entry["source"] == {"name": None, "type": None}
    assert entry["users"] == [{"name": "Una", "role": None, "affiliation": None, "orcid": None}]
    assert set(entry["techniques"][0]) >= {"iri", "basis", "confidence"}


def test_the_file_is_told_by_its_whole_path(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scan.parent)

    assert json.loads(inspect("--json", scan.name).stdout)[0]["file"] == str(scan)


def test_text_names_title_technique_and_issues(scan: Path) -> None:
    write_tree(scan, {"entry": {"@NX_class": "NXentry", "title": "a scan", "start_time": "never"}})

    result = inspect(str(scan))

    assert "a scan" in result.stdout
    assert "time-invalid" in result.stdout


def test_a_damaged_file_is_a_finding(scan: Path) -> None:
    scan.write_bytes(scan.read_bytes()[:700])

    result = inspect("--json", str(scan))

    answer = json.loads(result.stdout)
    assert result.exit_code == 1
    assert answer[0]["outcome"] == "damaged"
    assert set(answer[0]["issues"][0]) == {"code", "path", "message"}


def test_a_missing_file_is_named(scan: Path) -> None:
    result = inspect(str(scan), str(scan.parent / "gone.nxs"))

    assert isinstance(result.exception, BadInput)
    assert result.exception.exit_code == 2
    assert "gone.nxs" in str(result.exception)
