"""SPARQL engines for tests: started on loopback from a folder of their own, ended by their process."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from kg.store.endpoint import EndpointStore
from kg.store.endpoint_table import sizes
from kg.store.remote import Access, Remote, remote_of

_START_SECONDS = 60.0
_SYSTEM = ("http://www.openlinksw.com/", "http://www.w3.org/ns/ldp#", "http://localuriqaserver/")

_VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
MaxClientConnections = 10
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
MaxQueryMem = 300M
ThreadsPerQuery = 2
AsyncQueueMaxThreads = 2

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 10
HTTPThreadSize = 280000
Charset = UTF-8

[SPARQL]
{sparql}
"""


def oxigraph_binary() -> str | None:
    """The server of the package `oxigraph`, which is not the library `pyoxigraph`."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Remote]:
    """An empty Oxigraph server."""
    binary = oxigraph_binary()
    assert binary is not None
    port = free_port()
    command = [binary, "serve", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}", *options]
    with _running(command, port, folder):
        yield remote_of(f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso(folder: Path, sparql: str = "") -> Iterator[Remote]:
    """An empty Virtuoso without its limit on estimated cost, or with the settings in `sparql`."""
    port, ini = free_port(), folder / "virtuoso.ini"
    ini.write_text(
        _VIRTUOSO_INI.format(folder=folder, port=port, sql_port=free_port(), sparql=sparql), "ascii"
    )
    command = ["virtuoso-t", "+foreground", "+configfile", str(ini), "+wait"]
    with _running(command, port, folder):
        yield remote_of(f"http://127.0.0.1:{port}/sparql", Access(user="dba", password="dba"))


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def clear(remote: Remote) -> None:
    """Remove all graphs that tests have made."""
    with EndpointStore(remote) as store:
        for name in sizes(store.http):
            if not name.startswith(_SYSTEM):
                store.http.update(f"DROP SILENT GRAPH <{name}>", 60)


@contextmanager
def _running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    with (folder / "server.out").open("wb") as out:
        server = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder, env=dict(os.environ))
        try:
            _wait(server, port, folder)
            yield
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    deadline = monotonic() + _START_SECONDS
    while monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            sleep(0.1)
    said = (folder / "server.out").read_text("utf-8", "replace")[-2000:]
    raise AssertionError(f"The engine did not start: {said}")
