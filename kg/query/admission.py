"""Whose turn it is: a bounded queue for a few tokens that goes round the clients, not round the queries."""

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Event, Lock
from time import monotonic

from kg.errors import QueryFailed
from kg.query import failures

_LOOK_UP_SECONDS = 0.25
"""How often one that waits looks whether its client has left."""


class _Place:
    """One waiting query: it gets a token, or the error that it leaves with."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.called = Event()
        self.error: QueryFailed | None = None


class WaitingRoom:
    """How many may wait at all, in every queue that shares this room.

    When it is full, the newest query of the client who has most waiting goes, be it the newcomer: a flood
    drives out itself.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._places: dict[str, list[tuple[Turns, _Place]]] = {}
        self.waiting = 0
        self.lock = Lock()
        """Guards the room and all its queues: they are short and their owners few."""

    def enter(self, turns: "Turns", place: _Place) -> None:
        """Take a place in the room; the lock is held. Raises QueryFailed of kind busy."""
        if self.waiting >= self._size:
            most = max(self._places.values(), key=len, default=[])
            if len(most) <= len(self._places.get(place.client, ())) + 1:
                raise failures.queue_full(self.waiting)
            queue, evicted = most[-1]
            queue.remove(evicted)
            evicted.error = failures.queue_full(self.waiting + 1)
            evicted.called.set()
        self._places.setdefault(place.client, []).append((turns, place))
        self.waiting += 1

    def leave(self, turns: "Turns", place: _Place) -> None:
        """Free the place; the lock is held."""
        mine = self._places[place.client]
        mine.remove((turns, place))
        if not mine:
            del self._places[place.client]
        self.waiting -= 1


class Turns:
    """Some tokens, and who waits for one: clients in turn, each client's queries in order."""

    def __init__(self, tokens: int, room: WaitingRoom) -> None:
        self._free = tokens
        self._room = room
        self._queues: OrderedDict[str, deque[_Place]] = OrderedDict()
        self._is_closed = False

    @property
    def is_wanted(self) -> bool:
        """Whether somebody waits."""
        return bool(self._queues)

    def take_at_once(self) -> bool:
        """A token, if one is free and nobody waits for it."""
        with self._room.lock:
            if self._free <= 0 or self._queues:
                return False
            self._free -= 1
            return True

    def take(self, client: str, gone: Event, seconds: float) -> None:
        """Wait for a token, and take it.

        Raises:
            QueryFailed: busy (no room to wait in, or no token in so many seconds), or gone (the client left).
        """
        place = _Place(client)
        with self._room.lock:
            if self._is_closed:
                raise failures.closing()
            if self._free > 0 and not self._queues:
                self._free -= 1
                return
            self._room.enter(self, place)
            self._queues.setdefault(client, deque()).append(place)
        self._wait(place, gone, monotonic() + seconds, seconds)

    def give_back(self) -> None:
        """Pass the token on to whose turn it is."""
        with self._room.lock:
            if not self._queues:
                self._free += 1
                return
            client, queue = next(iter(self._queues.items()))
            place = queue[0]
            self.remove(place)
            if client in self._queues:
                self._queues.move_to_end(client)  # the next turn is another client's
            place.called.set()

    def remove(self, place: _Place) -> None:
        """Take a place out of queue and room; the lock is held."""
        queue = self._queues[place.client]
        queue.remove(place)
        if not queue:
            del self._queues[place.client]
        self._room.leave(self, place)

    def close(self) -> None:
        """Send all away who wait, now and later."""
        with self._room.lock:
            self._is_closed = True
            for place in [place for queue in self._queues.values() for place in queue]:
                self.remove(place)
                place.error = failures.closing()
                place.called.set()

    def _wait(self, place: _Place, gone: Event, deadline: float, seconds: float) -> None:
        while not place.called.wait(max(0.0, min(_LOOK_UP_SECONDS, deadline - monotonic()))):
            if gone.is_set():
                self._give_up(place, failures.left)
            elif monotonic() >= deadline:
                self._give_up(place, lambda: failures.waited_too_long(seconds))
        if place.error is not None:
            raise place.error

    def _give_up(self, place: _Place, failure: Callable[[], QueryFailed]) -> None:
        with self._room.lock:
            if place.called.is_set():  # its turn came in this moment; it will see that
                return
            self.remove(place)
        raise failure()
