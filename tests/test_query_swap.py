"""Changing generations while queries run."""

import fcntl
import threading
from functools import partial
from pathlib import Path

import pytest
from asking import COUNT, ENDLESS, count, eventually, lanes_on, make_generation

from kg.errors import QueryFailed
from kg.query.lanes import Lanes
from kg.query.question import Observed, Question
from kg.store.generation import Generation


def is_held(generation: Generation) -> bool:
    with generation.facts_path.open("rb") as facts:
        try:
            fcntl.flock(facts, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_after_a_swap_only_the_new_generation_answers_and_the_old_one_is_let_go(tmp_path: Path) -> None:
    old, new = make_generation(tmp_path, 30, 1), make_generation(tmp_path, 5, 2)
    with lanes_on(old) as lanes:
        before = lanes.run(Question(COUNT))
        assert is_held(old)

        lanes.swap(new)

        after = lanes.run(Question(COUNT))
        assert (before.generation, after.generation, count(lanes)) == (1, 2, 5)
        assert lanes.status()["generation"] == 2
        eventually(lambda: not is_held(old))


def test_a_query_under_way_ends_on_the_old_generation_which_is_held_until_then(tmp_path: Path) -> None:
    old, new = make_generation(tmp_path, 3000, 1), make_generation(tmp_path, 5, 2)
    gone = threading.Event()
    seen: list[Observed] = []
    with lanes_on(old, timeout=60.0, fast_seconds=0.2, observe=seen.append) as lanes:
        slow = threading.Thread(target=run_until_gone, args=(lanes, gone))
        slow.start()
        eventually(lambda: lanes.status()["busy"] == 1)

        lanes.swap(new)

        assert count(lanes) == 5
        assert slow.is_alive()
        assert is_held(old)
        gone.set()
        slow.join(30)
        eventually(lambda: not is_held(old))
        eventually(lambda: lanes.status()["workers"] == 3)
    assert [(one.outcome, one.generation) for one in seen] == [("ok", 2), ("gone", 1)]


def has_reached(asked: list[int], enough: int, failures: list[BaseException]) -> bool:
    return asked[0] > enough or bool(failures)


def run_until_gone(lanes: Lanes, gone: threading.Event) -> None:
    with pytest.raises(QueryFailed):
        lanes.run(Question(ENDLESS), gone=gone)


def test_a_swap_to_what_cannot_be_opened_leaves_the_old_generation_serving(tmp_path: Path) -> None:
    with lanes_on(make_generation(tmp_path, 30, 1)) as lanes:
        with pytest.raises(QueryFailed, match="nowhere"):
            lanes.swap(Generation(tmp_path / "nowhere", 2))

        assert count(lanes) == 30
        assert lanes.status()["generation"] == 1


def test_swaps_under_load_fail_no_query_and_leave_no_stale_answer(tmp_path: Path) -> None:
    """Four threads ask; each notes which generation was served before it asked."""
    made = [make_generation(tmp_path, size=10 * number, number=number) for number in range(1, 7)]
    served, wrong, asked = [1], [], [0]
    stop = threading.Event()

    def ask(lanes: Lanes) -> None:
        while not stop.is_set():
            least = served[0]
            result = lanes.run(Question(COUNT, accept="text/csv"))
            number = result.generation or 0
            if number < least or result.body.split() != [b"n", str(10 * number).encode()]:
                wrong.append((least, result))
            asked[0] += 1

    failures: list[BaseException] = []

    def ask_noting(lanes: Lanes) -> None:
        try:
            ask(lanes)
        except BaseException as error:  # noqa: BLE001 - the test shows it
            failures.append(error)

    with lanes_on(made[0]) as lanes:
        threads = [threading.Thread(target=ask_noting, args=(lanes,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for generation in made[1:]:
            lanes.swap(generation)
            served[0] = generation.number
            enough = asked[0] + 20
            eventually(partial(has_reached, asked, enough, failures))
        stop.set()
        for thread in threads:
            thread.join(30)

    assert (failures, wrong) == ([], [])
