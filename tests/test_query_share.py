"""Who may ask, and when: budgets in worker seconds, turns that go round the clients."""

import threading
from collections.abc import Iterator

import pytest
from asking import eventually

from kg.errors import QueryFailed
from kg.query import budget
from kg.query.admission import Turns, WaitingRoom
from kg.query.budget import Budget, client_key


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(budget, "monotonic", clock)
    return clock


def test_a_budget_is_spent_and_comes_back_at_its_rate(clock: Clock) -> None:
    share = Budget(seconds_per_minute=60, burst=120)
    share.charge("a", 119)
    assert share.wait("a") == 0
    share.charge("a", 31)

    assert share.wait("a") == 30
    clock.now += 29
    assert share.wait("a") == 1
    clock.now += 2
    assert share.wait("a") == 0


def test_no_more_than_the_burst_gathers(clock: Clock) -> None:
    share = Budget(seconds_per_minute=60, burst=120)
    share.charge("a", 1)
    clock.now += 100_000
    share.charge("a", 125)

    assert share.wait("a") == 5


def test_clients_do_not_pay_for_each_other(clock: Clock) -> None:
    share = Budget(seconds_per_minute=6, burst=10)
    share.charge("a", 20)

    assert (share.wait("a"), share.wait("b")) == (100, 0)


def test_clients_with_all_of_their_share_are_forgotten(clock: Clock) -> None:
    share = Budget(seconds_per_minute=60, burst=120)
    share.charge("idle", 5)
    clock.now += 3
    share.charge("busy", 5)
    clock.now += 3
    share.forget_idle()

    assert len(share) == 1
    assert share.wait("idle") == 0


def test_memory_stays_bounded_and_debtors_are_remembered(clock: Clock) -> None:
    share = Budget(seconds_per_minute=60, burst=120)
    share.charge("debtor", 1000)
    for number in range(25_000):
        share.charge(str(number), 0.1)

    assert len(share) <= 10_000
    assert share.wait("debtor") == 880


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        ("x" * 1000, "x" * 64),
        (None, "unknown"),
    ],
)
def test_whose_budget_an_address_draws_on(host: str | None, expected: str) -> None:
    assert client_key(host) == expected


class Waiting:
    """Queries that wait for a turn in threads; `served` lists whose turn came, in order."""

    def __init__(self, turns: Turns, room: WaitingRoom) -> None:
        self.served: list[str] = []
        self.kinds: dict[str, str] = {}
        self._turns, self._room = turns, room
        self._threads: list[threading.Thread] = []

    def add(self, client: str, name: str, gone: threading.Event | None = None, seconds: float = 30.0) -> None:
        before = self._room.waiting
        arguments = (client, name, gone or threading.Event(), seconds)
        self._threads.append(threading.Thread(target=self._take, args=arguments))
        self._threads[-1].start()
        eventually(lambda: self._room.waiting == before + 1 or name in self.kinds or len(self.kinds) > 0)

    def _take(self, client: str, name: str, gone: threading.Event, seconds: float) -> None:
        try:
            self._turns.take(client, gone, seconds)
        except QueryFailed as error:
            self.kinds[name] = error.kind
        else:
            self.served.append(name)

    def join(self) -> None:
        for thread in self._threads:
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture
def room() -> WaitingRoom:
    return WaitingRoom(4)


@pytest.fixture
def turns(room: WaitingRoom) -> Turns:
    turns = Turns(1, room)
    turns.take("first", threading.Event(), 1)
    return turns


@pytest.fixture
def waiting(turns: Turns, room: WaitingRoom) -> Iterator[Waiting]:
    waiting = Waiting(turns, room)
    yield waiting
    turns.close()
    waiting.join()


def serve(turns: Turns, waiting: Waiting, number: int) -> None:
    for turn in range(1, number + 1):
        turns.give_back()
        eventually(lambda turn=turn: len(waiting.served) == turn)  # type: ignore[misc]


def test_turns_go_round_the_clients_and_in_order_within_one(turns: Turns, waiting: Waiting) -> None:
    for client, name in (("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1")):
        waiting.add(client, name)
    serve(turns, waiting, 4)

    assert waiting.served == ["a1", "b1", "a2", "a3"]


def test_a_full_room_makes_room_for_another_client(turns: Turns, waiting: Waiting) -> None:
    for number in range(1, 5):
        waiting.add("a", f"a{number}")
    waiting.add("b", "b1")
    eventually(lambda: bool(waiting.kinds))
    serve(turns, waiting, 4)

    assert waiting.kinds == {"a4": "busy"}
    assert waiting.served == ["a1", "b1", "a2", "a3"]


def test_a_full_room_sends_the_client_away_who_fills_it(turns: Turns, waiting: Waiting) -> None:
    for number in range(1, 5):
        waiting.add("a", f"a{number}")
    with pytest.raises(QueryFailed, match="4 queries are waiting"):
        turns.take("a", threading.Event(), 1)
    serve(turns, waiting, 4)

    assert waiting.kinds == {}


def test_a_token_that_is_not_wanted_stays_free(turns: Turns) -> None:
    assert not turns.take_at_once()
    turns.give_back()

    assert turns.take_at_once()
    assert not turns.take_at_once()


def test_who_has_left_or_waited_long_enough_gives_up_the_place(
    turns: Turns, room: WaitingRoom, waiting: Waiting
) -> None:
    gone = threading.Event()
    waiting.add("a", "left", gone)
    gone.set()
    eventually(lambda: "left" in waiting.kinds)
    with pytest.raises(QueryFailed, match=r"busy for 0\.1 s") as caught:
        turns.take("a", threading.Event(), 0.1)

    assert (waiting.kinds["left"], caught.value.kind, room.waiting) == ("gone", "busy", 0)
    turns.give_back()
    assert turns.take_at_once()


def test_closing_sends_all_away(turns: Turns, waiting: Waiting) -> None:
    waiting.add("a", "a1")
    turns.close()
    eventually(lambda: "a1" in waiting.kinds)

    with pytest.raises(QueryFailed, match="shutting down"):
        turns.take("a", threading.Event(), 1)
