"""The history of a file in git, replayed commit by commit."""

import os
import subprocess
from pathlib import Path

import pytest
from panet_table import VERSIONS, raw
from typer.testing import CliRunner

from kg.cli.main import build
from kg.errors import BadInput
from kg.ontology.document import Document
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.history import commits, replay
from kg.ontology.memory import Memory
from kg.ontology.read.owl import read_owl
from kg.ontology.rules._table import row, table

CALM = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
WHO = ["-c", "user.name=An editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
SCATTERING = row("00200", "scattering", parent="owl:Thing")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *WHO, *arguments],
        cwd=folder,
        env={**os.environ, **CALM},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def commit(folder: Path, name: str, text: str | bytes, subject: str) -> None:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", subject)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def small(*parents: str, alt: str = "") -> str:
    return table(
        SCATTERING,
        row("00201", "elastic scattering", parent="scattering"),
        row("01022", "diffraction", parent=list(parents), alt=alt),
    )


def edited(repository: Path) -> Path:
    """Five commits: begin, a parent moved down, a broken reference, its repair, another file."""
    commit(repository, "onto.csv", small("scattering"), "Begin")
    commit(repository, "onto.csv", small("elastic scattering"), "Diffraction is elastic")
    commit(repository, "onto.csv", small("Elastic scattering"), "Tidy up")
    commit(repository, "onto.csv", small("elastic scattering"), "Mend the reference")
    commit(repository, "README.md", "Read me", "Another file")
    return repository / "onto.csv"


def test_each_commit_is_judged_and_the_oldest_comes_first(repository: Path) -> None:
    steps = list(replay(edited(repository)))

    assert [step.commit.subject for step in steps] == [
        "Begin",
        "Diffraction is elastic",
        "Tidy up",
        "Mend the reference",
    ]
    assert steps[0].review is None
    assert steps[0].reason == "The file begins here."
    assert [step.review.verdict for step in steps[1:] if step.review] == ["pass", "fail", "warn"]
    moved = steps[1].review
    assert moved is not None
    assert len(moved.change.inferred_gained) == 1, "diffraction below elastic scattering"
    assert not moved.change.inferred_lost, "diffraction stays below scattering"


def test_equal_contents_are_read_and_classified_once(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    path = edited(repository)

    def counting(data: bytes, name: str) -> Document:
        read.append(name)
        return read_owl(data, name)

    list(replay(path, read=counting))

    assert len(read) <= 4


def test_a_renamed_file_is_followed(repository: Path) -> None:
    path = edited(repository)
    git(repository, "mv", "onto.csv", "new.csv")
    git(repository, "commit", "--quiet", "--message", "Rename")
    commit(repository, "new.csv", small("elastic scattering", alt="Bragg scattering"), "A synonym")
    steps = list(replay(repository / "new.csv"))

    assert [step.commit.path for step in steps][-3:] == ["onto.csv", "new.csv", "new.csv"]
    renamed = steps[-2].review
    assert renamed is not None
    assert (renamed.verdict, renamed.findings) == ("pass", ())
    assert not path.exists()


def test_a_version_that_cannot_be_read_stops_nothing(repository: Path) -> None:
    path = edited(repository)
    commit(repository, "onto.csv", b"\x00\x01\x02" * 100, "A picture")
    commit(repository, "onto.csv", small("scattering"), "Back")
    steps = list(replay(path))

    assert [step.review is None for step in steps[-2:]] == [True, True]
    assert all(step.reason for step in steps[-2:])


def test_a_part_of_the_history_can_be_asked_for(repository: Path) -> None:
    path = edited(repository)
    first = commits(path)[0].revision

    assert [each.subject for each in commits(path, first, "HEAD~2")] == ["Diffraction is elastic", "Tidy up"]


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=x", "-n1"])
def test_a_wrong_revision_is_told(repository: Path, revision: str) -> None:
    path = edited(repository)
    with pytest.raises(BadInput):
        commits(path, None, revision)


def test_a_file_outside_git_is_told(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    edited(repository)
    with pytest.raises(BadInput, match=r"git knows no commit"):
        commits(repository / "other.csv")
    with pytest.raises(BadInput, match=r"not a git repository"):
        commits(tmp_path_factory.mktemp("apart") / "onto.csv")


def test_the_command_tells_each_commit(repository: Path) -> None:
    path = edited(repository)
    told = CliRunner().invoke(build(), ["ontology", "history", str(path)])
    lines = told.output.splitlines()

    assert told.exit_code == 0
    assert any("pass" in line and "+1/-0" in line and "Diffraction is elastic" in line for line in lines)
    assert any("fail" in line and "unknown" in line and "Tidy up" in line for line in lines)


def test_the_six_shipped_versions_as_a_history(repository: Path, shared_data: Path) -> None:
    for version in VERSIONS:
        commit(repository, "PaNET.csv", raw(shared_data, version), version)
    steps = list(replay(repository / "PaNET.csv"))
    reviews = [step.review for step in steps[1:] if step.review]

    assert [len(each.change.after.hierarchy.pairs) for each in reviews][1:] == [3120, 3720, 3750, 3750]
    assert [each.verdict for each in reviews] == ["warn", "fail", "fail", "warn", "warn"]


def test_a_memory_classifies_equal_logic_once(shared_data: Path) -> None:
    """May and June 2026 differ in 240 labels only."""
    from kg.ontology.reason.classify import classify

    classified: list[str] = []

    def counting(document: Document) -> Hierarchy:
        classified.append(document.name)
        return classify(document)

    memory = Memory(reasoner=counting)
    may, june = (read_owl(raw(shared_data, version), f"{version}.csv") for version in VERSIONS[-2:])

    assert memory.view(may).hierarchy is memory.view(june).hierarchy
    assert memory.view(may) is memory.view(may)
    assert classified == [may.name]
