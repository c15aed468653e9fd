"""Queries that have shown themselves heavy: asked again they need not show it again."""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

_MOST = 1000


class Heavy:
    """The digests of some recent heavy queries; the oldest are forgotten."""

    def __init__(self) -> None:
        self._digests: OrderedDict[bytes, None] = OrderedDict()
        self._lock = Lock()

    def holds(self, text: str) -> bool:
        """Whether the query is known to be heavy."""
        return _digest(text) in self._digests

    def add(self, text: str) -> None:
        """Remember the query."""
        with self._lock:
            self._digests[_digest(text)] = None
            if len(self._digests) > _MOST:
                self._digests.popitem(last=False)

    def remove(self, text: str) -> None:
        """Forget the query: it was light this time."""
        with self._lock:
            self._digests.pop(_digest(text), None)

    def clear(self) -> None:
        """Forget all: on other data other queries are heavy."""
        with self._lock:
            self._digests.clear()


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()
