"""A file that kills its reader costs one record, never the harvest."""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import contained_tasks as tasks
import pytest

from kg.errors import BadRecord
from kg.harvest.contain import Containment


@pytest.fixture
def containment() -> Iterator[Containment]:
    with Containment(cpu_seconds=1) as containment:
        yield containment


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a file.h5"
    path.write_bytes(b"12345")
    return path


def test_a_task_runs_in_another_process_and_answers(containment: Containment, file: Path) -> None:
    assert containment.run(tasks.size, file) == 5
    assert containment.run(tasks.process_id, file) != os.getpid()


def test_the_worker_is_kept_from_task_to_task(containment: Containment, file: Path) -> None:
    assert containment.run(tasks.process_id, file) == containment.run(tasks.process_id, file)


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (tasks.die, "crashed with a memory error"),
        (tasks.burn, "more processor time than it may"),
        (tasks.eat_memory, "more memory than a worker may use"),
        (tasks.refuse, "a file.h5 is not to our taste"),
        (tasks.break_down, "ZeroDivisionError: a mistake of the reader"),
    ],
)
def test_a_task_that_ends_badly_says_how_and_the_next_one_goes_on(
    containment: Containment, file: Path, task: Callable[[Path], object], reason: str
) -> None:
    with pytest.raises(BadRecord, match=reason):
        containment.run(task, file)

    assert containment.run(tasks.size, file) == 5


def test_a_task_that_hangs_is_stopped(containment: Containment, file: Path) -> None:
    started = time.monotonic()

    with pytest.raises(BadRecord, match=r"more than 0\.3 seconds"):
        containment.run(tasks.hang, file, wall_seconds=0.3)

    assert time.monotonic() - started < 10
    assert containment.run(tasks.size, file) == 5


def test_a_worker_that_is_killed_between_tasks_is_replaced(containment: Containment, file: Path) -> None:
    os.kill(containment.run(tasks.process_id, file), 9)

    with pytest.raises(BadRecord):
        containment.run(tasks.size, file)
    assert containment.run(tasks.size, file) == 5


def test_a_missing_file_is_a_bad_record(containment: Containment, tmp_path: Path) -> None:
    with pytest.raises(BadRecord, match="No such file"):
        containment.run(tasks.size, tmp_path / "gone.h5")


def test_the_worker_holds_no_file_of_the_harvest(
    containment: Containment, file: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store.sqlite"
    with store.open("wb") as held:
        os.set_inheritable(held.fileno(), True)

        assert str(store) not in containment.run(tasks.open_descriptors, file)


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"),
    reason="the filter on system calls is for Linux on x86-64 and 64-bit ARM",
)
def test_the_worker_has_no_network_starts_nothing_and_changes_no_file(
    containment: Containment, file: Path
) -> None:
    assert containment.run(tasks.reach_out, file) == []
    assert file.read_bytes() == b"12345"
    assert not file.with_name("new").exists()


def test_bytes_reach_the_worker_whole(containment: Containment) -> None:
    assert containment.run_on_bytes(tasks.size_of_bytes, b"\0\n" * 3_000_000) == 6_000_000
    assert containment.run_on_bytes(tasks.size_of_bytes, b"") == 0


def test_no_plugin_may_be_loaded_in_the_worker(containment: Containment, file: Path) -> None:
    assert containment.run(tasks.plugin_settings, file) == ["", "::"]


def test_a_worker_is_replaced_after_many_tasks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.harvest.contain.TASKS_PER_WORKER", 3)

    with Containment() as containment:
        seen = [containment.run(tasks.process_id, file) for _ in range(6)]

    assert len(set(seen)) == 2
    assert len(set(seen[:3])) == 1


def test_a_file_name_in_another_encoding_reaches_the_task(containment: Containment, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/m\xfcller.h5"))
    path.write_bytes(b"123")

    assert containment.run(tasks.size, path) == 3


def test_an_answer_beyond_all_measure_is_refused(
    containment: Containment, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.harvest.contain.LONGEST_ANSWER", 20)

    with pytest.raises(BadRecord, match="more than 20 bytes"):
        containment.run(tasks.boast, file)
    assert containment.run(tasks.size, file) == 5
