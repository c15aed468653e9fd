"""No body is too large, too broken or too false for an honest answer in time."""

from contextlib import suppress
from itertools import repeat
from time import monotonic

import pytest

from hostile.bodies import BODIES, DIRECT, LENGTHS, Body, Raw
from hostile.judge import judge, reason
from hostile.service import JSON, PATIENCE, Service
from hostile.wire import read_reply, request


@pytest.mark.parametrize("case", BODIES, ids=str)
def test_a_hostile_body_is_answered_in_time_and_honestly(service: Service, case: Body) -> None:
    headers = {"Accept": JSON, **dict(case.headers)} | (
        {} if case.type is None else {"Content-Type": case.type}
    )
    reply = service.place.exchange(request("POST", case.target, headers, case.body), PATIENCE)

    judge(reply, service.world, case.right, case.reasons)


@pytest.mark.parametrize("case", LENGTHS, ids=str)
def test_a_false_length_is_answered_in_time(service: Service, case: Raw) -> None:
    reply = service.place.exchange(case.raw, PATIENCE)

    assert (0 if reply is None else reply.status) in case.statuses, reply


def test_an_endless_body_is_refused_before_it_ends(service: Service) -> None:
    head = f"POST /sparql HTTP/1.1\r\nHost: kg.test\r\nContent-Type: {DIRECT}\r\n"
    sent = 0
    with service.place.connection(PATIENCE) as (opened, stream):
        opened.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        try:
            for chunk in repeat(b"10000\r\n" + b"#" * 65536 + b"\r\n", 4_000):
                opened.sendall(chunk)
                sent += len(chunk)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it hung up on us, as it should
        reply = read_reply(stream)

    assert sent < 64 << 20
    assert reply is None or reason(reply) == "too-large"


def test_a_body_that_is_announced_too_large_is_refused_unread(service: Service) -> None:
    started = monotonic()
    reply = service.place.exchange(
        request("POST", "/sparql", {"Content-Type": DIRECT, "Content-Length": str(1 << 30)}, b"ASK {}"),
        PATIENCE,
    )

    assert reply is not None
    assert reason(reply) == "too-large"
    assert monotonic() - started < PATIENCE


@pytest.mark.parametrize(
    ("start", "lines", "kind"),
    [
        ("POST /sparql", f"Content-Type: {DIRECT}", "too-large"),
        ("POST /sparql", "Content-Type: text/plain", "wrong-type"),
        ("POST /nowhere", "", "not-found"),
        ("PUT /search", "", "wrong-method"),
    ],
)
def test_after_a_refusal_the_rest_of_the_body_is_not_swallowed(
    service: Service, start: str, lines: str, kind: str
) -> None:
    head = f"{start} HTTP/1.1\r\nHost: kg.test\r\n{lines}\r\n".replace("\r\n\r\n", "\r\n")
    sent = 0
    with service.place.connection(PATIENCE) as (opened, stream):
        opened.sendall(f"{head}Accept: {JSON}\r\nContent-Length: {1 << 30}\r\n\r\n".encode())
        reply = read_reply(stream)
        with suppress(ConnectionError):
            while sent < 1 << 30:
                sent += opened.send(b"#" * 65536)

    assert reply is not None
    assert reason(reply) == kind
    assert reply.header("connection") == "close"
    assert sent < 64 << 20
