"""A real `kg serve` under siege, and the ways in which tests talk to it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from hostile.judge import World, datasets, judge
from hostile.watch import Highest
from hostile.wire import Place, Reply, request

TIMEOUT = 2.0
"""Seconds that the service declares a query may take."""
GRACE = 2.0
PATIENCE = 4 * (TIMEOUT + GRACE)
"""Seconds after which an answer counts as missing: the machine that runs the tests may be busy."""

MEMORY_MB = 600
HIGHEST_FAMILY = 2 << 30
"""Bytes that the service and all its workers may hold together."""
HIGHEST_ROOT = 1 << 30
"""Bytes that the service itself may hold."""

OPTIONS = ("--timeout", f"{TIMEOUT:g}", "--memory", str(MEMORY_MB), "--workers", "2", "--budget", "0")
JSON = "application/sparql-results+json, application/n-triples;q=0.9"
DATASETS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <http://www.w3.org/ns/dcat#Dataset> }"


class Service:
    """A running service; `highest` is what its processes came to."""

    def __init__(self, process: "subprocess.Popen[str]", place: Place, world: World) -> None:
        self.process = process
        self.place = place
        self.world = world
        self.highest = Highest(process.pid)

    def seen_from(self, source: str) -> "Service":
        """The same service, asked from another address of this machine: by another client."""
        other = copy(self)
        other.place = replace(self.place, source=source)
        return other

    def ask(self, sparql: str, headers: dict[str, str] | None = None, seconds: float = PATIENCE) -> Reply:
        """The answer to a posted query."""
        given = {"Content-Type": "application/sparql-query", "Accept": JSON} | (headers or {})
        reply = self.place.exchange(
            request("POST", "/sparql", given, sparql.encode("utf-8", "surrogatepass")), seconds
        )
        assert reply is not None, "hung up without an answer"
        return reply

    def get(self, target: str, headers: dict[str, str] | None = None, method: str = "GET") -> Reply:
        """The answer to a request without a body."""
        given = {"Accept": "application/json"} | (headers or {})
        reply = self.place.exchange(request(method, target, given), PATIENCE, is_head=method == "HEAD")
        assert reply is not None, "hung up without an answer"
        return reply

    def check_alive(self) -> None:
        """Fail unless it runs, answers a small query rightly, and has stayed within its memory."""
        assert self.process.poll() is None, "the service is dead"
        assert self.get("/health/live").status == 200
        judge(self.ask(DATASETS), self.world, datasets, frozenset())
        assert self.highest.family_bytes < HIGHEST_FAMILY
        assert self.highest.root_bytes < HIGHEST_ROOT


_PACED = """
import sys
from kg.cli.main import run
from kg.web.edge import connections

pace = float(sys.argv.pop(1))
connections.SECONDS = {state: pace * seconds for state, seconds in connections.SECONDS.items()}
connections.UNREAD_SECONDS *= pace
run()
"""
"""A program: `kg`, but its clients have the part of their time that is its first argument."""


@contextmanager
def besieged(
    home: Path, world: World, *options: str, grace: float = 20, pace: float = 1, **settings: str
) -> Iterator[Service]:
    """A service with these options after the usual ones; killed at the end if it still runs.

    `grace` are the seconds that it leaves to what runs when it is told to end; `pace` is the part of their
    time that its clients have to say and read something whole; `settings` are variables of its environment.
    """
    program = ["-m", "kg"] if pace == 1 else ["-c", _PACED, str(pace)]
    command = [sys.executable, *program, "serve", "--store", str(home), "--port", "0", *OPTIONS, *options]
    environment = {"PATH": os.environ["PATH"], "KG_ENCODER": "none", "KG_GRACE": str(grace)} | settings
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True
    ) as process:
        try:
            assert process.stdout is not None
            ready = next((line for line in process.stdout if line.startswith("Serving on ")), "")
            assert ready, process.wait()
            address = urlsplit(ready.removeprefix("Serving on ").strip())
            service = Service(process, Place(str(address.hostname), address.port or 0), world)
            try:
                yield service
            finally:
                service.highest.close()
        finally:
            process.kill()
