import os
import signal
import subprocess
import time
import urllib.error
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from service_process import (
    ENDLESS,
    SLOW,
    SLOW_ANSWER,
    Answered,
    ask,
    ended,
    processor_seconds,
    query,
    serving,
    workers_of,
)

pytestmark = pytest.mark.slow


@contextmanager
def asking(address: str, sparql: str, process: subprocess.Popen[str]) -> Iterator[Future[Answered]]:
    """A query under way: a worker that was idle has been computing for a moment."""
    before = {worker: processor_seconds(worker) for worker in workers_of(process)}
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(query, address, sparql)
        deadline = time.monotonic() + 30
        while not any(processor_seconds(worker) > used + 0.2 for worker, used in before.items()):
            assert time.monotonic() < deadline, f"no worker began: {answer}"
            time.sleep(0.02)
        yield answer


def warm(address: str) -> None:
    """Wait until workers have started, so that what computes later is a query."""
    assert query(address, "ASK {}").json()["boolean"] is True


def test_a_query_under_way_is_answered_and_nothing_is_left(sample_home: Path) -> None:
    with serving(sample_home, "--timeout", "60") as (process, address):
        warm(address)
        workers = workers_of(process)
        with asking(address, SLOW, process) as answer:
            process.send_signal(signal.SIGTERM)
            told = time.monotonic()
            found = answer.result(timeout=60)
            assert time.monotonic() - told > 0.2, "the query was over before the signal"
        process.wait(timeout=20)

        assert found.status == 200
        assert found.json()["results"]["bindings"][0]["n"]["value"] == str(SLOW_ANSWER)
        assert process.returncode == 0
        assert workers
        assert ended(workers, 5)


def test_the_grace_ends_a_long_query_with_an_error_that_says_so(sample_home: Path) -> None:
    with serving(sample_home, "--timeout", "60", KG_GRACE="1") as (process, address):
        warm(address)
        workers = workers_of(process)
        with asking(address, ENDLESS, process) as answer:
            process.send_signal(signal.SIGTERM)
            told = time.monotonic()
            found = answer.result(timeout=60)
            took = time.monotonic() - told
        process.wait(timeout=20)

        assert 0.8 < took < 8
        assert found.status == 503
        assert found.headers["content-type"] == "application/problem+json"
        assert "retry-after" in found.headers
        assert process.returncode == 0
        assert ended(workers, 5)


def test_no_request_is_taken_after_the_signal(sample_home: Path) -> None:
    with serving(sample_home, "--timeout", "60", KG_GRACE="10") as (process, address):
        warm(address)
        with asking(address, SLOW, process) as answer:
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            with pytest.raises(urllib.error.URLError, match="refused"):
                ask(f"{address}health/ready", 5)
            assert answer.result(timeout=60).status == 200


def test_while_it_drains_it_serves_but_is_not_ready(sample_home: Path) -> None:
    with serving(sample_home, KG_DRAIN="4") as (process, address):
        assert ask(f"{address}health/ready").status == 200
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)

        ready, live, asked = (
            ask(f"{address}health/ready"),
            ask(f"{address}health/live"),
            query(address, "ASK {}"),
        )
        process.wait(timeout=20)

    assert (ready.status, live.status, asked.status) == (503, 200, 200)
    assert "ending" in ready.json()["reason"]
    assert process.returncode == 0


def test_a_second_signal_ends_at_once(sample_home: Path) -> None:
    with serving(sample_home, "--timeout", "60", KG_GRACE="60") as (process, address):
        warm(address)
        workers = workers_of(process)
        with asking(address, ENDLESS, process) as answer:
            process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            assert process.poll() is None
            process.send_signal(signal.SIGINT)
            process.wait(timeout=3)
            assert isinstance(answer.exception(timeout=10), OSError), "the connection was cut"

        assert process.returncode == 128 + signal.SIGINT
        assert ended(workers, 5)


@pytest.mark.parametrize("is_busy", [False, True], ids=["idle", "busy"])
def test_a_killed_service_leaves_no_workers(sample_home: Path, is_busy: bool) -> None:
    with serving(sample_home, "--timeout", "60") as (process, address):
        warm(address)
        if is_busy:
            with asking(address, ENDLESS, process) as answer:
                workers = workers_of(process)
                process.kill()
                assert isinstance(answer.exception(timeout=10), OSError)
        else:
            workers = workers_of(process)
            process.kill()
        process.wait(timeout=10)
        left = not ended(workers, 5)
        for worker in workers if left else []:
            os.kill(worker, signal.SIGKILL)

    assert workers
    assert not left


def test_a_signal_before_it_serves_ends_it_quietly(sample_home: Path) -> None:
    with serving(sample_home) as (process, _):
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)

    assert process.returncode == 0
    assert "Traceback" not in told
