"""A disk that fills up: named, survived, and over when there is space."""

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreFull
from kg.store.space import full_disk_named, refuse_when_full, space_problem

SCENE = Path(__file__).with_name("full_disk_scene.py")
IN_A_SMALL_FILE_SYSTEM = 'mount -t tmpfs -o size=800m tmpfs "$1" && exec "$2" "$3" "$1"'


@pytest.fixture(scope="module")
def happened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    if shutil.which("unshare") is None:
        pytest.skip("no unshare here")
    place = tmp_path_factory.mktemp("small")
    command = [
        "unshare",
        "-rm",
        "sh",
        "-c",
        IN_A_SMALL_FILE_SYSTEM,
        "sh",
        str(place),
        sys.executable,
        str(SCENE),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode != 0 and ("unshare" in done.stderr or "mount" in done.stderr):
        pytest.skip(f"no file system of our own here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    told: dict[str, dict[str, object]] = json.loads(done.stdout)
    return told


@pytest.mark.slow
def test_a_store_that_was_full_takes_writes_again_and_has_lost_nothing(
    happened: dict[str, dict[str, object]],
) -> None:
    fill = happened["fill"]

    # Whether the engine meets the end of the disk or the look before the write does, depends on its timing.
    assert "is full" in str(fill["said"]) or "0 MB free" in str(fill["said"])
    assert "free some space" in str(fill["said"]).lower()
    assert isinstance(fill["kept"], int)
    assert 2 < fill["kept"] < 30
    assert fill["lost"] == 0


@pytest.mark.slow
def test_a_full_disk_leaves_no_half_generation(happened: dict[str, dict[str, object]]) -> None:
    publish = happened["publish"]

    assert len(publish["outcomes"]) == 1  # type: ignore[arg-type]
    assert "MB free" in str(publish["outcomes"]) or "is full" in str(publish["outcomes"])
    assert (publish["left"], publish["generation"]) == ([], 1)


def test_the_log_counts_twice(tmp_path: Path) -> None:
    (tmp_path / "000001.log").write_bytes(b"x" * 1000)
    free = shutil.disk_usage(tmp_path).free

    assert space_problem(tmp_path, spare=0) is None
    with pytest.raises(StoreFull, match="MB are needed"):
        refuse_when_full(tmp_path, spare=free + (64 << 20))


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), sqlite3.OperationalError("database or disk is full")]
)
def test_every_way_of_saying_it_is_understood(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(StoreFull, match="is full"), full_disk_named(tmp_path):
        raise error


def test_other_errors_stay_what_they_are(tmp_path: Path) -> None:
    with pytest.raises(PermissionError), full_disk_named(tmp_path):
        raise PermissionError(13, "Permission denied")
