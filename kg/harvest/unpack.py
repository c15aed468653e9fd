"""Unpack what a server sends deflated, a piece at a time, and stop before a bomb has unfolded."""

import zlib
from collections.abc import Iterator

from kg.errors import SourceUnavailable

ACCEPTED = "gzip, deflate"
"""The codings that are asked for; others are not unpacked, whoever sends them."""

MOST_RATIO = 200
"""Bytes that a packed byte may become. Lists of records reach 50; deflate itself can do 1,032."""

_UNSUSPICIOUS = 2**20
"""Below this size the ratio is not looked at: a short answer of many blanks is no bomb."""
_PIECE = 2**18


class BrokenPacking(Exception):
    """The packed bytes are damaged or end too early; asking again may help."""


class Unpacking:
    """The bytes of one answer on their way, packed as its `Content-Encoding` says."""

    def __init__(self, coding: str, most_bytes: int) -> None:
        """Begin.

        Raises:
            SourceUnavailable: the coding is none that was asked for, or there is one inside the other.
        """
        coding = coding.strip().lower()
        if coding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise SourceUnavailable(
                f"is packed as {coding[:40]!r}, which was not asked for ({ACCEPTED}); it is not read."
            )
        self._is_packed = coding not in ("", "identity")
        self._window = None if coding == "deflate" else 16 + zlib.MAX_WBITS
        self._unpacker: zlib._Decompress | None = None
        self._most = most_bytes
        self._taken = self._given = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these further bytes become.

        Raises:
            SourceUnavailable: it has become too much.
            BrokenPacking: they cannot be unpacked.
        """
        self._taken += len(data)
        for piece in self._unpacked(data) if self._is_packed else (data,):
            self._given += len(piece)
            self._check()
            yield piece

    def end(self) -> None:
        """Make sure that all came.

        Raises:
            BrokenPacking: the packed bytes break off.
        """
        if self._is_packed and self._taken and not (self._unpacker and self._unpacker.eof):
            raise BrokenPacking("its packed bytes break off")

    def _unpacked(self, data: bytes) -> Iterator[bytes]:
        try:
            while data:
                unpacker = self._begun(data)
                while piece := unpacker.decompress(data, _PIECE):
                    yield piece
                    data = unpacker.unconsumed_tail
                data = unpacker.unused_data
        except zlib.error as error:
            raise BrokenPacking(f"its packed bytes cannot be unpacked ({error})") from None

    def _begun(self, data: bytes) -> "zlib._Decompress":
        """The unpacker; a gzip file may be several, one after the other."""
        if self._unpacker is None or self._unpacker.eof:
            self._unpacker = zlib.decompressobj(_window_of(data) if self._window is None else self._window)
        return self._unpacker

    def _check(self) -> None:
        if self._given > self._most:
            raise SourceUnavailable(f"sends more than {self._most >> 20} MB; it is not read.")
        if self._given > _UNSUSPICIOUS and self._given > MOST_RATIO * self._taken:
            raise SourceUnavailable(
                f"sends {self._taken:,} bytes that unpack to more than {self._given:,}; it is not read on."
            )


def _window_of(data: bytes) -> int:
    """What servers call deflate: with the header of zlib, as it should be, or without."""
    head = int.from_bytes(data[:2], "big")
    return zlib.MAX_WBITS if len(data) > 1 and data[0] & 15 == 8 and head % 31 == 0 else -zlib.MAX_WBITS
