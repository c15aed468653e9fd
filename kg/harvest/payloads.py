"""Every raw payload, kept once under its hash and deflated."""

import zlib
from collections.abc import Iterator
from pathlib import Path

from kg.database import copy_database, open_database, transaction

_STEPS = (
    """
CREATE TABLE IF NOT EXISTS payload (
  raw TEXT PRIMARY KEY,     -- SHA-256 of the payload, hexadecimal
  bytes BLOB NOT NULL,      -- deflated
  like TEXT                 -- the payload that served as the dictionary
)
""",
)

_WINDOW, _DICTIONARY = -13, 8192
"""Raw deflate with a window of 8 kB: enough for a record and its dictionary, and quick to set up."""


class Payloads:
    """The payloads of one store."""

    def __init__(self, path: Path) -> None:
        self._database = open_database(path, _STEPS)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def keep(self, payloads: dict[str, bytes]) -> None:
        """Keep payloads under their SHA-256; those kept before stay as they are."""
        with transaction(self._database):
            self._database.executemany("INSERT OR IGNORE INTO payload VALUES (?, ?, ?)", _deflated(payloads))

    def find(self, raw: str) -> bytes | None:
        """The payload with this SHA-256; None also for one whose dictionary is lost, or that is damaged."""
        row = self._database.execute("SELECT bytes, like FROM payload WHERE raw = ?", (raw,)).fetchone()
        if row is None:
            return None
        dictionary = self.find(row[1]) if row[1] else b""
        if dictionary is None:
            return None
        try:
            return zlib.decompressobj(_WINDOW, dictionary[-_DICTIONARY:]).decompress(row[0])
        except zlib.error:
            return None

    def copy(self, target: Path) -> None:
        """A consistent copy in a new file."""
        copy_database(self._database, target)


def _deflated(payloads: dict[str, bytes]) -> Iterator[tuple[str, bytes, str | None]]:
    """Each payload with the first of the page as its dictionary.

    Records of one source look alike: this halves the time and the space of deflating each on its own.
    """
    like, start = None, zlib.compressobj(1, zlib.DEFLATED, _WINDOW, 6)
    for raw, data in payloads.items():
        deflating = start.copy()
        yield raw, deflating.compress(data) + deflating.flush(), like
        if like is None:
            like = raw
            start = zlib.compressobj(
                1, zlib.DEFLATED, _WINDOW, 6, zlib.Z_DEFAULT_STRATEGY, data[-_DICTIONARY:]
            )
