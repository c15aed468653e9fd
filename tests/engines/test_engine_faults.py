"""Engines that lie, break off or never end: every such answer is an error, and in time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pyoxigraph import Literal

from engines.servers import oxigraph, oxigraph_binary
from kg.errors import BadQuery, QueryFailed
from kg.query.question import Question
from kg.query.remote import RemoteAnswers
from kg.store.endpoint_http import Dataset, EndpointHttp
from kg.store.endpoint_table import rows, triples
from kg.store.generation import Generation
from kg.store.remote import Access, remote_of

TABLE = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"x"}}]}}'
JSON = {"Content-Type": "application/sparql-results+json"}
Answer = Callable[[BaseHTTPRequestHandler], None]


def _says(status: int, headers: dict[str, str], body: bytes) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


@contextmanager
def _engine(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """A server that answers everything so; its address, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if b"ASK" in body:  # the greeting
                _says(200, JSON, b'{"head":{},"boolean":true}')(self)
                return
            asked.append(f"{self.headers.get('Authorization', '')} {body.decode()}")
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_GET = do_PUT = do_POST

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def _asking(address: str, access: Access | None = None) -> Iterator[EndpointHttp]:
    http = EndpointHttp(remote_of(address, access))
    try:
        yield http
    finally:
        http.close()


@pytest.mark.parametrize("cut", [1, 20, len(TABLE) - 30, len(TABLE) - 1])
@pytest.mark.parametrize("after", [b"", b"The SPARQL operation has been cancelled"])
def test_a_cut_off_200_is_no_table(cut: int, after: bytes) -> None:
    with _engine(_says(200, JSON, TABLE[:cut] + after)) as (address, _), _asking(address) as http:
        with pytest.raises(QueryFailed, match="breaks off") as failed:
            list(rows(http, "SELECT ?a {}"))
        assert failed.value.kind == "remote"


def test_cut_off_triples_are_no_graph() -> None:
    kind = {"Content-Type": "application/n-triples"}
    for body in (b"<http://e/s> <http://e/p>", b'<http://e/s> <http://e/p> "x" .\nThe SPARQL op', b"<a"):
        with (
            _engine(_says(200, kind, body)) as (address, _),
            _asking(address) as http,
            pytest.raises(QueryFailed, match="breaks off"),
        ):
            triples(http, "CONSTRUCT {} {}")


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind", "words"),
    [
        (206, JSON, TABLE, "remote", "a part of its answer"),
        (200, JSON | {"X-SQL-State": "S1TAT"}, TABLE, "timeout", "longer than"),
        (200, JSON | {"X-SPARQL-MaxRows": "1"}, TABLE, "too-large", "1 rows at most"),
        (200, {"Content-Type": "text/html"}, b"<html>Welcome</html>", "remote", "text/html"),
        (500, {"Content-Type": "text/html"}, b"<html><b>No</b> cheese</html>", "remote", "500: No cheese"),
        (500, {"Content-Type": "text/plain"}, b"Virtuoso S1T00 Error timed out", "timeout", "timed out"),
        (503, {"Retry-After": "7"}, b"", "remote", "503"),
        (401, {}, b"", "remote", "KG_STORE_USER"),
        (404, {}, b"gone", "remote", "404"),
    ],
)  # fmt: skip
def test_what_is_no_whole_answer_is_an_error(
    status: int, headers: dict[str, str], body: bytes, kind: str, words: str
) -> None:
    with _engine(_says(status, headers, body)) as (address, _), _asking(address) as http:
        with pytest.raises(QueryFailed) as failed:
            list(rows(http, "SELECT ?a {}"))
        assert failed.value.kind == kind
        assert words in str(failed.value)
        assert failed.value.wait == (7 if status == 503 else None)


def test_a_refused_text_is_the_askers_fault() -> None:
    with _engine(_says(400, {}, b"error at 3:7: nonsense")) as (address, _), _asking(address) as http:
        with pytest.raises(BadQuery) as refused:
            list(rows(http, "SELECT ?a {}"))
        assert (refused.value.line, refused.value.column) == (3, 7)


def test_redirects_are_not_followed() -> None:
    with _engine(_says(200, JSON, TABLE)) as (elsewhere, asked_there):
        there = {"Location": elsewhere}
        with (
            _engine(_says(307, there, b"")) as (address, _),
            _asking(address) as http,
            pytest.raises(QueryFailed, match="redirects to"),
        ):
            list(rows(http, "SELECT ?a {}"))
        assert asked_there == []


def test_virtuosos_old_names_are_understood() -> None:
    old = TABLE.replace(
        b'"literal"', b'"typed-literal","datatype":"http://www.w3.org/2001/XMLSchema#boolean"'
    )
    with _engine(_says(200, JSON, old.replace(b'"x"', b'"1"'))) as (address, _), _asking(address) as http:
        (row,) = rows(http, "SELECT ?a {}")
        assert row["a"] == Literal(True)


def _drips(request: BaseHTTPRequestHandler) -> None:
    """A body that never ends, a row every 50 ms."""
    request.send_response(200)
    request.send_header("Content-Type", "application/sparql-results+json")
    request.end_headers()
    request.wfile.write(TABLE[:-2])
    for _ in range(200):
        request.wfile.write(b',{"a":{"type":"literal","value":"y"}}')
        request.wfile.flush()
        time.sleep(0.05)


def _floods(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Type", "application/sparql-results+json")
    request.end_headers()
    for _ in range(10_000):
        request.wfile.write(b" " * 65536)


def _sleeps(request: BaseHTTPRequestHandler) -> None:
    time.sleep(4)


@pytest.mark.parametrize("answer", [_drips, _sleeps])
def test_time_is_bounded(answer: Answer) -> None:
    with _engine(answer) as (address, _), _asking(address) as http:
        started = time.monotonic()
        with pytest.raises(QueryFailed) as failed:
            http.query("SELECT ?a {}", "application/sparql-results+json", Dataset(), 0.8, 1 << 20)
        assert failed.value.kind == "timeout"
        assert time.monotonic() - started < 2


def test_size_is_bounded() -> None:
    with _engine(_floods) as (address, _), _asking(address) as http:
        with pytest.raises(QueryFailed) as failed:
            http.query("SELECT ?a {}", "application/sparql-results+json", Dataset(), 20, 1 << 20)
        assert failed.value.kind == "too-large"


def test_a_client_that_leaves_stops_the_query() -> None:
    with _engine(_sleeps) as (address, _), _asking(address) as http:
        gone = threading.Event()
        threading.Timer(0.2, gone.set).start()
        started = time.monotonic()
        with pytest.raises(QueryFailed) as failed:
            http.query("SELECT ?a {}", "application/sparql-results+json", Dataset(), 20, 1 << 20, gone)
        assert failed.value.kind == "gone"
        assert time.monotonic() - started < 1.5


def test_a_lost_connection_is_tried_again_for_reads_only() -> None:
    def hangs_up(request: BaseHTTPRequestHandler) -> None:
        request.close_connection = True

    with _engine(hangs_up) as (address, asked), _asking(address) as http:
        with pytest.raises(QueryFailed, match="does not answer"):
            list(rows(http, "SELECT ?a {}"))
        assert len(asked) == 3
        with pytest.raises(QueryFailed, match="does not answer"):
            http.update("DROP GRAPH <http://e/g>", 5)
        assert len(asked) == 4


def test_secrets_go_where_they_are_asked_for() -> None:
    with _engine(_says(200, JSON, TABLE)) as (address, asked):
        with _asking(address, Access(user="me", password="s3cret")) as http:
            list(rows(http, "SELECT ?a {}"))
        with _asking(address, Access(token="t0ken")) as http:
            list(rows(http, "SELECT ?a {}"))
    assert asked[0].startswith(" ")
    assert asked[1].startswith("Bearer t0ken ")
    assert "s3cret" not in repr(Access(user="me", password="s3cret", token="t0ken"))
    assert "t0ken" not in repr(remote_of("http://127.0.0.1:1/query", Access(token="t0ken")))


@pytest.mark.skipif(oxigraph_binary() is None, reason="the package oxigraph is not installed")
def test_oxigraphs_own_timeout_is_no_answer(tmp_path: Path) -> None:
    """Its 200 breaks off in the middle of the document."""
    with oxigraph(tmp_path, "--timeout-s", "1") as remote:
        with _asking(remote.query) as http:
            said = b"".join(b"<http://e/%d> <http://e/p> <http://e/%d> .\n" % (n, n + 1) for n in range(3000))
            http.put("https://w3id.org/pan-kg/graph/generation/1", said, 30)
        (tmp_path / "generation.json").write_bytes(b"{}")
        answers = RemoteAnswers(remote, Generation(tmp_path, 1), timeout=20, largest=1 << 30)
        # Counted, since of rows that it can send it stops none in time.
        cross = "SELECT (COUNT(*) AS ?n) { ?a <http://e/p> ?b . ?c <http://e/p> ?d . ?e <http://e/p> ?f }"
        with pytest.raises(QueryFailed) as failed:
            answers.run(Question(cross, "text/csv"))
        assert failed.value.kind == "remote"  # our own limit would be a timeout
        small = answers.run(Question("SELECT (COUNT(*) AS ?n) { ?a ?p ?b }", "text/csv"))
        assert small.body.split() == [b"n", b"3000"]
        answers.close()
