"""A file in memory that ends its writer at a number of bytes."""

from io import RawIOBase


class Overflow(Exception):
    """More was written than there is room for."""


class Capped(RawIOBase):
    """Takes up to `limit` bytes into `parts`."""

    def __init__(self, limit: int) -> None:
        self.parts = bytearray()
        self._limit = limit

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, part: bytes) -> int:  # type: ignore[override]
        """Take a part. Raises Overflow past the limit."""
        if len(self.parts) + len(part) > self._limit:
            raise Overflow
        self.parts += part
        return len(part)
