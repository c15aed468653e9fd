"""`kg ontology commit`: which earlier version a file is compared with, wherever one stands."""

import subprocess
from pathlib import Path

import pytest
from editors_tables import DANGLING, DIFFRACTION, IMAGING, MOVED, SCATTERING, TOP, alone, kg, table

GIT = ("git", "-c", "user.name=E", "-c", "user.email=e@example.org")


def git(folder: Path, *words: str) -> None:
    subprocess.run([*GIT, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Diffraction below scattering is committed in source/terms.csv; the tests stand in another folder."""
    (tmp_path / "elsewhere").mkdir()
    alone(tmp_path / "elsewhere", monkeypatch)
    folder = tmp_path / "repository"
    (folder / "source").mkdir(parents=True)
    table(str(folder / "source" / "terms.csv"), TOP, SCATTERING, IMAGING, DIFFRACTION)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "one")
    return folder


def test_the_repository_is_the_one_that_holds_the_file(repository: Path) -> None:
    file = repository / "source" / "terms.csv"
    table(str(file), TOP, SCATTERING, IMAGING, MOVED)
    for said in (str(file), "../repository/source/terms.csv"):
        done = kg("commit", said)
        assert "in no commit yet" not in done.output
        assert "inferred: +1 −1 subsumptions" in done.stdout


def test_staged_is_judged_by_what_is_staged(repository: Path) -> None:
    file = repository / "source" / "terms.csv"
    table(str(file), TOP, SCATTERING, IMAGING, DANGLING)
    assert kg("commit", str(file)).exit_code == 1
    assert kg("commit", "--staged", str(file)).exit_code == 0
    git(repository, "add", ".")
    table(str(file), TOP, SCATTERING, IMAGING, DIFFRACTION)
    assert kg("commit", str(file)).exit_code == 0
    done = kg("commit", "--staged", str(file))
    assert done.exit_code == 1
    assert "Parent IRI" in done.stdout  # the headings are read from what is staged, too


def test_a_renaming_that_is_staged_is_followed(repository: Path) -> None:
    git(repository, "mv", "source/terms.csv", "techniques.csv")
    done = kg("commit", str(repository / "techniques.csv"))

    assert done.stdout.startswith("PASS")
    assert "no semantic change" in done.stdout
    assert "was renamed: it is compared with" in done.stderr
    assert "source/terms.csv" in done.stderr


def test_a_file_moved_behind_gits_back_is_new_and_the_way_out_is_named(repository: Path) -> None:
    (repository / "source" / "terms.csv").rename(repository / "moved.csv")
    done = kg("commit", str(repository / "moved.csv"))

    assert "is in no commit yet" in done.stderr
    assert "git mv" in done.stderr


def test_a_file_in_no_repository_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    table("terms.csv", TOP, SCATTERING)
    assert "is in no commit yet" in kg("commit", "terms.csv").stderr
    done = kg("commit", "--staged", "terms.csv")
    assert "neither a file" in str(done.exception)
