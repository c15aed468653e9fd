"""A client's connection: it ends when nothing whole comes, nothing is read, or there are too many."""

import asyncio
import resource

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


def most_connections(files: int) -> int:
    """How many are held open by a process that may have so many files open; the store needs the others."""
    return 1000 if files == resource.RLIM_INFINITY else min(1000, files // 2)


MOST = most_connections(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
SECONDS = {h11.IDLE: 20.0, h11.SEND_BODY: 60.0}
"""For a whole head, for a whole body; in other states it is the service that has to act."""
UNREAD_SECONDS = 60.0
"""For an answer to be read, once it fills the buffers."""
SLOWEST = 16 << 10
"""Bytes a second at which a body, or the reading of an answer, may take longer than that."""


class Connection(H11Protocol):
    """uvicorn's own only bounds the time between two requests; whoever begins one may take for ever."""

    _state: object = None
    _received = 0
    _sending: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, if there is room."""
        super().connection_made(transport)
        if len(self.connections) > MOST:
            transport.abort()
        else:
            self._wait_for_sender()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the times."""
        super().connection_lost(exc)
        _cancel(self._sending)
        _cancel(self._reading)

    def data_received(self, data: bytes) -> None:
        """Count, so that a large body may take its time."""
        self._received += len(data)
        super().data_received(data)

    def handle_events(self) -> None:
        """Set the time anew whenever the client gets further."""
        super().handle_events()
        if self.conn.their_state is not self._state:
            self._wait_for_sender()

    def pause_writing(self) -> None:
        """The buffers are full."""
        super().pause_writing()
        self._wait_for_reader()

    def resume_writing(self) -> None:
        """The client has read on."""
        super().resume_writing()
        _cancel(self._reading)
        self._reading = None
        self._wait_for_sender()

    def _wait_for_sender(self) -> None:
        _cancel(self._sending)
        self._state = self.conn.their_state
        seconds = SECONDS.get(self._state)
        if seconds is not None:
            enough = self._received + SLOWEST * seconds if self._state is h11.SEND_BODY else None
            self._sending = self.loop.call_later(seconds, self._judge_sender, enough)

    def _judge_sender(self, enough: float | None) -> None:
        # Nobody asks for more while the last answer is still under way.
        if self._reading is not None or (enough is not None and self._received >= enough):
            self._wait_for_sender()
        else:
            self.transport.abort()

    def _wait_for_reader(self) -> None:
        _cancel(self._reading)
        enough = self.transport.get_write_buffer_size() - SLOWEST * UNREAD_SECONDS
        self._reading = self.loop.call_later(UNREAD_SECONDS, self._judge_reader, enough)

    def _judge_reader(self, enough: float) -> None:
        if self.transport.get_write_buffer_size() > enough:
            self.transport.abort()
        else:
            self._wait_for_reader()


def _cancel(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
