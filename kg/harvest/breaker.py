"""A host that keeps failing is left alone for a while, by all worlds of this process together."""

from dataclasses import dataclass
from threading import Lock

from kg.errors import SourceUnavailable
from kg.harvest.clock import CLOCK, Clock

FAILURES = 5
"""Requests in a row, each with all its tries, after which a host is left alone."""

REST_SECONDS = 60.0


class HostDown(SourceUnavailable):
    """The host is not to be asked for a while: it failed too often just before, or says so itself."""


@dataclass(slots=True)
class _State:
    failures: int = 0
    until: float = 0.0
    is_probing: bool = False


class Breaker:
    """Counts each host's failures in a row; a host at rest gets one request when its rest is over."""

    def __init__(
        self, failures: int = FAILURES, rest_seconds: float = REST_SECONDS, clock: Clock = CLOCK
    ) -> None:
        self._failures, self._rest, self._clock = failures, rest_seconds, clock
        self._states: dict[str, _State] = {}
        self._lock = Lock()

    def enter(self, host: str) -> None:
        """Ask for leave to send a request; `succeeded`, `failed` or `neither` must follow.

        Raises:
            HostDown: the host is at rest, or somebody else is trying whether it is back.
        """
        with self._lock:
            state = self._states.setdefault(host, _State())
            if state.failures < self._failures:
                return
            left = state.until - self._clock.monotonic()
            if left > 0 or state.is_probing:
                raise HostDown(
                    f"{host} failed {state.failures} requests in a row and is left alone; "
                    f"try again in {max(left, 1):.0f} s."
                )
            state.is_probing = True

    def succeeded(self, host: str) -> None:
        """It answered, be it that we asked for the wrong thing."""
        with self._lock:
            self._states.pop(host, None)

    def failed(self, host: str) -> None:
        """It did not answer, or only that it cannot."""
        with self._lock:
            state = self._states.setdefault(host, _State())
            state.failures += 1
            state.is_probing = False
            state.until = self._clock.monotonic() + self._rest

    def neither(self, host: str) -> None:
        """The request ended for a reason that says nothing about the host."""
        with self._lock:
            if state := self._states.get(host):
                state.is_probing = False
