"""What ends a connection, with times that a test can wait for, and what becomes of bodies left unread."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from threading import Thread
from time import monotonic, sleep
from typing import Any

import h11
import pytest
import uvicorn
from hostile.wire import Reply, read_reply

from kg.web.edge import connections
from kg.web.edge.connections import Connection, most_connections
from kg.web.edge.framing import Framed

HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: x\r\nX-Drip: "
WHOLE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST /%s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
LARGE = 32 << 20


async def application(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
    """`/read` reads the body, `/slow` waits for a second, `/large` is large; others do not look at it."""
    if scope["type"] != "http":
        return
    while scope["path"] == "/read" and (await receive()).get("more_body"):
        pass
    await asyncio.sleep(1 if scope["path"] == "/slow" else 0)
    body = b"x" * (LARGE if scope["path"] == "/large" else 2)
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A head has 0.3 s, a body 0.5 s unless it brings 20 kB in that time, an answer 0.5 s."""
    monkeypatch.setattr(connections, "SECONDS", {h11.IDLE: 0.3, h11.SEND_BODY: 0.5})
    monkeypatch.setattr(connections, "UNREAD_SECONDS", 0.5)
    monkeypatch.setattr(connections, "SLOWEST", 40_000)
    monkeypatch.setattr(connections, "MOST", 20)


@pytest.fixture
def connect(quick: None) -> Iterator[Callable[[], socket.socket]]:
    # Without its logging, which would stay as it is set up and hide what other tests look for.
    config = uvicorn.Config(
        Framed(application), port=0, log_config=None, http=Connection, ws="none", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    deadline = monotonic() + 20
    while not server.started and monotonic() < deadline:
        sleep(0.02)
    place = server.servers[0].sockets[0].getsockname()
    with ExitStack() as stack:
        yield lambda: stack.enter_context(socket.create_connection(place, 5))
    server.should_exit = True
    thread.join(20)


def answered(opened: socket.socket, raw: bytes) -> Reply:
    with opened.makefile("rb") as stream:
        opened.sendall(raw)
        reply = read_reply(stream)
    assert reply is not None, "hung up without an answer"
    return reply


def seconds_until_closed(opened: socket.socket, drip: bytes = b"") -> float:
    """Seconds until the service hangs up; 5 or more if it does not."""
    started = monotonic()
    opened.settimeout(0.05)
    while (took := monotonic() - started) < 5:
        try:
            opened.sendall(drip)
            if not opened.recv(65536):
                break
        except TimeoutError:
            continue
        except ConnectionError:
            break
    return took


@pytest.mark.parametrize(
    ("first", "drip", "least"),
    [
        (b"", b"", 0.2),
        (HALF_A_HEAD, b"", 0.2),
        (HALF_A_HEAD, b"x", 0.2),
        (POST % (b"read", 10**6), b"", 0.4),
        (POST % (b"read", 10**6), b"x", 0.4),
    ],
    ids=["silent", "half a head", "a dripping head", "half a body", "a dripping body"],
)
def test_what_never_becomes_whole_is_ended(
    connect: Callable[[], socket.socket], first: bytes, drip: bytes, least: float
) -> None:
    opened = connect()
    opened.sendall(first)

    assert least < seconds_until_closed(opened, drip) < 3


def test_a_second_head_on_a_connection_has_no_more_time_than_the_first(
    connect: Callable[[], socket.socket],
) -> None:
    opened = connect()
    assert answered(opened, WHOLE).status == 200
    opened.sendall(HALF_A_HEAD)

    assert seconds_until_closed(opened, b"x") < 3


def test_a_large_body_that_comes_steadily_may_take_its_time(connect: Callable[[], socket.socket]) -> None:
    opened = connect()
    opened.sendall(POST % (b"read", 300_000))
    for _ in range(15):  # 1.5 s for three times the bytes that are asked for
        opened.sendall(b"x" * 20_000)
        sleep(0.1)

    assert opened.recv(1000).startswith(b"HTTP/1.1 200")


def test_a_request_that_is_whole_is_waited_for(connect: Callable[[], socket.socket]) -> None:
    assert answered(connect(), WHOLE.replace(b"/ ", b"/slow ", 1)).status == 200


def test_an_answer_that_nobody_reads_is_given_up(connect: Callable[[], socket.socket]) -> None:
    opened = connect()
    opened.sendall(WHOLE.replace(b"/ ", b"/large ", 1))
    sleep(3)
    received = 0
    with suppress(ConnectionResetError):
        while part := opened.recv(1 << 20):
            received += len(part)

    assert received < LARGE


def test_an_answer_that_is_read_slowly_is_sent_to_its_end(connect: Callable[[], socket.socket]) -> None:
    opened = connect()
    opened.sendall(WHOLE.replace(b"/ ", b"/large ", 1))
    received = 0
    while received < LARGE:
        part = opened.recv(1 << 20)
        assert part, "cut off"
        received += len(part)
        sleep(0.02)


def test_one_connection_too_many_is_ended_at_once(connect: Callable[[], socket.socket]) -> None:
    busy = [connect() for _ in range(20)]
    for opened in busy:
        opened.sendall(WHOLE.replace(b"/ ", b"/slow ", 1))
    sleep(0.2)

    assert seconds_until_closed(connect()) < 0.2
    assert all(opened.recv(1000).startswith(b"HTTP/1.1 200") for opened in busy)
    for opened in busy:
        opened.close()
    sleep(0.2)
    assert seconds_until_closed(connect()) > 0.2, "there is room again"


@pytest.mark.parametrize(("files", "most"), [(1024, 512), (20_000, 1000), (-1, 1000), (256, 128)])
def test_connections_leave_files_for_the_store(files: int, most: int) -> None:
    assert most_connections(files) == most


@pytest.mark.parametrize(
    ("length", "sent", "closes"), [(0, 0, False), (5, 5, True), (10**6, 10**6, True), (10**9, 100, True)]
)
def test_after_a_body_left_unread_the_connection_closes(
    connect: Callable[[], socket.socket], length: int, sent: int, closes: bool
) -> None:
    opened = connect()
    reply = answered(opened, POST % (b"other", length) + b"x" * sent)

    assert reply.header("connection") == ("close" if closes else None)
    if closes and sent == length:
        assert opened.recv(1000) == b"", "an orderly end, not a reset"


def test_a_body_that_was_read_leaves_the_connection_open(connect: Callable[[], socket.socket]) -> None:
    opened = connect()
    assert answered(opened, POST % (b"read", 3) + b"abc").header("connection") is None
    assert answered(opened, WHOLE).status == 200


def test_what_goes_on_sending_after_its_answer_is_left(connect: Callable[[], socket.socket]) -> None:
    opened = connect()
    opened.sendall(POST % (b"other", 10**10))
    sent = 0
    with suppress(ConnectionError):
        while sent < 10**9:
            sent += opened.send(b"x" * 65536)

    assert sent < 64 << 20
