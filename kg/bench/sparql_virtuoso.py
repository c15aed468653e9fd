"""Virtuoso on loopback with a database of its own, where `virtuoso-t` is installed."""

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlunsplit
from urllib.request import Request, urlopen

from kg.bench.sparql_answer import TABLE, TRIPLES, Answer, compared
from kg.bench.sparql_cpu import cpu_ms, spent_ms
from kg.errors import KgError

_GRAPH = "urn:bench:union"
_START_SECONDS = 60
_LOAD_SECONDS = 600
_CONFIGURATION = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}, {data}
NumberOfBuffers = 80000
MaxDirtyBuffers = 60000
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
"""


def is_installed() -> bool:
    """Whether server and loader are on the path."""
    return shutil.which("virtuoso-t") is not None and shutil.which("isql-vt") is not None


class Virtuoso:
    """A server that holds the triples of one N-Triples file.

    Raises:
        KgError: it does not start, or does not load the file.
    """

    def __init__(self, file: Path, seconds: int) -> None:
        self._seconds = seconds
        self._folder = tempfile.TemporaryDirectory()
        self._sql, http = _free_ports(2)
        self._address = urlunsplit(("http", f"127.0.0.1:{http}", "/sparql", "", ""))
        settings = Path(self._folder.name) / "virtuoso.ini"
        settings.write_text(
            _CONFIGURATION.format(folder=self._folder.name, data=file.parent, sql=self._sql, http=http),
            encoding="utf-8",
        )
        command = ["virtuoso-t", "+foreground", "+configfile", str(settings)]
        self._popen = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self._wait(http)
            self._load(file)
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> "Virtuoso":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def ask(self, sparql: str) -> Answer:
        """Ask once; the time is the whole server's."""
        body = urlencode({"query": sparql, "default-graph-uri": _GRAPH}).encode()
        accept = TRIPLES if "DESCRIBE" in sparql else TABLE
        request = Request(self._address, body, {"Accept": accept})
        before = cpu_ms([self._popen.pid])
        try:
            with urlopen(request, timeout=self._seconds) as response:
                media_type, answer = response.headers["Content-Type"], response.read()
        except HTTPError as error:
            return Answer(0.0, problem=f"{error.code}: {error.read()[:120].decode(errors='replace')}")
        except (URLError, TimeoutError):
            return Answer(0.0, problem=f"more than {self._seconds} s")
        return Answer(spent_ms(before, cpu_ms([self._popen.pid])), *compared(media_type, answer))

    def _wait(self, port: int) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self._popen.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.3)
        raise KgError("Virtuoso did not start.")

    def _load(self, file: Path) -> None:
        statements = f"ld_dir('{file.parent}', '{file.name}', '{_GRAPH}'); rdf_loader_run(); checkpoint;"
        command = ["isql-vt", f"127.0.0.1:{self._sql}", "dba", "dba", f"exec={statements}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LOAD_SECONDS, check=False)
        if done.returncode or "Error" in done.stdout + done.stderr:
            raise KgError(f"Virtuoso did not load the triples: {(done.stdout + done.stderr)[:200]}")

    def _end(self) -> None:
        self._popen.kill()
        self._popen.wait()
        self._folder.cleanup()


def _free_ports(number: int) -> list[int]:
    opened = [socket.socket() for _ in range(number)]
    try:
        for one in opened:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in opened]
    finally:
        for one in opened:
            one.close()
