"""A file in memory that stops its writer at a number of bytes."""

from io import BytesIO


class Overflow(Exception):
    """More was written than there is room for."""


class Capped(BytesIO):
    """Takes up to `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, part: bytes) -> int:  # type: ignore[override]
        """Take a part. Raises Overflow past the limit."""
        if self.tell() + len(part) > self._limit:
            raise Overflow
        return super().write(part)
