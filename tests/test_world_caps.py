"""Answers that are too large, too slow or packed against us: all invented, and served on the loopback."""

import gzip
import zlib
from collections.abc import Callable, Iterator

import pytest
from misbehaving_http import FakeTime, Send, answer, asking, listening

from kg.errors import SourceUnavailable
from kg.harvest.line import Deadline


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, which pass at once."""
    slept = FakeTime()
    monkeypatch.setattr("tenacity.nap.time", slept)
    return slept.waits


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw"])
def test_packed_answers_are_unpacked(coding: str) -> None:
    body = b'{"a": "' + bytes(range(97, 123)) * 2000 + b'"}'
    raw = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = {
        "gzip": gzip.compress(body),
        "deflate": zlib.compress(body),
        "raw": raw.compress(body) + raw.flush(),
    }[coding]
    header = "deflate" if coding == "raw" else coding

    with listening([answer(packed, Content_Encoding=header)]) as peer, asking(peer) as world:
        assert world.get_bytes("/x", accept="text/plain") == body
    assert peer.header("Accept-Encoding") == "gzip, deflate"


def bomb(megabytes: int) -> bytes:
    """Zeros, packed as well as can be: about a thousandth of them."""
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packing.compress(bytes(2**20)) for _ in range(megabytes)) + packing.flush()


def test_a_bomb_is_not_unpacked() -> None:
    packed = bomb(16)
    assert len(packed) < 20_000

    with (
        listening([answer(packed, Content_Encoding="gzip")]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match=r"unpack to more than [\d,]+; it is not read on"),
    ):
        world.get_json("/x")

    assert len(peer.asked) == 1


def test_what_unpacks_to_too_much_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.harvest.http.MOST_BYTES", 2**20)
    body = b"".join(b'"%d", ' % number for number in range(200_000))

    with (
        listening([answer(gzip.compress(body), Content_Encoding="gzip")]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match="sends more than 1 MB"),
    ):
        world.get_json("/x")


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress", "bogus"])
def test_packing_that_was_not_asked_for_is_refused(coding: str) -> None:
    with (
        listening([answer(gzip.compress(b"{}"), Content_Encoding=coding)]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match="is packed as"),
    ):
        world.get_json("/x")


def test_packed_bytes_that_break_off_are_asked_for_again() -> None:
    whole = gzip.compress(b'{"a": 1}')
    replies = [
        answer(whole[:-9], Content_Encoding="gzip"),
        answer(b"nothing packed", Content_Encoding="gzip"),
        answer(whole + whole[:0], Content_Encoding="gzip"),
    ]

    with listening(replies) as peer, asking(peer) as world:
        assert world.get_json("/x") == {"a": 1}
    assert len(peer.asked) == 3


def test_an_endless_answer_in_chunks_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.harvest.http.MOST_BYTES", 2**20)

    def behave(_: bytes, send: Send) -> None:
        send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            send(b"10000\r\n" + b" " * 65536 + b"\r\n")

    with (
        listening(behave) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match="sends more than 1 MB"),
    ):
        world.get_json("/x")


def _drip_of_body() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
    while True:
        yield b" "


def _drip_of_head() -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\n"
    while True:
        yield b"X-A: b\r\n"


def _drip_of_promises() -> Iterator[bytes]:
    while True:
        yield b"HTTP/1.1 100 Continue\r\n\r\n"


@pytest.mark.parametrize("drip", [_drip_of_body, _drip_of_head, _drip_of_promises])
def test_a_slow_drip_ends_when_the_time_for_an_answer_is_over(drip: Callable[[], Iterator[bytes]]) -> None:
    """Each look at the clock costs fifty seconds here, so the 300 for an answer are over after six."""
    time = FakeTime(step=50.0)

    def behave(_: bytes, send: Send) -> None:
        for piece in drip():
            send(piece)

    with (
        listening(behave) as peer,
        asking(peer, manners=time.manners()) as world,
        pytest.raises(SourceUnavailable, match=r"does not answer \(.*\), tried 5 times"),
    ):
        world.get_json("/x")

    assert len(peer.asked) == 5


def test_a_flood_of_cookies_is_no_answer() -> None:
    cookies = b"".join(b"Set-Cookie: c%d=%s\r\n" % (number, b"x" * 4000) for number in range(100))

    with (
        listening([b"HTTP/1.1 200 OK\r\n" + cookies + b"\r\n{}"]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match="does not answer"),
    ):
        world.get_json("/x")


def test_cookies_are_not_kept() -> None:
    with listening([answer(b"1", Set_Cookie="session=abc; Path=/")]) as peer, asking(peer) as world:
        world.get_json("/x")
        world.get_json("/y")

    assert peer.header("Cookie") is None


@pytest.mark.parametrize(
    "noise", [b"", b"HTTP/1.1 OK\r\n\r\n", b"\x00\xff" * 100, b"HTTP/1.1 2000 Much\r\n\r\n"]
)
def test_what_is_no_http_is_no_answer(noise: bytes) -> None:
    with (
        listening([noise]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match="does not answer"),
    ):
        world.get_json("/x")


def test_no_wait_is_longer_than_what_is_left_of_the_time() -> None:
    """Of 300 seconds, 290 are over: a server that says nothing is waited for ten more, not sixty."""
    time = FakeTime()
    deadline = Deadline(time.clock)
    deadline.begin(300)
    assert (deadline.at_most(None), deadline.at_most(10)) == (60, 10)

    time.seconds += 290

    assert (deadline.at_most(None), deadline.at_most(5)) == (10, 5)
