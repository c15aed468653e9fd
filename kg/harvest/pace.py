"""How often a host is asked: one turn after the other, whichever world of this process asks."""

from collections.abc import Callable
from threading import Lock

from kg.harvest.clock import CLOCK, Clock

PER_SECOND = 5.0
"""Requests a second to one host."""

UNREACHED_SECONDS = 2.0
"""Between two tries to reach a host at most: one that was not reached was not asked."""

_WORTH_TELLING = 5.0
"""Seconds of waiting from which on somebody may think that nothing happens."""

Tell = Callable[[str, float, float], None]
"""Is told a host, how many seconds it is waited for now, and how many are between two requests to it."""


class Pace:
    """Gives each host's requests their turns, evenly spaced."""

    def __init__(self, per_second: float = PER_SECOND, clock: Clock = CLOCK) -> None:
        self._gap = 1 / per_second
        self._clock = clock
        self._gaps: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._told: set[str] = set()
        self._tell: Tell = lambda host, seconds, gap: None
        self._lock = Lock()

    def announce(self, tell: Tell) -> None:
        """Call `tell` before a long wait, once for each host."""
        self._tell, self._told = tell, set()

    def limit(self, host: str, per_second: float) -> None:
        """Ask `host` at most so often from now on; the strictest limit counts, the usual one included."""
        with self._lock:
            self._gaps[host] = max(self._gaps.get(host, self._gap), 1 / per_second)

    def turn(self, host: str) -> float:
        """Wait until `host` may be asked once; returns that moment, for `unused`."""
        with self._lock:
            now = self._clock.monotonic()
            at = max(now, self._next.get(host, now))
            gap = self._gaps.get(host, self._gap)
            self._next[host] = at + gap
            is_news = at - now > _WORTH_TELLING and host not in self._told
            if is_news:
                self._told.add(host)
        if is_news:
            self._tell(host, at - now, gap)
        if at > now:
            self._clock.sleep(at - now)
        return at

    def unused(self, host: str, at: float) -> None:
        """Say that the host was not reached at that turn: the next one need not wait for long.

        Where others took turns after it, these stay as they are.
        """
        with self._lock:
            gap = self._gaps.get(host, self._gap)
            if self._next.get(host) == at + gap:
                self._next[host] = at + min(gap, UNREACHED_SECONDS)
