"""The protocol over real sockets, where lengths, connections and unfinished bodies are not simulated."""

import http.client
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from urllib.parse import quote

import pytest
import uvicorn
from rights import OPERATOR, Doors, Noted

from kg.store.home import Home
from kg.web.app import create_app
from kg.web.change.writing import Written
from kg.web.state import Limits, Rights

ASK = "/sparql?query=" + quote("ASK {}")
MANY = "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 3000")


@pytest.fixture(scope="module")
def port(sample_home: Path) -> Iterator[int]:
    rights = Rights(Doors(), Noted(Written(1)))
    app = create_app(Home(sample_home), Limits(timeout=5, memory_mb=1000, body_mb=1), rights=rights)
    # Without its logging, which would stay as it is set up and hide what other tests look for.
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None))
    thread = Thread(target=server.run)
    thread.start()
    deadline = monotonic() + 20
    while not server.started and monotonic() < deadline:
        sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def connection(port: int) -> Iterator[http.client.HTTPConnection]:
    opened = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    yield opened
    opened.close()


def _ask(
    connection: http.client.HTTPConnection, method: str, path: str, headers: dict[str, str] | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    connection.request(method, path, headers=headers or {})
    answer = connection.getresponse()
    return answer, answer.read()


def test_head_leaves_the_connection_in_order(connection: http.client.HTTPConnection) -> None:
    head, nothing = _ask(connection, "HEAD", MANY)
    unknown, no_page = _ask(connection, "HEAD", "/nowhere")
    got, body = _ask(connection, "GET", MANY)
    after, answer = _ask(connection, "GET", ASK)

    assert (head.status, nothing, unknown.status, no_page) == (200, b"", 404, b"")
    assert int(head.headers["content-length"]) == int(got.headers["content-length"]) == len(body)
    assert (after.status, json.loads(answer)["boolean"]) == (200, True)


def test_what_is_unchanged_has_no_body(connection: http.client.HTTPConnection) -> None:
    first, _ = _ask(connection, "GET", ASK)
    again, nothing = _ask(connection, "GET", ASK, {"If-None-Match": first.headers["etag"]})
    after, _ = _ask(connection, "GET", ASK)

    assert (again.status, nothing, after.status) == (304, b"", 200)


def test_a_body_that_grows_too_large_is_refused_and_the_service_goes_on(port: int) -> None:
    refusing = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    parts = (b"#" * 65536 for _ in range(40))
    headers = OPERATOR | {"Content-Type": "text/turtle", "Transfer-Encoding": "chunked"}
    with suppress(BrokenPipeError, ConnectionResetError):  # the service need not listen to the end
        refusing.request("PUT", "/rdf-graph-store?default", parts, headers, encode_chunked=True)
    answer = refusing.getresponse()
    status, told = answer.status, json.loads(answer.read())
    refusing.close()

    assert status == told["status"] == 413
    other = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    assert _ask(other, "GET", ASK)[0].status == 200
    other.close()


def test_a_body_said_to_be_too_large_is_not_waited_for(connection: http.client.HTTPConnection) -> None:
    connection.putrequest("POST", "/update")
    for name, value in (OPERATOR | {"Content-Type": "application/sparql-update"}).items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(9 << 20))
    connection.endheaders()
    answer = connection.getresponse()  # nothing of the body was sent

    assert answer.status == 413
    answer.read()
