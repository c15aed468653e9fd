"""What is worked out once for a generation and asked for often."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from kg.web.state import Served

T = TypeVar("T")


class PerGeneration(Generic[T]):
    """Keeps what `make` gives for the generation asked for last; the next one takes its place."""

    def __init__(self, make: Callable[[Served], T]) -> None:
        self._make = make
        self._lock = Lock()
        self._kept: tuple[Served, T] | None = None

    def of(self, served: Served) -> T:
        """The one of this generation; made at the first call, while others wait for it."""
        kept = self._kept
        if kept is not None and kept[0] is served:
            return kept[1]
        with self._lock:
            if self._kept is None or self._kept[0] is not served:
                self._kept = (served, self._make(served))
            return self._kept[1]
