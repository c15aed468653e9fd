"""How often, how patiently and for how long the web's world asks."""

from datetime import UTC, datetime, timedelta

import pytest
from misbehaving_http import FakeTime, answer, asking, listening

from kg.errors import BadInput, SourceUnavailable
from kg.harvest.patience import wish_of

NOW = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, which pass at once."""
    slept = FakeTime()
    monkeypatch.setattr("tenacity.nap.time", slept)
    return slept.waits


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance always draws the longest pause."""

    class Unlucky:
        def uniform(self, least: float, most: float) -> float:
            assert least == 0
            return most

    monkeypatch.setattr("kg.harvest.patience._chance", Unlucky())


@pytest.mark.usefixtures("longest")
def test_the_pauses_between_tries_double(waits: list[float]) -> None:
    with (
        listening([answer(b"", "503 Busy")]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable, match=r"/x answered 503 Busy 5 times; try again later"),
    ):
        world.get_json("/x")

    assert waits == [1, 2, 4, 8]
    assert len(peer.asked) == 5


@pytest.mark.usefixtures("longest")
def test_no_pause_is_longer_than_a_minute(waits: list[float]) -> None:
    with (
        listening([answer(b"", "503 Busy")]) as peer,
        asking(peer, pause=40.0) as world,
        pytest.raises(SourceUnavailable),
    ):
        world.get_json("/x")

    assert waits == [40, 60, 60, 60]


def test_pauses_are_drawn_by_lot(waits: list[float]) -> None:
    with listening([answer(b"", "503 Busy")]) as peer, asking(peer) as world:
        for _ in range(4):
            with pytest.raises(SourceUnavailable):
                world.get_json("/x")

    assert len(set(waits)) == 16
    for number, bound in enumerate((1, 2, 4, 8)):
        assert all(0 <= pause <= bound for pause in waits[number::4])


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504, 522])
def test_what_may_be_over_soon_is_asked_for_again(status: int) -> None:
    with listening([answer(b"", f"{status} Oh"), answer(b"1")]) as peer, asking(peer) as world:
        assert world.get_json("/x") == 1

    assert len(peer.asked) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 414, 451, 501, 505])
def test_what_will_not_be_over_soon_is_not(status: int) -> None:
    with (
        listening([answer(b"", f"{status} Oh")]) as peer,
        asking(peer) as world,
        pytest.raises(BadInput, match=f"answered {status} Oh"),
    ):
        world.get_json("/x")

    assert len(peer.asked) == 1


def test_a_line_that_is_cut_is_asked_again() -> None:
    cut = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"

    with listening([b"", cut, answer(b"1")]) as peer, asking(peer) as world:
        assert world.get_json("/x") == 1

    assert len(peer.asked) == 3


def test_a_429_without_a_wish_waits_as_we_see_fit(waits: list[float]) -> None:
    with listening([answer(b"", "429 Slow down"), answer(b"1")]) as peer, asking(peer) as world:
        assert world.get_json("/x") == 1

    assert len(waits) == 1
    assert 0 <= waits[0] <= 1


@pytest.mark.parametrize("wish", ["1800", "Thu, 01 Jan 2026 00:30:00 GMT"])
def test_what_the_server_wishes_is_waited(wish: str, waits: list[float]) -> None:
    """The fake clock begins at midnight of that day; half an hour later is 1,800 seconds."""
    with (
        listening([answer(b"", "503 Busy", Retry_After=wish), answer(b"1")]) as peer,
        asking(peer, manners=FakeTime().manners()) as world,
    ):
        assert world.get_json("/x") == 1

    assert waits == [1800]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("3601", "for 3,601 seconds; try again after 2026-01-01 01:00 UTC"),
        ("315360000", "for 315,360,000 seconds; try again after 2035-12-30 00:00 UTC"),
        ("Sat, 01 Jan 2036 00:00:00 GMT", "try again after 2036-01-01 00:00 UTC"),
        ("9" * 10, "for 9,999,999,999 seconds; try again after 2342-11-21 17:46 UTC"),
        ("9" * 5000, "try again in some centuries"),
    ],
)
def test_a_wish_of_more_than_an_hour_is_left_to_the_operator(
    wish: str, told: str, waits: list[float]
) -> None:
    with (
        listening([answer(b"", "429 Slow down", Retry_After=wish)]) as peer,
        asking(peer) as world,
        pytest.raises(SourceUnavailable) as failed,
    ):
        world.get_json("/x")

    assert "/x answered 429 Slow down and asks to be left alone" in str(failed.value)
    assert told in str(failed.value)
    assert waits == []
    assert len(peer.asked) == 1


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("Thu, 01 Jan 2026 12:01:00 GMT", 60),
        ("Thursday, 01-Jan-26 12:01:00 GMT", 60),
        ("Thu, 01 Jan 2026 13:01:00 +0100", 60),
        ("Thu, 01 Jan 2026 12:01:00 -0000", 60),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0),
    ],
)
def test_wishes_are_seconds_or_dates(said: str, seconds: int) -> None:
    assert wish_of(said, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "soon",
        "-5",
        "1.5",
        "1e3",
        "²",
        "١٢",
        "Thu, 99 Jan 2026 12:01:00 GMT",
        "Thu, 01 Jan 99999 0:0:0 GMT",
    ],
)
def test_what_cannot_be_read_is_no_wish(said: str) -> None:
    assert wish_of(said, NOW) is None
