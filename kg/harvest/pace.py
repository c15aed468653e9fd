"""How often a host is asked: one turn after the other, whichever world of this process asks."""

from threading import Lock

from kg.harvest.clock import CLOCK, Clock

PER_SECOND = 5.0
"""Requests a second to one host."""


class Pace:
    """Gives each host's requests their turns, evenly spaced."""

    def __init__(self, per_second: float = PER_SECOND, clock: Clock = CLOCK) -> None:
        self._gap = 1 / per_second
        self._clock = clock
        self._gaps: dict[str, float] = {}
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def limit(self, host: str, per_second: float) -> None:
        """Ask `host` at most so often from now on; the strictest limit counts, the usual one included."""
        with self._lock:
            self._gaps[host] = max(self._gaps.get(host, self._gap), 1 / per_second)

    def turn(self, host: str) -> None:
        """Wait until `host` may be asked once."""
        with self._lock:
            now = self._clock.monotonic()
            at = max(now, self._next.get(host, now))
            self._next[host] = at + self._gaps.get(host, self._gap)
        if at > now:
            self._clock.sleep(at - now)
