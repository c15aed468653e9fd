"""No client, and no crowd of them, keeps the others from their answers."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import sleep

import pytest

from hostile.clients import CROWD, ENDLESS, LARGE, at_once, connections, dripping, hangs_up, posted
from hostile.headers import ASK
from hostile.judge import World, datasets, judge, number, reason
from hostile.service import DATASETS, GRACE, JSON, PATIENCE, Service, besieged
from hostile.watch import children_rest, eventually
from hostile.wire import Reply, read_reply, request
from kg.web.edge.connections import SECONDS

IDLE_SECONDS = 75.0
"""A connection on which nothing whole arrives is closed within this time."""
SPARE = 15.0
"""Those of them that the machine may take beside the service's own limits: it may be busy."""
PACE = 0.1
"""The part of those limits that the service has in these tests."""

HALF_A_HEAD = b"GET / HTTP/1.1\r\nHost: kg.test\r\nX-Drip: "
HALF_A_BODY = (
    b"POST /sparql HTTP/1.1\r\nHost: kg.test\r\nContent-Type: application/sparql-query\r\n"
    b"Content-Length: 100000\r\n\r\nASK {} #"
)
FIRST = {b"": "silent", HALF_A_HEAD: "half a head", HALF_A_BODY: "half a body"}
"""What connections begin with that say nothing whole."""

ROOMY = 4.0
"""Seconds that a heavy query of the crowd may take, and a small one may have to wait."""


@pytest.fixture(scope="module")
def roomy(sample_home: Path, world: World) -> Iterator[Service]:
    with besieged(sample_home, world, "--timeout", f"{ROOMY:g}") as service:
        yield service


def small(service: Service) -> Reply:
    """A query that everybody must be able to ask."""
    return service.ask(DATASETS)


@pytest.mark.parametrize("first", FIRST, ids=list(FIRST.values()))
def test_a_hundred_idle_connections_keep_nobody_out(service: Service, first: bytes) -> None:
    with connections(service.place, 100, first):
        judge(small(service), service.world, datasets, frozenset())


@pytest.mark.parametrize("first", [HALF_A_HEAD, HALF_A_BODY], ids=["head", "body"])
def test_a_hundred_dripping_connections_keep_nobody_out(service: Service, first: bytes) -> None:
    with connections(service.place, 100, first) as opened, dripping(opened, b"x", 0.2):
        sleep(1)
        judge(small(service), service.world, datasets, frozenset())


@pytest.fixture(scope="module")
def left_waiting(sample_home: Path, world: World) -> dict[bytes, tuple[bool, bool]]:
    """For what 300 connections say first: whether others soon got in again, and whether these were closed.

    That takes six seconds, so they are all tried at once, each on a service of its own.
    """
    seconds = PACE * max(SECONDS.values()) + SPARE

    def tried(first: bytes) -> tuple[bool, bool]:
        with (
            besieged(sample_home, world, pace=PACE) as service,
            connections(service.place, 300, first) as opened,
        ):
            with dripping(opened[:50] if first else [], b"x", 0.5):
                is_back = eventually(lambda: service.get("/health/live").status == 200, seconds)
                were_closed = all(hangs_up(connection, seconds) for connection in opened[::75])
            service.check_alive()
            return is_back, were_closed

    with ThreadPoolExecutor(len(FIRST)) as pool:
        return dict(zip(FIRST, pool.map(tried, FIRST), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("first", FIRST, ids=list(FIRST.values()))
def test_connections_that_say_nothing_whole_are_closed(
    left_waiting: dict[bytes, tuple[bool, bool]], first: bytes
) -> None:
    """Even while they drip; else a few hundred of them would lock everybody out for ever."""
    is_back, were_closed = left_waiting[first]

    assert is_back
    assert were_closed
    assert max(SECONDS.values()) + SPARE <= IDLE_SECONDS


def test_slow_readers_of_large_answers_hold_no_worker(service: Service) -> None:
    with connections(service.place, 10) as opened:
        for reader in opened:
            reader.settimeout(PATIENCE)
            reader.sendall(posted(LARGE))
            assert reader.recv(200).startswith(b"HTTP/1.1 200")
        for _ in range(3):
            assert all(reader.recv(1024) for reader in opened)
            judge(small(service), service.world, datasets, frozenset())


def test_a_client_that_sends_no_more_is_answered_or_left(service: Service) -> None:
    for sparql, endless in ((DATASETS, False), (ENDLESS, True)):
        with service.place.connection(PATIENCE) as (opened, stream):
            opened.sendall(posted(sparql))
            opened.shutdown(socket.SHUT_WR)
            reply = read_reply(stream)
        if reply is not None:
            judge(reply, service.world, None if endless else datasets, frozenset({"timeout"}))
    assert children_rest(service.process.pid, 2 * GRACE)


@pytest.mark.parametrize(
    ("heavy", "light"),
    [("127.0.0.1", "127.0.0.1"), ("127.0.0.2", "127.0.0.1"), ("127.0.0.#", "127.0.1.#")],
    ids=["one client", "two clients", "thirty-two clients"],
)
def test_twelve_heavy_queries_do_not_stop_twenty_small_ones(roomy: Service, heavy: str, light: str) -> None:
    heavies = [
        partial(roomy.seen_from(heavy.replace("#", str(number + 1))).ask, sparql, None, 2 * PATIENCE)
        for number, sparql in enumerate(CROWD)
    ]
    lights = [partial(small, roomy.seen_from(light.replace("#", str(number + 1)))) for number in range(20)]
    replies = at_once([*heavies, *lights])

    for reply in replies[:12]:
        judge(reply, roomy.world, None, frozenset({"timeout", "busy"}))
    for reply in replies[12:]:
        judge(reply, roomy.world, datasets, frozenset())
    seconds = sorted(reply.seconds for reply in replies[12:] if reply)
    assert seconds[18] < ROOMY, f"the small ones took {seconds}"
    assert children_rest(roomy.process.pid, 12 * ROOMY), "something still runs after all answers"
    roomy.check_alive()


def test_two_hundred_small_queries_at_once_are_all_answered(service: Service) -> None:
    replies = at_once([partial(small, service)] * 200)

    for reply in replies:
        judge(reply, service.world, datasets, frozenset({"busy"}))
    assert sum(reply is not None and reply.status == 200 for reply in replies) > 20


def test_two_hundred_pages_at_once_are_all_answered(service: Service) -> None:
    replies = at_once([partial(service.get, "/search?q=scattering")] * 200)

    for reply in replies:
        assert reply is not None
        assert reply.status == 200 or reason(reply) == "busy", reply
    assert sum(reply is not None and reply.status == 200 for reply in replies) > 20


def test_whoever_comes_when_there_is_no_room_is_told_so(service: Service) -> None:
    with connections(service.place, 400):
        replies = at_once([partial(service.get, "/health/ready")] * 20)
    for reply in replies:
        assert reply is not None
        assert reply.status == 200 or reason(reply) == "busy", reply
    assert eventually(lambda: service.get("/health/live").status == 200, GRACE)


def test_a_thousand_short_connections_do_no_harm(service: Service) -> None:
    for _ in range(1_000):
        socket.create_connection((service.place.host, service.place.port), 5).close()
    assert eventually(lambda: service.get("/health/live").status == 200, GRACE)


def test_answers_left_unread_do_no_harm(service: Service) -> None:
    for _ in range(8):
        with connections(service.place, 1, posted(LARGE)) as (opened,):
            opened.recv(10)


def test_many_requests_on_one_connection_are_answered_in_order(service: Service) -> None:
    with service.place.connection(PATIENCE) as (opened, stream):
        opened.sendall(request("GET", ASK, {"Connection": "keep-alive", "Accept": JSON}) * 200)
        for _ in range(200):
            judge(read_reply(stream), service.world, number(42), frozenset({"busy"}))
