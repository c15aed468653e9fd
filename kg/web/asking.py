"""A place to ask the language model: asking costs its owner, so few may at once, by page and API together."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from kg.errors import QueryFailed
from kg.propose.model import Model

AT_ONCE = 2
"""Questions that the model is asked at once."""
LONGEST = 2000
"""Characters a question may have."""
_WAIT_SECONDS = 10.0


class Asking:
    """The model, and the places of those who ask it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._places = BoundedSemaphore(AT_ONCE)

    @contextmanager
    def place(self) -> Iterator[Model]:
        """The model for one question. Raises QueryFailed, of kind busy, where no place is left."""
        if not self._places.acquire(blocking=False):
            raise QueryFailed("The language model is busy. Try again in a moment.", "busy", _WAIT_SECONDS)
        try:
            yield self._model
        finally:
            self._places.release()
