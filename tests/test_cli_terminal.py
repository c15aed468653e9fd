"""Harvesting at a terminal: the bar shown, the question asked, and silence where nobody looks."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from catalogue import dataset, write_catalogue
from killing import ENVIRONMENT

HALF = 150


def at_a_terminal(*arguments: object, answer: str = "") -> tuple[int, str, str]:
    """Exit code, stdout, and what the terminal showed; `answer` is typed when a question stands there."""
    outer, inner = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        env=ENVIRONMENT | {"TERM": "xterm", "COLUMNS": "120"},
        stdin=inner,
        stderr=inner,
        stdout=subprocess.PIPE,
        text=True,
    )
    os.close(inner)
    shown = b""
    while piece := _read(outer):
        shown += piece
        if answer and b"[y/N]" in shown:
            os.write(outer, answer.encode() + b"\n")
            answer = ""
    os.close(outer)
    said, _ = process.communicate()
    return process.returncode, said, shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # nobody is at the other end any more
        return b""


@pytest.fixture
def halved(tmp_path: Path) -> tuple[Path, Path]:
    """A store of a catalogue that since lists only half of its records, and did so once already."""
    folder = write_catalogue(tmp_path / "catalogue", [dataset(number) for number in range(2 * HALF)])
    store = tmp_path / "store"
    for kept in (2 * HALF, HALF):
        write_catalogue(folder, [dataset(number) for number in range(kept)])
        command = [sys.executable, "-m", "kg", "harvest", "scicat", str(folder), "--store", str(store)]
        subprocess.run([*command, "--no-publish"], env=ENVIRONMENT, check=True, capture_output=True)
    return folder, store


def test_a_bar_tells_how_many_how_fast_and_since_when(tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path / "catalogue", [dataset(number) for number in range(HALF)])

    code, said, shown = at_a_terminal("harvest", "scicat", folder, "--store", tmp_path / "store")

    assert code == 0
    assert "Reading scicat" in shown
    assert "100/?" in shown  # the folder does not tell how many there are
    assert "0:00:0" in shown
    assert f"{HALF} records read" in said
    assert "\x1b" not in said


def test_json_is_alone_even_at_a_terminal(tmp_path: Path) -> None:
    folder = write_catalogue(tmp_path / "catalogue", [dataset(number) for number in range(HALF)])

    _, said, shown = at_a_terminal("harvest", "scicat", folder, "--store", tmp_path / "store", "--json")

    assert json.loads(said)["read"] == HALF
    assert "Reading" not in shown
    assert "\x1b" not in shown


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "code", "removed", "held_back"),
    [("n", 4, 0, HALF), ("", 4, 0, HALF), ("y", 0, HALF, 0)],
)
def test_somebody_is_asked_before_half_of_all_is_removed(
    halved: tuple[Path, Path], answer: str, code: int, removed: int, held_back: int
) -> None:
    folder, store = halved

    found, said, shown = at_a_terminal(
        "harvest", "scicat", folder, "--store", store, "--full", answer=answer or "\n"
    )

    assert f"{HALF} of {2 * HALF} records are no longer listed by {folder}. Remove them all? [y/N]" in shown
    assert found == code
    assert (f"{removed} removed" in said, f"{held_back} not removed" in said) == (
        bool(removed),
        bool(held_back),
    )


@pytest.mark.slow
def test_nobody_is_asked_without_a_terminal(halved: tuple[Path, Path]) -> None:
    folder, store = halved
    arguments = ["harvest", "scicat", str(folder), "--store", str(store), "--full", "--json"]
    command = [sys.executable, "-m", "kg", *arguments]

    def run(*more: str) -> tuple[int, dict[str, object]]:
        done = subprocess.run(
            [*command, *more], env=ENVIRONMENT, input="y\n", capture_output=True, text=True, check=False
        )
        return done.returncode, json.loads(done.stdout)

    code, report = run()
    assert (code, report["tombstoned"], report["held_back"]) == (4, 0, HALF)
    assert "--allow-removal" in str(report["notes"])

    code, report = run("--allow-removal")
    assert (code, report["tombstoned"], report["held_back"]) == (0, HALF, 0)
