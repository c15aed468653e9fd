"""`kg serve` as a process of its own, and what a client of it needs."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_NUMBERS = " ".join(map(str, range(300)))
_TABLES = " ".join(f"VALUES ?{name} {{ {_NUMBERS} }}" for name in "abc")
SLOW = f"SELECT (COUNT(*) AS ?n) {{ {_TABLES} }}"
"""Two seconds of work or more; the answer is SLOW_ANSWER."""
SLOW_ANSWER = 27_000_000


@dataclass(slots=True)
class Answered:
    """One answer: status, body, and headers by their names in lower case."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)

    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.body)


@contextmanager
def serving(home: Path, *options: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process of `kg serve` and the address it prints; `settings` are its environment variables."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--store", str(home), "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"KG_ENCODER": "none", "PATH": "/usr/bin:/bin"} | settings,
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().removeprefix("Serving on ").strip()
    finally:
        process.kill()
        process.communicate()


def get(address: str) -> str:
    """The body of a good answer."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def ask(
    address: str,
    seconds: float = 60,
    method: str | None = None,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> Answered:
    """Any answer, also one that tells of an error."""
    request = urllib.request.Request(address, body, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return Answered(answer.status, answer.read(), _lowered(answer.headers))
    except urllib.error.HTTPError as error:
        return Answered(error.code, error.read(), _lowered(error.headers))


def _lowered(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def query(address: str, sparql: str, seconds: float = 60) -> Answered:
    """The answer of the endpoint."""
    return ask(f"{address}sparql?query={urllib.parse.quote(sparql)}", seconds)


def workers_of(process: subprocess.Popen[str]) -> list[int]:
    """The ids of the processes that the service has started, and of theirs."""
    found: list[int] = []
    waiting = [process.pid]
    while waiting:
        for children in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            with suppress(OSError):
                new = [int(number) for number in children.read_text().split()]
                found += new
                waiting += new
    return found


def processor_seconds(pid: int) -> float:
    """What a process has computed so far; 0 when it is gone."""
    fields = _stat(pid)
    return int(fields[11]) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def ended(processes: list[int], seconds: float) -> bool:
    """Whether all of them end within that time."""
    deadline = time.monotonic() + seconds
    while any(_runs(pid) for pid in processes):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _runs(pid: int) -> bool:
    fields = _stat(pid)
    return bool(fields) and fields[0] != "Z"


def _stat(pid: int) -> list[str]:
    """The fields after the name: state, parent, …"""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []
