"""A place on loopback that nobody may connect to, and a count of those who did."""

import socket
from contextlib import ExitStack
from threading import Thread
from types import TracebackType

_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Listener:
    """Listens on one port of 127.0.0.1 and ::1; `visits` holds the first bytes of each connection."""

    def __init__(self, answer: bytes = _ANSWER) -> None:
        self._answer = answer
        self.visits: list[bytes] = []
        self._stack = ExitStack()
        first = self._stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.port = int(first.getsockname()[1])
        self._listening = [first]
        if socket.has_ipv6:
            try:
                second = socket.create_server(("::1", self.port), family=socket.AF_INET6)
                self._listening.append(self._stack.enter_context(second))
            except OSError:
                pass  # this machine has no ::1, so nobody can reach it either
        for listening in self._listening:
            Thread(target=self._accept, args=[listening], daemon=True).start()

    def __enter__(self) -> "Listener":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for listening in self._listening:
            listening.shutdown(socket.SHUT_RDWR)
        self._stack.close()

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                visitor, _ = listening.accept()
            except OSError:
                return
            with visitor:
                visitor.settimeout(2)
                self.visits.append(b"")
                try:
                    self.visits[-1] = visitor.recv(4096)
                    visitor.sendall(self._answer)
                except OSError:
                    pass  # that it came is all that counts
