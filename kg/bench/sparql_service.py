"""`kg serve` in a process of its own, asked over HTTP; its CPU time is that of all its processes."""

import os
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from kg.bench.sparql_answer import TABLE, TRIPLES, Answer, compared
from kg.bench.sparql_cpu import cpu_ms, family, spent_ms
from kg.errors import KgError

_SECONDS = 60
_BUSY = (429, 503)
_PATIENCE = 20
"""How often a service that asks for patience is asked again."""
_SETTLE_SECONDS = 0.01
"""After an answer the service still writes its log."""


class Service:
    """A service on a store, until it is closed."""

    def __init__(self, store: Path) -> None:
        command = [sys.executable, "-P", "-m", "kg", "serve", "--store", str(store), "--port", "0"]
        self._popen = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=os.environ | {"KG_ENCODER": "none"},
        )  # fmt: skip
        try:
            address = urlsplit(self._ready())
            self._connection = HTTPConnection(str(address.hostname), address.port or 80, timeout=_SECONDS)
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> "Service":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._end()

    def ask(self, sparql: str) -> Answer:
        """Ask once; a refusal for want of a free worker or of budget is waited out and not counted."""
        for _ in range(_PATIENCE):
            before = cpu_ms(family(self._popen.pid))
            response, body = self._post(sparql)
            if response.status not in _BUSY:
                break
            time.sleep(float(response.headers.get("Retry-After") or 1))
        time.sleep(_SETTLE_SECONDS)
        spent = spent_ms(before, cpu_ms(family(self._popen.pid)))
        if response.status != 200:
            return Answer(spent, problem=f"{response.status}: {body[:200].decode(errors='replace')}")
        return Answer(spent, *compared(response.headers["Content-Type"], body))

    def _post(self, sparql: str) -> tuple[HTTPResponse, bytes]:
        headers = {"Content-Type": "application/sparql-query", "Accept": f"{TABLE}, {TRIPLES};q=0.9"}
        try:
            self._connection.request("POST", "/sparql", sparql.encode(), headers)
            response = self._connection.getresponse()
        except ConnectionError:  # the service closes connections that were idle while others were asked
            self._connection.close()
            self._connection.request("POST", "/sparql", sparql.encode(), headers)
            response = self._connection.getresponse()
        return response, response.read()

    def _ready(self) -> str:
        """The address that the service prints when it is ready."""
        assert self._popen.stdout is not None
        for line in self._popen.stdout:
            if "http://" in line:
                return "http://" + line.partition("http://")[2].strip()
        raise KgError("The service ended before it was ready. Start `kg serve` by hand to see why.")

    def _end(self) -> None:
        self._popen.terminate()
        try:
            self._popen.wait(30)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        if self._popen.stdout is not None:
            self._popen.stdout.close()
