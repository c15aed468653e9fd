"""How an engine is, looked at seldom, however often somebody asks."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

EVERY_SECONDS = 3.0


class Pulse:
    """Remembers what a look found. Only one looks at a time; meanwhile the others get what was found last."""

    def __init__(self, look: Callable[[], str | None], every: float = EVERY_SECONDS) -> None:
        """`look` says what is wrong, or None; it is not called again within `every` seconds."""
        self._look = look
        self._every = every
        self._lock = Lock()
        self._looked: float | None = None
        self._problem: str | None = None

    def problem(self) -> str | None:
        """What is wrong; not older than `every` seconds and the time of one look."""
        # At first nothing is known, so that all wait for the first look.
        if self._is_due() and self._lock.acquire(blocking=self._looked is None):
            try:
                if self._is_due():
                    self._problem = self._look()
                    self._looked = monotonic()
            finally:
                self._lock.release()
        return self._problem

    def _is_due(self) -> bool:
        return self._looked is None or monotonic() - self._looked >= self._every
