"""HTTP by hand: bytes out, complete answers in, and an error for anything that was cut off."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic
from typing import Any, BinaryIO

import orjson


class Cut(Exception):
    """The answer ended before it was complete."""


@dataclass(frozen=True)
class Reply:
    """One complete answer; `seconds` is the time from the last byte sent."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    seconds: float = 0.0

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def media_type(self) -> str:
        return (self.header("content-type") or "").partition(";")[0]

    def json(self) -> Any:  # noqa: ANN401
        return orjson.loads(self.body)

    def __repr__(self) -> str:
        return f"Reply({self.status}, {self.media_type}, {self.body[:300]!r}, {self.seconds:.1f} s)"


@dataclass(frozen=True)
class Place:
    """Where a service listens, and from which address of this machine it is asked."""

    host: str
    port: int
    source: str = "127.0.0.1"

    @contextmanager
    def connection(self, seconds: float) -> Iterator[tuple[socket.socket, BinaryIO]]:
        """A connection whose every read waits at most this long."""
        opened = socket.create_connection((self.host, self.port), seconds, (self.source, 0))
        with opened, opened.makefile("rb") as stream:
            yield opened, stream

    def exchange(self, raw: bytes, seconds: float, is_head: bool = False) -> Reply | None:
        """The answer to raw bytes; None when the service hangs up without one."""
        with self.connection(seconds) as (opened, stream):
            # Refused before all of it was sent? What was answered can still be read.
            with suppress(BrokenPipeError, ConnectionResetError):
                opened.sendall(raw)
            return read_reply(stream, is_head)


def request(
    method: str, target: str, headers: dict[str, str] | None = None, body: bytes | None = None
) -> bytes:
    """The bytes of one request; Host, Connection and Content-Length unless given."""
    lines = {"Host": "kg.test", "Connection": "close"} | (headers or {})
    if body is not None:
        lines = {"Content-Length": str(len(body))} | lines
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("utf-8", "surrogateescape") + (body or b"")


def read_reply(stream: BinaryIO, is_head: bool = False) -> Reply | None:
    """The next answer on a connection.

    Raises:
        Cut: it ends too early, or is no HTTP.
        TimeoutError: it does not come.
    """
    started = monotonic()
    try:
        status, headers = _head(stream)
        while status == 100:
            status, headers = _head(stream)
        reply = Reply(status, headers, b"")
        is_empty = is_head or status in (204, 304)
        body = b"" if is_empty else _body(stream, reply)
    except EOFError:
        return None
    except ConnectionResetError:
        return None
    return Reply(status, headers, body, monotonic() - started)


def _head(stream: BinaryIO) -> tuple[int, list[tuple[str, str]]]:
    line = stream.readline(65536)
    if not line:
        raise EOFError
    version, _, rest = line.decode("latin-1").partition(" ")
    if not version.startswith("HTTP/1.") or not rest[:3].isdigit():
        raise Cut(f"no status line: {line[:80]!r}")
    headers = []
    while (line := stream.readline(65536)) not in (b"\r\n", b"\n"):
        if not line:
            raise Cut("the head has no end")
        name, _, value = line.decode("latin-1").partition(":")
        headers.append((name, value.strip()))
    return int(rest[:3]), headers


def _body(stream: BinaryIO, reply: Reply) -> bytes:
    if "chunked" in (reply.header("transfer-encoding") or ""):
        return b"".join(_chunks(stream))
    length = reply.header("content-length")
    if length is None:
        return stream.read()
    return _exactly(stream, int(length))


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while size := int(stream.readline(100).partition(b";")[0] or b"x", 16):
        yield _exactly(stream, size)
        stream.readline(10)
    stream.readline(10)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    body = stream.read(size)
    if len(body) < size:
        raise Cut(f"{len(body)} of {size} bytes")
    return body
