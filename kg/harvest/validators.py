"""Answers of before, so that a server that knows them still need only say that nothing changed.

Each is kept under the hash of its address with the validators that came with it. This can all be forgotten
at any time: the next harvest then asks for everything.
"""

import hashlib
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.database import open_database, transaction

MOST_BYTES = 2 * 2**30
"""Deflated bytes kept in all; the answers not used for the longest time go first."""

_STEPS = (
    """
CREATE TABLE IF NOT EXISTS answer (
  address TEXT PRIMARY KEY, -- SHA-256 of address and media type: addresses themselves may tell too much
  etag TEXT, modified TEXT, -- ETag and Last-Modified as they came
  raw TEXT NOT NULL,        -- SHA-256 of the answer, hexadecimal
  bytes BLOB NOT NULL,      -- deflated
  used INTEGER NOT NULL     -- counts uses; the smallest is the one longest ago
);
CREATE INDEX IF NOT EXISTS answer_used ON answer (used)
""",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer of before, and how to ask whether it still holds."""

    etag: str | None
    modified: str | None
    body: bytes

    def conditions(self) -> dict[str, str]:
        """The headers of a conditional request."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


class Validators(Protocol):
    """What the web's world asks of whoever remembers its answers."""

    def find(self, address: str, accept: str) -> Kept | None:
        """What this address answered before, asked for as this media type."""

    def keep(self, address: str, accept: str, kept: Kept) -> None:
        """Remember an answer in place of the one before."""

    def forget(self, address: str, accept: str) -> None:
        """Forget it."""


class KeptAnswers:
    """Implements `Validators` in a file; whoever holds the live store holds it alone."""

    def __init__(self, path: Path, most_bytes: int = MOST_BYTES) -> None:
        self._database = open_database(path, _STEPS)
        self._most = most_bytes
        (self._size, self._uses) = self._database.execute(
            "SELECT coalesce(sum(length(bytes)), 0), coalesce(max(used), 0) FROM answer"
        ).fetchone()

    def find(self, address: str, accept: str) -> Kept | None:
        """See `Validators`; a damaged answer is none."""
        key = _key(address, accept)
        row = self._database.execute(
            "SELECT etag, modified, raw, bytes FROM answer WHERE address = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        etag, modified, raw, packed = row
        with suppress(zlib.error):
            body = zlib.decompress(packed)
            if hashlib.sha256(body).hexdigest() == raw:
                self._uses += 1
                self._database.execute("UPDATE answer SET used = ? WHERE address = ?", (self._uses, key))
                return Kept(etag, modified, body)
        self.forget(address, accept)
        return None

    def keep(self, address: str, accept: str, kept: Kept) -> None:
        """See `Validators`."""
        packed, raw = zlib.compress(kept.body, 6), hashlib.sha256(kept.body).hexdigest()
        self.forget(address, accept)
        self._uses += 1
        row = (_key(address, accept), kept.etag, kept.modified, raw, packed, self._uses)
        with transaction(self._database):
            self._database.execute("INSERT INTO answer VALUES (?, ?, ?, ?, ?, ?)", row)
            self._size += len(packed)
            for key, size in self._oldest():
                self._database.execute("DELETE FROM answer WHERE address = ?", (key,))
                self._size -= size

    def forget(self, address: str, accept: str) -> None:
        """See `Validators`."""
        key = _key(address, accept)
        found = self._database.execute(
            "SELECT length(bytes) FROM answer WHERE address = ?", (key,)
        ).fetchone()
        if found:
            self._database.execute("DELETE FROM answer WHERE address = ?", (key,))
            self._size -= found[0]

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _oldest(self) -> Iterator[tuple[str, int]]:
        """Enough of those not used for the longest time to come back below the limit."""
        over = self._size - self._most
        for key, size in (
            self._database.execute("SELECT address, length(bytes) FROM answer ORDER BY used").fetchall()
            if over > 0
            else ()
        ):
            if over <= 0:
                return
            over -= size
            yield key, size


def _key(address: str, accept: str) -> str:
    return hashlib.sha256(f"{address}\n{accept}".encode()).hexdigest()
