"""Who runs when: heavy and light queries, floods, budgets, and what the service says of itself."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from asking import COUNT, ENDLESS, count, eventually, lanes_on, make_generation

from kg.errors import BadQuery, QueryFailed
from kg.query.lanes import Lanes
from kg.query.question import Observed, Question
from kg.store.generation import Generation


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    return make_generation(tmp_path_factory.mktemp("lanes"), 3000)


class Heavies:
    """Endless queries of one client each, in threads, until they are told to stop."""

    def __init__(self, lanes: Lanes, number: int, client: Callable[[int], str]) -> None:
        self.gone = threading.Event()
        self.kinds: list[str] = []
        self._lanes = lanes
        self.threads = [threading.Thread(target=self._run, args=(n, client(n))) for n in range(number)]
        for thread in self.threads:
            thread.start()

    def _run(self, number: int, client: str) -> None:
        with pytest.raises(QueryFailed) as caught:
            self._lanes.run(Question(f"{ENDLESS} # {number}".replace("?n", f"?n{number}")), client, self.gone)
        self.kinds.append(caught.value.kind)

    def stop(self) -> None:
        self.gone.set()
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture
def heavies() -> Iterator[Callable[..., Heavies]]:
    started: list[Heavies] = []

    def start(lanes: Lanes, number: int, client: Callable[[int], str] = lambda n: "") -> Heavies:
        started.append(Heavies(lanes, number, client))
        return started[-1]

    yield start
    for each in started:
        each.stop()


def test_light_queries_are_answered_while_a_crowd_of_heavy_ones_runs(
    generation: Generation, heavies: Callable[..., Heavies]
) -> None:
    with lanes_on(generation, timeout=60.0, fast_seconds=0.4) as lanes:
        crowd = heavies(lanes, 12, lambda n: f"192.0.2.{n}")
        eventually(lambda: lanes.status()["waiting"] >= 8)

        answers = [count(lanes, client="198.51.100.1") for _ in range(20)]

        assert answers == [3000] * 20
        assert all(thread.is_alive() for thread in crowd.threads)
        crowd.stop()
    assert crowd.kinds == ["gone"] * 12


def test_a_heavy_query_goes_on_where_the_slow_lane_is_free(generation: Generation) -> None:
    seen: list[Observed] = []
    with lanes_on(generation, timeout=1.0, fast_seconds=0.2, observe=seen.append) as lanes:
        with pytest.raises(QueryFailed, match=r"longer than 1 s"):
            lanes.run(Question(ENDLESS))
        assert count(lanes) == 3000
        eventually(lambda: lanes.status()["workers"] == 3)

        assert lanes.status()["respawns"] == 1  # it was not begun again: one worker died, of its timeout
    assert [(one.outcome, one.lane) for one in seen] == [("timeout", "slow"), ("ok", "fast")]
    assert seen[0].seconds >= 1.0


def test_a_query_known_as_heavy_does_not_try_the_fast_lane_again(generation: Generation) -> None:
    seen: list[Observed] = []
    with lanes_on(generation, timeout=0.6, fast_seconds=0.2, observe=seen.append) as lanes:
        for _ in range(2):
            with pytest.raises(QueryFailed):
                lanes.run(Question(ENDLESS))
        with lanes_on(generation, timeout=0.6, fast_seconds=0.6) as one_lane:
            assert one_lane.status()["workers"] == 1
    assert [one.lane for one in seen] == ["slow", "slow"]


def test_the_queue_is_bounded_and_the_flood_drives_out_itself(
    generation: Generation, heavies: Callable[..., Heavies]
) -> None:
    with lanes_on(generation, timeout=60.0, fast_seconds=0.2, queue=6) as lanes:
        flood = heavies(lanes, 20, lambda n: "192.0.2.1")
        eventually(lambda: flood.kinds.count("busy") == 13)  # one runs in the slow lane, six wait

        assert count(lanes, client="198.51.100.1") == 3000
        with pytest.raises(QueryFailed, match="6 queries are waiting") as caught:
            lanes.run(Question(ENDLESS), "192.0.2.1")
        assert (caught.value.kind, caught.value.wait) == ("busy", 5.0)


def test_who_waits_as_long_as_a_query_may_run_is_told_that_all_are_busy(
    generation: Generation, heavies: Callable[..., Heavies]
) -> None:
    with lanes_on(generation, timeout=2.0, fast_seconds=0.1, patience=0.0) as lanes:
        crowd = heavies(lanes, 4)
        eventually(lambda: len(crowd.kinds) == 4)

        assert set(crowd.kinds) <= {"busy", "timeout"}
        assert "busy" in crowd.kinds
        assert count(lanes) == 3000


def test_a_client_pays_with_worker_seconds_for_failures_too(generation: Generation) -> None:
    with lanes_on(generation, timeout=1.0, fast_seconds=0.2, budget_seconds=6.0, burst=0.5) as lanes:
        with pytest.raises(QueryFailed, match="longer than"):
            lanes.run(Question(ENDLESS), "192.0.2.1")
        with pytest.raises(QueryFailed, match="more than 6 s of computing a minute") as caught:
            lanes.run(Question(COUNT), "192.0.2.1")

        assert caught.value.kind == "budget"
        assert caught.value.wait is not None
        assert 2 < caught.value.wait <= 10  # half a second is owed, a tenth of one comes back each second
        assert count(lanes, client="192.0.2.2") == 3000
        assert count(lanes) == 3000


def test_every_query_is_observed_with_its_lane_and_outcome(generation: Generation) -> None:
    seen: list[Observed] = []
    with lanes_on(generation, observe=seen.append) as lanes:
        count(lanes, client="192.0.2.1")
        with pytest.raises(BadQuery):
            lanes.run(Question("SELECT * { SERVICE <http://x/> {} }"))
        with pytest.raises(BadQuery):
            lanes.run(Question("SELEKT"))

    answered, refused, wrong = seen
    assert (answered.client, answered.outcome, answered.lane) == ("192.0.2.1", "ok", "fast")
    assert (answered.generation, answered.bytes > 50, answered.seconds > 0) == (1, True, True)
    assert (refused.outcome, refused.lane, refused.seconds, refused.generation) == (
        "refused",
        "none",
        0.0,
        None,
    )
    assert (wrong.outcome, wrong.lane) == ("refused", "fast")


def test_a_client_that_leaves_leaves_no_worker_behind(
    generation: Generation, heavies: Callable[..., Heavies]
) -> None:
    with lanes_on(generation, timeout=60.0, fast_seconds=0.2) as lanes:
        crowd = heavies(lanes, 1)
        eventually(lambda: lanes.status()["busy"] == 1)
        (worker,) = lanes._crew._busy

        crowd.stop()

        with pytest.raises(ProcessLookupError):
            os.kill(worker.pid, 0)
        eventually(lambda: lanes.status()["busy"] == 0 and lanes.status()["workers"] == 3)


def test_a_status_tells_counts_and_containment(generation: Generation) -> None:
    with lanes_on(generation) as lanes:
        eventually(lambda: lanes.status()["workers"] == 3)
        # Who owes nothing any more may be forgotten at any moment; this one owes for a while.
        lanes._budget.charge("192.0.2.1", 30.0)
        count(lanes, client="192.0.2.1")
        status = lanes.status()

    assert (status["ready"], status["reason"], status["busy"], status["waiting"]) == (True, None, 0, 0)
    assert (status["generation"], status["respawns"], status["clients"]) == (1, 0, 1)
    assert status["containment"]["memory"] is True
    assert all(10 << 20 < size < 200 << 20 for size in status["rss_bytes"])
    assert lanes.status()["ready"] is False


def test_closing_lets_what_runs_end_and_takes_nothing_new(
    generation: Generation, heavies: Callable[..., Heavies]
) -> None:
    with lanes_on(generation, timeout=2.0, fast_seconds=0.2) as lanes:
        crowd = heavies(lanes, 1)
        eventually(lambda: lanes.status()["busy"] == 1)
        closing = threading.Thread(target=lanes.close, args=(20.0,))
        closing.start()
        eventually(lambda: lanes._is_closed)

        with pytest.raises(QueryFailed, match="shutting down") as caught:
            count(lanes)
        closing.join(30)

    assert caught.value.kind == "busy"
    assert crowd.kinds == ["timeout"]


def test_closing_without_patience_stops_what_runs(
    generation: Generation, heavies: Callable[..., Heavies]
) -> None:
    with lanes_on(generation, timeout=60.0, fast_seconds=0.2) as lanes:
        crowd = heavies(lanes, 1)
        eventually(lambda: lanes.status()["busy"] == 1)
        lanes.close()
        eventually(lambda: len(crowd.kinds) == 1)

    assert crowd.kinds == ["busy"]


def test_workers_that_cannot_start_are_tried_again_with_pauses(tmp_path: Path) -> None:
    made = make_generation(tmp_path / "made", 5)
    missing = Generation(tmp_path / "later", 1)
    with lanes_on(missing) as lanes:
        assert not lanes.status()["ready"]
        made.path.rename(missing.path)
        eventually(lambda: bool(lanes.status()["ready"]))

        assert count(lanes) == 5
        assert lanes._crew.attempts < 20
