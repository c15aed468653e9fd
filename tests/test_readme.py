"""The README tells the truth: its commands exist, all of them are in it, and its query finds something."""

import re
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from kg.cli.main import build
from kg.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
GROUPS = ("citations", "eval", "ontology", "report", "sources", "token")
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def commands() -> set[str]:
    found: set[str] = set()

    def visit(command: object, path: tuple[str, ...]) -> None:
        inner: dict[str, object] | None = getattr(command, "commands", None)
        if inner is None or (path and getattr(command, "invoke_without_command", False)):
            found.add(" ".join(path))
        for name in inner or ():
            visit((inner or {})[name], (*path, name))

    visit(get_command(build()), ())
    return found


def mentioned() -> set[str]:
    """Every `kg …` in code type, without its arguments."""
    spans = re.findall(r"`(?:[\w./]*/)?kg ([a-z][^`]*)`", README)
    pairs = [span.split() for span in spans]
    return {" ".join(words[:2]) if words[0] in GROUPS else words[0] for words in pairs}


def test_every_command_in_the_readme_exists() -> None:
    assert mentioned() - commands() == set()


def test_every_command_is_in_the_readme() -> None:
    assert commands() - mentioned() == set()


def options() -> list[tuple[str, str]]:
    """(command, option) for every option that stands after its command in the same line."""
    lines = [line for line in README.splitlines() if "kg " in line and "--" in line]
    return [
        (found.group(1), option)
        for line in lines
        if (found := re.search(r"kg ((?:(?:citations|eval|ontology|report|sources|token) )?[a-z-]+)", line))
        for option in re.findall(r"--[a-z-]+", line[found.end() :])
    ]


@pytest.mark.parametrize(("command", "option"), options())
def test_every_option_shown_is_one_of_the_command(command: str, option: str) -> None:
    assert option in CliRunner().invoke(build(), [*command.split(), "--help"]).output


def test_the_first_query_finds_what_it_promises(sample_home: Path) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", README, flags=re.DOTALL)

    shown = CliRunner().invoke(build(), ["query", "--store", str(sample_home), "--format", "csv", query])

    assert shown.exit_code == 0, shown.output
    assert "small angle x-ray scattering" in shown.output
    assert "small angle neutron scattering" in shown.output


def test_the_make_targets_exist() -> None:
    targets = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )

    named = re.findall(r"(?:^|`)make ([a-z-]+)", README, flags=re.MULTILINE)

    assert {"demo", "test"} <= set(named) <= targets


def test_every_setting_is_documented() -> None:
    settings = {f"KG_{name.upper()}" for name in Settings.model_fields}
    rows = "\n".join(line for line in OPERATING.splitlines() if line.startswith("| `KG_"))

    assert set(re.findall(r"`(KG_[A-Z_]+)`", rows)) == settings
    assert set(re.findall(r"\b(KG_[A-Z_]+)", README + OPERATING)) == settings


def test_every_file_and_folder_it_names_is_there() -> None:
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    table = README.partition("## Where things lie")[2].partition("\n## ")[0]
    folders = re.findall(r"^\| ((?:`[\w./]+`(?:, )?)+) \|", table, flags=re.MULTILINE)
    named = [name for row in folders for name in re.findall(r"`([\w./]+)`", row)]

    assert len(named) > 10
    assert [name for name in linked + named if not (ROOT / name).exists()] == []


def test_make_says_what_it_would_do() -> None:
    for target in ("demo", "test", "check", "format"):
        shown = subprocess.run(["make", "-n", target], capture_output=True, text=True, check=False, cwd=ROOT)
        assert shown.returncode == 0, shown.stderr
