"""What a query worker cannot do, asked of the kernel and not of our own precheck."""

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from asking import make_generation

from kg.cli.fitness import containment
from kg.confine.seccomp import program
from kg.confine.syscalls import CHANGING_FILES, CHECKED, NEVER
from kg.errors import BadInput
from kg.query.process import Process
from kg.query.sandbox import Containment, environment, probe, require_containment

TRY = """
import ctypes, errno, json, os, socket, sys, threading
from pathlib import Path
from kg.query.sandbox import confine
folder = Path(sys.argv[1])
confine(1000, 20.0, may_write=sys.argv[2] == "write")
libc = ctypes.CDLL(None, use_errno=True)

def raw(*arguments):
    if libc.syscall(*arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")

def thread():
    done = threading.Event()
    threading.Thread(target=done.set).start()
    assert done.wait(10)

attempts = {
    "tcp": lambda: socket.socket(),
    "unix": lambda: socket.socket(socket.AF_UNIX),
    "pair": socket.socketpair,
    "fork": os.fork,
    "spawn": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "signal": lambda: os.kill(os.getppid(), 0),
    "memory file": lambda: os.memfd_create("x"),
    "ring": lambda: raw(425, 1, 0),
    "trace": lambda: raw({"x86_64": 101}.get(os.uname().machine, 117), 0, 0, 0, 0),
    "new": lambda: (folder / "new").write_text("x"),
    "change": lambda: (folder / "there").open("r+"),
    "append": lambda: (folder / "there").open("a"),
    "folder": lambda: (folder / "sub").mkdir(),
    "rename": lambda: (folder / "there").rename(folder / "elsewhere"),
    "mode": lambda: (folder / "elsewhere").chmod(0o600),
    "remove": lambda: (folder / "new").unlink(),
    "read": lambda: os.listdir(folder),
    "thread": thread,
}
found = {}
for name, attempt in attempts.items():
    try:
        attempt()
        found[name] = "done"
    except OSError as error:
        found[name] = errno.errorcode[error.errno]
print(json.dumps(found))
"""
ALWAYS_REFUSED = [
    "tcp", "unix", "pair", "fork", "spawn", "exec", "signal", "memory file", "ring", "trace",
]  # fmt: skip
WRITING = ["new", "change", "append", "folder", "rename", "mode", "remove"]


@pytest.fixture(scope="module", autouse=True)
def filtered() -> None:
    if not probe().is_complete:
        pytest.skip("this kernel has no seccomp filters")


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.5)
        yield listening


def attempts(folder: Path, mode: str) -> dict[str, str]:
    (folder / "there").write_text("kept")
    command = [sys.executable, "-c", TRY, str(folder), mode]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment(), check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_a_contained_process_reads_and_has_threads_and_nothing_else(tmp_path: Path) -> None:
    found = attempts(tmp_path, "read")

    assert {name: found[name] for name in ALWAYS_REFUSED} == dict.fromkeys(ALWAYS_REFUSED, "EPERM")
    for name in WRITING:
        assert found[name] in ("EPERM", "ENOENT"), name
    assert (found["read"], found["thread"]) == ("done", "done")
    assert [(entry.name, entry.read_text()) for entry in tmp_path.iterdir()] == [("there", "kept")]


def test_one_that_may_write_still_has_no_network_and_starts_nothing(tmp_path: Path) -> None:
    found = attempts(tmp_path, "write")

    assert {name: found[name] for name in ALWAYS_REFUSED} == dict.fromkeys(ALWAYS_REFUSED, "EPERM")
    assert {name: found[name] for name in WRITING} == dict.fromkeys(WRITING, "done")


def ask(worker: Process, sparql: str) -> tuple[dict[str, object], bytes]:
    request = {"limit": 1000, "table": "text/csv", "graph": None, "default_graphs": [], "named_graphs": []}
    worker.wait_until_ready()
    worker.send(request | {"union": True, "seconds": 10.0}, sparql.encode(), threading.Event())
    answer = worker.receive(monotonic() + 10, threading.Event(), 10)
    assert answer is not None
    return answer


@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_the_filter_alone_stops_a_service_call(tmp_path: Path, listener: socket.socket, silent: str) -> None:
    """Past the precheck: the text goes to the worker as it is."""
    worker = Process(make_generation(tmp_path, 3).graph, 1000, 1 << 20)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"

    head, _ = ask(worker, f"SELECT * {{ SERVICE {silent} <{address}> {{ ?s ?p ?o }} }}")
    worker.kill()

    assert head.get("error") == (None if silent else "crash")
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_worker_proves_its_containment_itself(tmp_path: Path) -> None:
    worker = Process(make_generation(tmp_path, 3).graph, 1000, 1 << 20)
    worker.wait_until_ready()
    worker.kill()

    assert worker.containment is not None
    assert worker.containment.is_complete
    assert "seccomp filter" in worker.containment.how


def test_without_containment_the_public_is_refused_and_told_why() -> None:
    leaky = Containment(network=False, exec=True, files=True, memory=True, how="resource limits")

    with pytest.raises(BadInput, match=r"it could open network connections.*listen on 127\.0\.0\.1 only"):
        require_containment(leaky)


def test_a_complete_containment_lets_the_public_in() -> None:
    assert require_containment().is_complete


def test_the_doctor_looks_at_the_containment() -> None:
    assert (containment().state, containment().check) == ("ok", "containment")


@pytest.mark.parametrize(("column", "own", "open_call"), [(0, 317, 2), (1, 277, None)])
def test_the_filter_of_every_architecture_tests_the_same_calls(
    column: int, own: int, open_call: int | None
) -> None:
    """Read from the program, since only one architecture can be run here."""
    steps = program(column, 0xC000003E, own, False, 4711)
    tested = {value for code, _, _, value in steps if code == 0x15}

    for numbers in (NEVER, CHANGING_FILES, CHECKED):
        for name, row in numbers.items():
            assert row[column] is None or row[column] in tested, name
    assert CHECKED["open"][column] == open_call
    assert steps[-1] == (0x06, 0, 0, 0x7FFF0000)
    assert max(jump for _, then, otherwise, _ in steps for jump in (then, otherwise)) < 6
