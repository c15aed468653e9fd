"""The battery itself: what it takes for honest, and whether it sees what processes do."""

import os
import signal
import subprocess
import sys
from time import monotonic

import orjson
import pytest

from hostile.clients import CROWD, ENDLESS
from hostile.judge import STATUS, Right, World, judge, lines, number, reason, rows, truth
from hostile.listener import Listener
from hostile.watch import Highest, children_rest, eventually, family, is_running, processor_seconds
from hostile.wire import Cut, Place, Reply

WORLD = World(triples=7, datasets=2)
BURN = "while True: pass"


def answer(status: int, body: object, media_type: str = "application/sparql-results+json") -> Reply:
    return Reply(status, [("Content-Type", media_type), ("Retry-After", "5")], orjson.dumps(body))


def problem(status: int, kind: str, **others: object) -> Reply:
    told = {"type": f"/problems/{kind}", "title": "T", "status": status, "detail": "Why."} | others
    return answer(status, told, "application/problem+json")


def table(*bindings: object) -> Reply:
    return answer(200, {"head": {"vars": ["n"]}, "results": {"bindings": list(bindings)}})


SEVEN = table({"n": {"type": "literal", "value": "7"}})


@pytest.mark.parametrize(
    ("reply", "right"),
    [(SEVEN, number(7)), (table(), rows(0)), (answer(200, {"boolean": True}), truth(True))],
)
def test_a_right_answer_is_honest(reply: Reply, right: Right) -> None:
    judge(reply, WORLD, right, frozenset())


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        (None, number(7)),
        (table(), number(7)),
        (SEVEN, number(8)),
        (SEVEN, None),
        (SEVEN, rows(2)),
        (answer(200, {"boolean": False}), truth(True)),
        (Reply(200, [("Content-Type", "application/n-triples")], b"<a> <b> <c> .\n"), lines(2)),
        (problem(500, "bug"), number(7)),
        (problem(503, "timeout"), number(7)),
        (problem(400, "timeout"), number(7)),
        (problem(503, "crash", detail=""), number(7)),
        (answer(503, "busy", "text/plain"), number(7)),
        (Reply(503, [("Content-Type", "application/problem+json")], problem(503, "crash").body), number(7)),
    ],
)
def test_any_other_answer_is_not(reply: Reply | None, right: Right | None) -> None:
    with pytest.raises(AssertionError):
        judge(reply, WORLD, right, frozenset({"crash"}))


def test_every_reason_has_one_status() -> None:
    for kind, status in STATUS.items():
        assert reason(problem(status, kind)) == kind


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
        b"HTTP/1.1 200 OK\r\nTransfer-Enc",
        b"garbage\r\n\r\n",
    ],
)
def test_an_answer_that_is_cut_off_is_noticed(raw: bytes) -> None:
    with Listener(answer=raw) as listening, pytest.raises(Cut):
        Place("127.0.0.1", listening.port).exchange(b"GET / HTTP/1.1\r\n\r\n", 5)


def test_work_of_children_is_seen_and_its_end() -> None:
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BURN!r}])"
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        highest = Highest(parent.pid)
        try:
            assert eventually(lambda: len(family(parent.pid)) == 2, 10)
            (child,) = family(parent.pid) - {parent.pid}
            assert eventually(lambda: processor_seconds({child}) > 0.1, 10)
            assert not children_rest(parent.pid, 1.0)
            assert eventually(lambda: highest.family_bytes > highest.root_bytes > 1 << 20, 10)
        finally:
            os.kill(child, signal.SIGKILL)
        assert eventually(lambda: not is_running(child), 10)
        assert children_rest(parent.pid, 5.0)
        highest.close()


def test_what_never_comes_true_is_not_waited_for_long() -> None:
    started = monotonic()

    assert not eventually(lambda: False, 0.3)
    assert monotonic() - started < 5


def test_a_crowd_is_no_two_alike() -> None:
    assert len({ENDLESS, *CROWD}) == 13
