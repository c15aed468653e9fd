"""What other repositories use: the pre-commit hook and the workflow, run as those would run them."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PREFIX = "http://purl.org/pan-science/PaNET/PaNET"
HEADER = "ID,Label,Alt Label,Definition,Definition Source,RDF Type,Parent IRI\n"
TEMPLATE = (
    "ID,A rdfs:label,A http://www.w3.org/2004/02/skos/core#altLabel,A IAO:0000115,A IAO:0000119,TYPE,SC %\n"
)
ROOT_ROW = (
    f"{PREFIX}00001,photon and neutron technique,,all of them,https://example.org/a,owl:Class,owl:Thing\n"
)
GOOD = f"{PREFIX}00200,scattering,,it scatters,https://example.org/b,owl:Class,photon and neutron technique\n"
BROKEN = f"{PREFIX}00201,diffraction,,it diffracts,https://example.org/c,owl:Class,Scatering\n"


def git(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An ontology of two terms, committed; its file lies in a folder."""
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "terms.csv").write_text(HEADER + TEMPLATE + ROOT_ROW + GOOD)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "two terms")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    """That of a runner: the command on the path, no store."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return {**kept, "PATH": path, "NO_COLOR": "1", **more}


def edit(repository: Path, *rows: str) -> Path:
    file = repository / "source" / "terms.csv"
    file.write_text(HEADER + TEMPLATE + ROOT_ROW + "".join(rows))
    return file


# The hook


def hook(repository: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """The entry as pre-commit runs it: in the root of the repository, the file names at the end."""
    entry = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]["entry"]
    return subprocess.run(
        [*shlex.split(entry), *files], cwd=repository, env=environment(), capture_output=True, text=True
    )


def test_the_manifest_names_the_hook() -> None:
    (manifest,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())

    assert manifest["id"] == "kg-ontology-check"
    assert {"id", "name", "entry", "language", "files"} <= manifest.keys()


@pytest.mark.parametrize(
    ("path", "is_judged"),
    [
        ("source/PaNET.csv", True),
        ("PaNET.ttl", True),
        ("ontology/terms.owl", True),
        ("mappings/mapping_WFL.csv", False),
        ("OldPaNET.csv", False),
        ("data/records.ttl", False),
    ],
)
def test_the_default_of_the_hook_leaves_other_tables_alone(path: str, is_judged: bool) -> None:
    (manifest,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())

    assert (re.search(manifest["files"], path) is not None) is is_judged


def test_a_broken_reference_stops_the_commit(repository: Path) -> None:
    edit(repository, GOOD, BROKEN)

    done = hook(repository, "source/terms.csv")

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("FAIL ")
    assert "row 5, column G (7, Parent IRI)" in done.stdout
    assert "→ scattering" in done.stdout


def test_an_unchanged_file_may_be_committed(repository: Path) -> None:
    done = hook(repository, "source/terms.csv")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("PASS ")


def test_a_new_file_is_judged_as_a_whole(repository: Path) -> None:
    (repository / "new.csv").write_text(HEADER + TEMPLATE + ROOT_ROW + GOOD + BROKEN)

    done = hook(repository, "source/terms.csv", "new.csv")

    assert done.returncode == 1
    assert "new.csv is in no commit yet" in done.stderr
    assert [line[:4] for line in done.stdout.split("\n") if line[:4] in ("PASS", "FAIL", "WARN")] == [
        "PASS",
        "FAIL",
    ]


def test_a_file_that_is_not_there_is_bad_input(repository: Path) -> None:
    done = hook(repository, "source/missing.csv")

    assert done.returncode == 2
    assert "missing.csv" in done.stderr


# The workflow


@pytest.fixture(scope="module")
def workflow() -> dict[Any, Any]:
    text = (ROOT / ".github" / "workflows" / "ontology-check.yml").read_text()
    found: dict[Any, Any] = yaml.safe_load(text)
    return found


def step(workflow: dict[Any, Any], name: str) -> dict[str, Any]:
    steps = workflow["jobs"]["check"]["steps"]
    found: dict[str, Any] = next(each for each in steps if each.get("name") == name)
    return found


def run(workflow: dict[Any, Any], name: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A step's script in the shell that GitHub runs it in."""
    script = folder.parent / f"{folder.name}-step.sh"
    script.write_text(step(workflow, name)["run"])
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    return subprocess.run(shell, cwd=folder, env=environment(**env), capture_output=True, text=True)


def test_it_can_be_called_with_path_base_and_config(workflow: dict[Any, Any]) -> None:
    called = workflow[True]["workflow_call"]  # YAML 1.1 reads the key `on` as true

    assert {"path", "base", "config"} <= called["inputs"].keys()
    assert [name for name, each in called["inputs"].items() if each.get("required")] == ["path"]


def test_no_script_holds_an_expression(workflow: dict[Any, Any]) -> None:
    """An input put into a script's text could run commands; inputs come in as environment only."""
    for each in workflow["jobs"]["check"]["steps"]:
        assert "${{" not in each.get("run", "")


def check(workflow: dict[Any, Any], repository: Path, **env: str) -> subprocess.CompletedProcess[str]:
    given = {"ONTOLOGY": "source/terms.csv", "BASE": "HEAD", "CONFIG": "", "FAIL_ON": "fail"}
    assert given.keys() == step(workflow, "Check")["env"].keys()
    return run(workflow, "Check", repository, **{**given, **env})


def test_the_check_annotates_and_writes_sarif(workflow: dict[Any, Any], repository: Path) -> None:
    edit(repository, GOOD, BROKEN)

    done = check(workflow, repository)

    assert (done.returncode, done.stderr) == (1, "")
    assert "::error file=source/terms.csv,line=5,col=7," in done.stdout
    log = json.loads((repository / "ontology-check.sarif").read_text())
    rules = [result["ruleId"] for result in log["runs"][0]["results"] if result["level"] == "error"]
    assert "unresolved-reference" in rules

    shown = run(workflow, "Show the review", repository, GITHUB_STEP_SUMMARY=str(repository / "summary.md"))
    assert shown.returncode == 0
    assert (repository / "summary.md").read_text().startswith("### ❌ Ontology check")


def test_the_check_passes_what_is_fine(workflow: dict[Any, Any], repository: Path) -> None:
    done = check(workflow, repository)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::notice title=Ontology check::")


def test_a_configuration_is_handed_on(workflow: dict[Any, Any], repository: Path) -> None:
    edit(repository, GOOD, BROKEN)
    (repository / "switches.toml").write_text("[rules]\nno-such-rule = 'off'\n")

    done = check(workflow, repository, CONFIG="switches.toml")

    assert done.returncode == 2
    assert "no-such-rule" in done.stderr


def test_hostile_names_run_nothing(workflow: dict[Any, Any], repository: Path) -> None:
    done = check(workflow, repository, ONTOLOGY='$(touch hacked); "x".csv', BASE="--output=hacked")

    assert done.returncode == 2
    assert not (repository / "hacked").exists()


def test_junit_of_a_real_run_can_be_read(repository: Path) -> None:
    edit(repository, GOOD, BROKEN)
    command = ["kg", "ontology", "check", "HEAD:source/terms.csv", "source/terms.csv", "--format", "junit"]

    done = subprocess.run(command, cwd=repository, env=environment(), capture_output=True, text=True)

    assert done.returncode == 1
    names = [
        case.get("classname")
        for case in ElementTree.fromstring(done.stdout.encode()).iter("testcase")
        if case.find("failure") is not None
    ]
    assert "ontology.unresolved-reference" in names
