"""One worker process as its owner sees it: ask it, and when it does not answer in time, kill it."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from time import monotonic
from typing import IO, Any

from kg.errors import QueryFailed
from kg.query.framing import LENGTHS_SIZE, lengths, pack
from kg.store.generation import Hold

_LOOK_UP_SECONDS = 0.25
"""How often a waiting owner looks whether the client has left."""
_START_SECONDS = 20.0

Answer = tuple[dict[str, Any], bytes]


class Process:
    """A worker on one graph folder. It is never asked again after anything but a complete answer."""

    def __init__(self, graph: Path, memory_mb: int) -> None:
        """Start the worker; it gets ready while nobody waits for it."""
        self.graph = graph
        self.is_cut_off: bool | None = None
        """Whether the worker has no network; None until it is ready."""
        self._memory_mb = memory_mb
        self._hold = Hold(graph.parent)
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.query.worker", str(graph), str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            start_new_session=True,  # an interrupt typed at the service's terminal is the service's affair
        )

    def ask(self, head: dict[str, Any], text: bytes, seconds: float, gone: Event) -> Answer:
        """The head and body of the answer to one request.

        Raises:
            QueryFailed: of kind timeout, memory, crash, start or gone; the process is dead then.
        """
        try:
            if self.is_cut_off is None:
                self.is_cut_off = self._receive(_START_SECONDS, gone)[0]["is_cut_off"]
            _open(self._popen.stdin).write(pack(head, text))
            return self._receive(seconds, gone)
        except (BrokenPipeError, EOFError):
            raise self._post_mortem(seconds) from None
        except QueryFailed:
            self.kill()
            raise

    def kill(self) -> None:
        """End the process now, whatever it does."""
        self._popen.kill()
        self._popen.wait()
        self._hold.close()
        for pipe in (self._popen.stdin, self._popen.stdout, self._popen.stderr):
            _open(pipe).close()

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._popen.poll() is None

    def _receive(self, seconds: float, gone: Event) -> Answer:
        deadline = monotonic() + seconds
        try:
            head_size, body_size = lengths(self._exactly(LENGTHS_SIZE, deadline, gone))
            head = json.loads(self._exactly(head_size, deadline, gone))
            return head, self._exactly(body_size, deadline, gone)
        except TimeoutError:
            raise QueryFailed(_too_slow(seconds), "timeout") from None

    def _exactly(self, size: int, deadline: float, gone: Event) -> bytes:
        descriptor = _open(self._popen.stdout).fileno()
        readable = select.poll()
        readable.register(descriptor, select.POLLIN)
        parts = bytearray()
        while len(parts) < size:
            left = deadline - monotonic()
            if left <= 0:
                raise TimeoutError
            if gone.is_set():
                raise QueryFailed("The client left; the query was stopped.", "gone")
            if readable.poll(1000 * min(left, _LOOK_UP_SECONDS)):
                part = os.read(descriptor, min(size - len(parts), 1 << 20))
                if not part:
                    raise EOFError
                parts += part
        return bytes(parts)

    def _post_mortem(self, seconds: float) -> QueryFailed:
        """Why the process ended by itself."""
        status = self._popen.wait()
        last_words = _open(self._popen.stderr).read().decode(errors="replace")
        self.kill()
        if status == -signal.SIGXCPU:
            return QueryFailed(_too_slow(seconds), "timeout")
        if any(sign in last_words for sign in ("memory allocation", "bad_alloc", "MemoryError")):
            return out_of_memory(self._memory_mb)
        if self.is_cut_off is None:
            reason = last_words.strip().rpartition("\n")[2] or f"status {status}"
            return QueryFailed(f"No query worker can start on {self.graph}: {reason}", "start")
        return QueryFailed(
            "The query crashed the engine: it is too deep or too long. Write it flatter.", "crash"
        )


def out_of_memory(memory_mb: int) -> QueryFailed:
    """What to raise for a query that outgrew its megabytes."""
    return QueryFailed(
        f"The query needs more than the {memory_mb} MB of memory it may use and was stopped. "
        "Narrow it, or raise the setting KG_QUERY_MEMORY.",
        "memory",
    )


def _too_slow(seconds: float) -> str:
    return f"The query took longer than {seconds:g} s and was stopped. Narrow it, or ask for less at a time."


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
