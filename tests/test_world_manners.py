"""Pace and breaker: how all worlds of a process together treat a host. All of it is invented."""

import re
import socket
from collections.abc import Iterator
from threading import Thread

import pytest
from misbehaving_http import FakeTime, Send, answer, asking, listening
from stamina.instrumentation import set_on_retry_hooks

from kg.cli.harvest import announce_retries
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.address import Resolve
from kg.harvest.breaker import Breaker, HostDown
from kg.harvest.clock import Clock
from kg.harvest.http import HttpWorld
from kg.harvest.manners import SHARED
from kg.harvest.pace import Pace
from kg.harvest.source import Item
from kg.harvest.walk import walk


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, which pass at once."""
    slept = FakeTime()
    monkeypatch.setattr("tenacity.nap.time", slept)
    return slept.waits


def test_a_host_is_asked_at_an_even_pace() -> None:
    time = FakeTime()
    pace = Pace(per_second=5, clock=time.clock)

    for _ in range(4):
        pace.turn("a.example:443")
    pace.turn("b.example:443")

    assert [round(wait, 6) for wait in time.waits] == [0.2, 0.2, 0.2]


def test_time_that_passed_anyway_counts() -> None:
    time = FakeTime()
    pace = Pace(per_second=2, clock=time.clock)

    pace.turn("a.example:443")
    time.seconds += 0.375
    pace.turn("a.example:443")
    time.seconds += 10
    pace.turn("a.example:443")
    pace.turn("a.example:443")

    assert time.waits == [0.125, 0.5]


def test_worlds_in_several_threads_take_turns() -> None:
    """Each waits until its own turn: none has the same."""
    waited: list[float] = []
    pace = Pace(per_second=4, clock=Clock(lambda: 0.0, waited.append))
    threads = [Thread(target=pace.turn, args=["a.example:443"]) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(waited) == [0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75]


def test_a_host_is_paced_but_this_machine_is_not() -> None:
    time = FakeTime()
    manners = time.manners()

    with listening([answer(b"1")]) as peer:
        with asking(peer, manners=manners) as world:
            world.get_json("/x")
            world.get_json("/x")
        assert time.waits == []
        named = f"http://a.example:{peer.port}"
        options = {"is_private": True, "resolve": lambda host, port: ["127.0.0.1"], "manners": manners}
        for _ in range(2):  # the pace is the host's, whichever world asks
            world = HttpWorld(named, **options)  # type: ignore[arg-type]
            world.get_json("/x")
            world.get_json("/x")
            world.close()

    assert [round(wait, 6) for wait in time.waits] == [0.2, 0.2, 0.2]


def test_a_host_that_keeps_failing_is_left_alone_and_tried_again_later() -> None:
    time, is_up = FakeTime(), False

    def behave(_: bytes, send: Send) -> None:
        send(answer(b"1") if is_up else answer(b"", "503 Busy"))

    with listening(behave) as peer, asking(peer, manners=time.manners(failures=2)) as world:
        for _ in range(2):
            with pytest.raises(SourceUnavailable, match="answered 503 Busy 5 times"):
                world.get_json("/x")
        with pytest.raises(HostDown, match=r"127\.0\.0\.1:\d+ failed 2 requests in a row .* in 60 s"):
            world.get_json("/x")
        assert len(peer.asked) == 10

        time.seconds += 61  # the rest is over, the host still down: one request, and the next rest
        with pytest.raises(SourceUnavailable, match="5 times"):
            world.get_json("/x")
        with pytest.raises(HostDown, match="failed 3 requests in a row"):
            world.get_json("/x")
        assert len(peer.asked) == 15

        time.seconds += 61
        is_up = True
        assert world.get_json("/x") == 1
        assert world.get_json("/x") == 1


def test_an_answer_in_between_forgives_all_failures() -> None:
    breaker = Breaker(failures=2, clock=FakeTime().clock)

    for _ in range(5):
        breaker.enter("a.example:443")
        breaker.failed("a.example:443")
        breaker.enter("a.example:443")
        breaker.succeeded("a.example:443")


def test_hosts_fail_on_their_own() -> None:
    breaker = Breaker(failures=1, clock=FakeTime().clock)
    breaker.failed("a.example:443")

    breaker.enter("b.example:443")
    with pytest.raises(HostDown):
        breaker.enter("a.example:443")


def test_only_one_asks_whether_a_host_is_back() -> None:
    time = FakeTime()
    breaker = Breaker(failures=1, rest_seconds=60, clock=time.clock)
    breaker.failed("a.example:443")
    time.seconds += 60

    breaker.enter("a.example:443")
    with pytest.raises(HostDown):
        breaker.enter("a.example:443")
    breaker.neither("a.example:443")
    breaker.enter("a.example:443")


def test_refusals_are_answers_to_the_breaker() -> None:
    """A catalogue of closed datasets is up."""
    with (
        listening([answer(b"no", "403 Forbidden")]) as peer,
        asking(peer, manners=FakeTime().manners(failures=1)) as world,
    ):
        for _ in range(3):
            with pytest.raises(BadInput, match="403"):
                world.get_json("/x")

    assert len(peer.asked) == 3


class Phone:
    """A resolver that knows the name of the server on the loopback only after some tries."""

    def __init__(self, unknown: int) -> None:
        self.left = unknown
        self.asked = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        self.left -= 1
        if self.left >= 0:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return ["127.0.0.1"]


def once_a_minute(port: int, phone: Resolve, time: FakeTime) -> HttpWorld:
    return HttpWorld(
        f"http://a.example:{port}/api",
        is_private=True,
        resolve=phone,
        manners=time.manners(per_second=1 / 60),
    )


def test_a_name_that_is_not_known_is_no_use_of_the_pace() -> None:
    time = FakeTime()

    with listening([answer(b"1")]) as peer:
        world = once_a_minute(peer.port, Phone(unknown=2), time)
        assert world.get_json("/x") == 1
        assert time.waits == [2, 2]
        assert world.get_json("/x") == 1
        world.close()

    assert time.waits == [2, 2, 60], "what was answered is"


def test_a_refused_connection_is_no_use_of_the_pace() -> None:
    time = FakeTime()
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    world = once_a_minute(port, lambda host, port: ["127.0.0.1"], time)

    with pytest.raises(HostDown, match=rf"^a\.example:{port} does not answer \(.*refused.*\), tried 5 times"):
        world.get_json("/x")
    world.close()

    assert time.waits == [2, 2, 2, 2]


def test_a_line_that_is_cut_is_a_use_of_the_pace() -> None:
    time = FakeTime()

    with listening([b"", answer(b"1")]) as peer:
        world = once_a_minute(peer.port, lambda host, port: ["127.0.0.1"], time)
        assert world.get_json("/x") == 1
        world.close()

    assert time.waits == [60]


def test_the_turns_of_others_are_kept_where_a_host_was_not_reached() -> None:
    time = FakeTime()
    pace = Pace(per_second=1 / 60, clock=time.clock)

    first = pace.turn("a.example:443")
    pace.turn("a.example:443")
    pace.unused("a.example:443", first)
    pace.turn("a.example:443")

    assert time.waits == [60, 60]


def test_a_host_without_a_known_name_is_given_up_after_three_tries(waits: list[float]) -> None:
    phone = Phone(unknown=9)
    world = once_a_minute(1, phone, FakeTime())

    with pytest.raises(HostDown) as caught:
        world.get_json("/works/10.5072%2Fa")
    world.close()

    assert phone.asked == 3
    assert len(waits) == 2
    assert str(caught.value) == (
        "a.example:1 does not answer (Name or service not known), tried 3 times; try again later."
    )


def test_a_walk_ends_at_a_host_that_is_not_reached() -> None:
    phone = Phone(unknown=99)
    world = once_a_minute(1, phone, FakeTime())
    world.identifiers = ("10.5072/a", "10.5072/b", "10.5072/c")

    def ask(doi: str) -> Iterator[Item]:
        world.get_json(f"/{doi}")
        yield from ()

    with pytest.raises(HostDown):
        list(walk(world, ask))
    world.close()

    assert phone.asked == 3


def test_a_long_wait_is_told_once_for_each_host() -> None:
    time, told = FakeTime(), []
    pace = Pace(per_second=1, clock=time.clock)
    pace.limit("slow.example:443", 1 / 60)
    pace.announce(lambda *said: told.append(said))

    for host in ("slow.example:443", "quick.example:443"):
        for _ in range(3):
            pace.turn(host)

    assert told == [("slow.example:443", 60, 60)]


def test_who_looks_on_is_told_host_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    announce_retries()
    try:
        with listening([answer(b"", "503 Busy"), answer(b"1")]) as peer, asking(peer) as world:
            world.get_json("/works/10.5072%2Fa")
    finally:
        set_on_retry_hooks(None)
        SHARED.pace.announce(lambda host, seconds, gap: None)

    line = capsys.readouterr().err
    assert re.fullmatch(rf"127\.0\.0\.1:{peer.port} answered 503 Busy; trying again in \d\.\d s\.\n", line)
