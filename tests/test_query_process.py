"""A worker as its owner sees it, where the worker misbehaves: it must neither hang, lie nor be reused."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest

from kg.errors import QueryFailed
from kg.query.process import Process

FAKE = """#!{python}
import json, os, struct, sys, time
def send(head, body=b"", claimed=None):
    text = json.dumps(head).encode()
    whole = struct.pack("!II", len(text), len(body) if claimed is None else claimed) + text + body
    while whole:
        whole = whole[os.write(1, whole):]
def receive():
    head, body = struct.unpack("!II", sys.stdin.buffer.read(8))
    return json.loads(sys.stdin.buffer.read(head)), sys.stdin.buffer.read(body)
held = dict(network=True, exec=True, files=True, memory=True, how="as told", is_complete=True)
{behaviour}
"""
READY = 'send({"containment": held})\n'
ANSWER = 'receive(); send({"media_type": "text/csv", "seconds": 0.1, "rss": 1}, b"x")\n'

Fake = Callable[[str], Process]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    def start(behaviour: str) -> Process:
        script = tmp_path / "worker"
        script.write_text(FAKE.replace("{python}", sys.executable).replace("{behaviour}", behaviour))
        script.chmod(0o700)
        with monkeypatch.context() as patched:
            patched.setattr(sys, "executable", str(script))
            return Process(tmp_path / "graph", 1000, 1 << 20)

    return start


def ask(worker: Process, text: bytes = b"ASK {}", seconds: float = 10.0) -> bytes | None:
    gone = threading.Event()
    worker.wait_until_ready(20)
    worker.send({"seconds": seconds}, text, gone)
    answer = worker.receive(monotonic() + seconds, gone, seconds)
    return answer[1] if answer else None


def test_a_worker_that_complains_at_length_is_not_kept_waiting(fake: Fake) -> None:
    noise = 'os.write(2, b"warning " * 100_000)\n'
    worker = fake(noise + READY + noise + "receive()\n" + noise + ANSWER.removeprefix("receive(); "))

    assert ask(worker) == b"x"
    worker.kill()


def test_a_worker_that_does_not_read_a_long_query_is_given_up(fake: Fake) -> None:
    worker = fake(READY + "time.sleep(600)\n")

    with pytest.raises(QueryFailed) as caught:
        ask(worker, b"x" * 250_000, seconds=0.5)

    assert caught.value.kind == "timeout"
    assert not worker.is_alive()


@pytest.mark.parametrize(
    ("behaviour", "kind"),
    [
        ('receive(); send({"media_type": "text/csv"}, b"half", claimed=1000); sys.exit()', "crash"),
        ("receive(); os.abort()", "crash"),
        ("receive(); os.kill(os.getpid(), 24)", "timeout"),
        ('receive(); os.write(2, b"memory allocation of 99 bytes failed"); os.abort()', "memory"),
        ("receive(); send({}, bytes(3 << 20), claimed=1 << 30); time.sleep(600)", "crash"),
        ("receive(); os.close(1); time.sleep(600)", "crash"),
    ],
)
def test_an_answer_that_is_not_whole_is_none_and_the_worker_dead(
    fake: Fake, behaviour: str, kind: str
) -> None:
    worker = fake(READY + behaviour + "\n")

    with pytest.raises(QueryFailed) as caught:
        ask(worker)

    assert caught.value.kind == kind
    assert not worker.is_alive()


@pytest.mark.parametrize("error", ["memory", "crash"])
def test_a_worker_in_trouble_is_ended_though_it_answered(fake: Fake, error: str) -> None:
    worker = fake(
        READY + f'receive(); send({{"error": "{error}", "seconds": 1, "rss": 1}}); time.sleep(600)\n'
    )

    assert ask(worker) == b""
    assert not worker.is_alive()


def test_a_worker_that_cannot_start_says_why(fake: Fake) -> None:
    worker = fake('sys.exit("the graph is of another release")')

    with pytest.raises(QueryFailed, match="the graph is of another release") as caught:
        worker.wait_until_ready(20)

    assert caught.value.kind == "start"


def test_an_answer_may_be_awaited_in_steps(fake: Fake) -> None:
    worker = fake(READY + "receive(); time.sleep(0.6)\n" + ANSWER.removeprefix("receive(); "))
    gone = threading.Event()
    worker.wait_until_ready(20)
    worker.send({"seconds": 10.0}, b"ASK {}", gone)

    assert worker.receive(monotonic() + 0.05, gone, 10) is None
    answer = worker.receive(monotonic() + 10, gone, 10)
    assert answer is not None
    assert answer[1] == b"x"
    worker.kill()


def test_a_worker_ends_when_its_owner_has_died_in_the_middle_of_a_query(tmp_path: Path) -> None:
    import os
    import subprocess

    from asking import ENDLESS, eventually, make_generation

    graph = make_generation(tmp_path, 3000).graph
    owner = f"""
import threading, os
from kg.query.process import Process
from pathlib import Path
worker = Process(Path({str(graph)!r}), 1000, 1000)
worker.wait_until_ready()
request = {{"limit": 1000, "table": "text/csv", "graph": None, "default_graphs": [], "named_graphs": []}}
worker.send(request | {{"union": True, "seconds": 600.0}}, {ENDLESS!r}.encode(), threading.Event())
print(worker.pid, flush=True)
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", owner], capture_output=True, text=True, check=True)
    process = int(done.stdout)

    def has_ended() -> bool:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{process}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"

    eventually(has_ended)
