"""The web server around the application, and how it ends: what runs is finished, within its time."""

import asyncio
import os
import signal
import socket
from dataclasses import dataclass
from math import ceil
from time import monotonic
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from kg.web.edge.connections import Connection
from kg.web.state import State
from kg.web.watch.access_log import hide_strangers

_AFTER_GRACE_SECONDS = 10
"""For errors to reach their clients, and for a change that is being written."""

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"private": {"()": lambda: hide_strangers}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "uvicorn": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn.access": {"filters": ["private"]},
    },
}


@dataclass(frozen=True, slots=True)
class Ending:
    """Seconds it still takes requests while it calls itself not ready, then seconds for what runs."""

    grace: float = 20.0
    drain: float = 0.0


class Server(uvicorn.Server):
    """Serves one application until SIGTERM or an interrupt; a second signal ends the process at once."""

    def __init__(self, app: ASGIApp, state: State, ending: Ending, proxies: str = "") -> None:
        """`proxies` are the addresses whose X-Forwarded-For is believed, joined by commas."""
        config = uvicorn.Config(
            app,
            log_level="info",
            log_config=LOGGING,
            http=Connection,
            ws="none",
            timeout_keep_alive=5,
            timeout_graceful_shutdown=ceil(ending.grace) + _AFTER_GRACE_SECONDS,
            h11_max_incomplete_event_size=32768,
            server_header=False,
            # Without this the server believes whoever connects from this machine.
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies or None,
        )
        super().__init__(config)
        self._state = state
        self._ending = ending
        self._told: float | None = None

    def serve_on(self, listening: socket.socket) -> None:
        """Serve until told to end."""
        self.run(sockets=[listening])

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end; the second time, end. Workers end with us: they notice that nobody owns them."""
        if self._told is not None:
            os._exit(128 + sig)
        self._told = monotonic()
        self._state.is_closing = True

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second; true ends the serving."""
        if self._told is not None and monotonic() - self._told >= self._ending.drain:
            self.should_exit = True
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more requests, and end the queries that outlast the grace."""
        late = asyncio.create_task(self._end_queries())
        try:
            await super().shutdown(sockets)
        finally:
            late.cancel()

    async def _end_queries(self) -> None:
        await asyncio.sleep(self._ending.grace)
        await asyncio.to_thread(self._state.close)


def end_before_serving() -> None:
    """Let a signal that comes while the service is put together end the process with status 0."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
