"""The query log: one JSON line per SPARQL query, by the hash of its text, from whole networks of clients."""

import ipaddress
import json
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from io import TextIOWrapper
from logging import Handler, LogRecord, StreamHandler, getLogger
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.query.question import Observed

FILE_BYTES = 32 << 20
"""A file of the log is put aside at this size."""
OLD_FILES = 5
"""So many files put aside are kept."""


class QueryLog:
    """An `Observe`: writes what became of each query."""

    def __init__(
        self, place: str, *, texts: bool = False, file_bytes: int = FILE_BYTES, old_files: int = OLD_FILES
    ) -> None:
        """`place` is a file, or `-` for stderr; `texts` adds the queries themselves.

        Raises:
            BadInput: the file cannot be written.
        """
        self._texts = texts
        self._handler = (
            StreamHandler(sys.stderr) if place == "-" else _file(Path(place), file_bytes, old_files)
        )

    def __call__(self, observed: Observed) -> None:
        """Append a line; a log that cannot be written never fails a query."""
        line = json.dumps(self._line(observed))  # in ASCII: a text may hold half of a character
        self._handler.handle(LogRecord("kg.queries", 20, __file__, 0, line, None, None))

    def close(self) -> None:
        """Close the file; what a full disk did not take is lost."""
        with suppress(OSError):
            self._handler.close()

    def _line(self, observed: Observed) -> dict[str, Any]:
        line: dict[str, Any] = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "query": text_hash(observed.sparql),
            "length": len(observed.sparql),
            "lane": observed.lane,
            "outcome": observed.outcome,
            "seconds": round(observed.seconds, 6),
            "bytes": observed.bytes,
            "generation": observed.generation,
            "network": network_of(observed.client),
        }
        return line | {"text": observed.sparql} if self._texts else line


def text_hash(sparql: str) -> str:
    """SHA-256 of a query, its layout apart: who has the text finds it in the log, and nobody else."""
    return sha256(" ".join(sparql.split()).encode(errors="surrogatepass")).hexdigest()


def network_of(client: str) -> str | None:
    """The /24 or /48 around an address or a narrower network; None for anything else."""
    try:
        network = ipaddress.ip_network(client.strip().strip("[]"), strict=False)
    except ValueError:
        return None
    address = network.network_address
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    length = 24 if address.version == 4 else 48
    return str(ipaddress.ip_network(f"{address}/{length}", strict=False))


class _File(RotatingFileHandler):
    """Readable by its owner and group only; says once that it cannot be written, not once per query."""

    _has_failed = False

    def _open(self) -> TextIOWrapper:
        file = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        return open(file, "a", encoding="ascii")

    def handleError(self, record: LogRecord) -> None:
        """Called for whatever goes wrong while a line is written."""
        if not self._has_failed:
            self._has_failed = True
            getLogger("uvicorn.error").error("The query log %s: %s", self.baseFilename, sys.exc_info()[1])


def _file(path: Path, file_bytes: int, old_files: int) -> Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _File(path, maxBytes=file_bytes, backupCount=old_files)
    except OSError as error:
        raise BadInput(f"The query log {path} cannot be written: {error.strerror}.") from None
