"""A server of raw bytes on the loopback, and time that passes at once, for tests of the web's world."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Thread

from kg.harvest.breaker import Breaker
from kg.harvest.clock import Clock
from kg.harvest.http import HttpWorld
from kg.harvest.manners import Manners
from kg.harvest.pace import Pace

Send = Callable[[bytes], None]
Behave = Callable[[bytes, Send], None]
"""Is handed the head and form of one request, and what sends bytes to the asker; then the line is cut."""


@dataclass
class Listener:
    """A running server: where it is, and what it was asked."""

    port: int
    asked: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        return [head.split(b" ")[1].decode() for head in self.asked]

    def header(self, name: str, number: int = -1) -> str | None:
        """A header of one of the requests."""
        for line in self.asked[number].split(b"\r\n")[1:]:
            key, _, value = line.partition(b": ")
            if key.decode().lower() == name.lower():
                return value.decode()
        return None


def answer(body: bytes = b"{}", status: str = "200 OK", **headers: str) -> bytes:
    """A sound answer; `_` in a header's name stands for `-`."""
    said = {"Content-Length": str(len(body)), "Connection": "close"}
    said |= {key.replace("_", "-"): value for key, value in headers.items()}
    head = "".join(f"{key}: {value}\r\n" for key, value in said.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body


@contextmanager
def listening(
    behave: Behave | list[bytes], context: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[Listener]:
    """A server that does as it is told; a list is sent answer by answer, the last one for ever."""
    acting = behave if callable(behave) else _in_turn(behave)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as door:
        listener = Listener(door.getsockname()[1])
        thread = Thread(target=_serve, args=(door, listener, acting, context))
        thread.start()
        try:
            yield listener
        finally:
            with suppress(OSError):
                door.shutdown(socket.SHUT_RDWR)
            thread.join()


def _in_turn(answers: list[bytes]) -> Behave:
    left = list(answers)

    def behave(_: bytes, send: Send) -> None:
        send(left.pop(0) if len(left) > 1 else left[0])

    return behave


def _serve(door: socket.socket, listener: Listener, behave: Behave, context: ssl.SSLContext | None) -> None:
    while True:
        try:
            line, _ = door.accept()
        except OSError:
            return
        with suppress(OSError), line, _wire(line, context) as wire:  # an asker may hang up at any time
            if asked := _request(wire):
                listener.asked.append(asked)
                behave(asked, wire.sendall)
                wire.shutdown(socket.SHUT_WR)


def _wire(line: socket.socket, context: ssl.SSLContext | None) -> socket.socket:
    return context.wrap_socket(line, server_side=True) if context else line


def _request(wire: socket.socket) -> bytes:
    taken = b""
    while b"\r\n\r\n" not in taken:
        if not (more := wire.recv(65536)):
            return b""
        taken += more
    head, _, body = taken.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            while len(body) < int(line.split(b":")[1]):
                body += wire.recv(65536)
    return head + b"\r\n\r\n" + body


@dataclass
class FakeTime:
    """Time that passes when somebody waits, and `step` seconds whenever it is looked at."""

    seconds: float = 0.0
    step: float = 0.0
    begun: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    waits: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        self.seconds += self.step
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return self.begun + timedelta(seconds=self.seconds)

    @property
    def clock(self) -> Clock:
        return Clock(self.monotonic, self.sleep, self.now)

    def manners(self, failures: int = 5, per_second: float = 5.0) -> Manners:
        """Manners of our own, which share nothing with other tests."""
        return Manners(Pace(per_second, self.clock), Breaker(failures, 60.0, self.clock), self.clock)


@contextmanager
def asking(listener: Listener, path: str = "", **options: object) -> Iterator[HttpWorld]:
    """A world at a listener, with manners of its own."""
    options.setdefault("manners", FakeTime().manners())
    world = HttpWorld(listener.address + path, **options)  # type: ignore[arg-type]
    try:
        yield world
    finally:
        world.close()
