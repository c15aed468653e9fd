"""One worker process as its owner sees it: send it a request, receive the answer, or kill it."""

import os
import resource
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event
from time import monotonic
from typing import IO, Any

from kg.errors import QueryFailed
from kg.query import failures
from kg.query.framing import pack, unpack
from kg.query.sandbox import Containment, environment
from kg.store.generation import Hold

START_SECONDS = 30.0
"""How long a worker may take to open its graph."""
_LOOK_UP_SECONDS = 0.25
"""How often a waiting owner looks whether the client has left."""
_GRACE_SECONDS = 1.0
_BEHIND = 10
"""How nice a heavy query is, on the system's scale to 19."""
_PART = 1 << 20
_PAGE = resource.getpagesize()
_BESIDE_BODY = 1 << 16
"""Bytes a message may have beside its body."""
_LAST_WORDS = 8192
_MEMORY_SIGNS = ("memory allocation", "bad_alloc", "MemoryError", "Cannot allocate memory")
_REUSABLE = (None, "syntax", "not-offered", "too-large")

Answer = tuple[dict[str, Any], bytes]


class Process:
    """A worker on one graph folder. After anything but a complete answer it is dead and stays so."""

    def __init__(self, graph: Path, memory_mb: int, largest: int, generation: int | None = None) -> None:
        """Start the worker; it gets ready while nobody waits for it. `largest` is the bytes of an answer."""
        self.graph = graph
        self.generation = generation
        self.containment: Containment | None = None
        """What the worker proved about itself; None until it is ready."""
        self._memory_mb = memory_mb
        self._most = largest + _BESIDE_BODY
        self._received = bytearray()
        self._last_words = bytearray()
        self._hold = Hold(graph.parent)
        self._popen = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.query.worker", str(graph), str(memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=environment(),
            start_new_session=True,  # an interrupt typed at the service's terminal is the service's affair
        )
        self._stdin, self._stdout, self._stderr = (
            _descriptor(pipe) for pipe in (self._popen.stdin, self._popen.stdout, self._popen.stderr)
        )
        for descriptor in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(descriptor, False)
        self._poll = select.poll()
        self._poll.register(self._stdout, select.POLLIN)
        self._poll.register(self._stderr, select.POLLIN)

    @property
    def is_dead(self) -> bool:
        """Whether its end has been seen; cheaper than `is_alive`, which looks."""
        return self._popen.returncode is not None

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._popen.pid

    def wait_until_ready(self, seconds: float = START_SECONDS) -> None:
        """Return when the worker has opened its graph.

        Raises:
            QueryFailed: of kind start; the process is dead then.
        """
        if self.containment is not None:
            return
        try:
            answer = self._message(monotonic() + seconds, Event())
        except EOFError:
            raise self._failed_start() from None
        if answer is None:
            self.kill()
            raise failures.no_worker(f"opening {self.graph} took more than {seconds:g} s.")
        self.containment = Containment.from_json(answer[0]["containment"])

    def send(self, head: dict[str, Any], text: bytes, gone: Event) -> None:
        """Hand over one request; `head["seconds"]` also limits its processor time.

        Raises:
            QueryFailed: the worker is gone, or the client; the process is dead then.
        """
        rest = memoryview(pack(head, len(text)) + text)
        deadline = monotonic() + head["seconds"]
        try:
            while rest:
                try:
                    rest = rest[os.write(self._stdin, rest) :]
                except BlockingIOError:
                    self._check(deadline, gone, head["seconds"])
                    self._wait_writable()
        except BrokenPipeError:
            raise self._post_mortem(head["seconds"]) from None

    def receive(self, deadline: float, gone: Event, seconds: float) -> Answer | None:
        """The answer to the request; None when the deadline comes first, and then it may still be received.

        Raises:
            QueryFailed: of kind memory, crash, timeout or gone; the process is dead then. `seconds` is what
                the message of a timeout names.
        """
        try:
            answer = self._message(deadline, gone)
        except EOFError:
            raise self._post_mortem(seconds) from None
        if answer is not None and answer[0].get("error") not in _REUSABLE:
            self.kill()
        return answer

    def kill(self) -> None:
        """End the process now, whatever it does; once more does no harm."""
        if self._popen.returncode is None:
            self._popen.kill()
            self._popen.wait()
        self._hold.close()
        for pipe in (self._popen.stdin, self._popen.stdout, self._popen.stderr):
            if pipe is not None:
                pipe.close()

    def step_back(self) -> None:
        """Let all other work of the machine go before this one's; there is no way back."""
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._popen.pid, _BEHIND)

    def end_abruptly(self) -> None:
        """Signal the end, whoever else uses the process; its user then finds it dead and cleans up."""
        self._popen.kill()

    def resident_bytes(self) -> int:
        """Memory the process occupies now; 0 where the system does not tell."""
        try:
            counts = Path(f"/proc/{self._popen.pid}/statm").read_bytes()
            return int(counts.split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0

    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._popen.poll() is None

    def _message(self, deadline: float, gone: Event) -> Answer | None:
        while (message := unpack(self._received)) is None:
            left = deadline - monotonic()
            if left <= 0:
                return None
            if gone.is_set():
                self.kill()
                raise failures.left()
            self._read(min(left, _LOOK_UP_SECONDS))
        self._received.clear()
        return message

    def _read(self, seconds: float) -> None:
        """Take what the worker has written. Raises EOFError when it will write no more."""
        for descriptor, _ in self._poll.poll(1000 * seconds):
            part = os.read(descriptor, _PART)
            if descriptor == self._stdout:
                if not part:
                    raise EOFError
                self._received += part
                if len(self._received) > self._most:  # no worker of ours writes that much
                    raise EOFError
            elif part:
                # Whatever the worker complains about is taken at once, so that it never waits for a reader.
                self._last_words = (self._last_words + part)[-_LAST_WORDS:]
            else:
                self._poll.unregister(self._stderr)

    def _wait_writable(self) -> None:
        writable = select.poll()
        writable.register(self._stdin, select.POLLOUT)
        writable.poll(1000 * _LOOK_UP_SECONDS)

    def _check(self, deadline: float, gone: Event, seconds: float) -> None:
        if gone.is_set():
            self.kill()
            raise failures.left()
        if monotonic() > deadline:
            self.kill()
            raise failures.too_slow(seconds)

    def _post_mortem(self, seconds: float) -> QueryFailed:
        """Why the process ended by itself."""
        status, words = self._end()
        if status == -signal.SIGXCPU:
            return failures.too_slow(seconds)
        if any(sign in words for sign in _MEMORY_SIGNS):
            return failures.out_of_memory(self._memory_mb)
        return failures.crashed()

    def _failed_start(self) -> QueryFailed:
        status, words = self._end()
        if any(sign in words for sign in (*_MEMORY_SIGNS, "Resource temporarily unavailable")):
            reason = f"{self._memory_mb} MB are too little to open it. Raise the setting KG_QUERY_MEMORY."
        else:
            reason = words.strip().rpartition("\n")[2] or f"it ended with status {status}."
        return failures.no_worker(f"on {self.graph}: {reason}")

    def _end(self) -> tuple[int, str]:
        """Exit status and last words of a process that has closed its output."""
        try:
            status = self._popen.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            status = 0  # it said its last word and lives on: it will be killed
        while status and len(self._last_words) < 2 * _LAST_WORDS:
            try:
                part = os.read(self._stderr, _PART)
            except BlockingIOError:
                break
            if not part:
                break
            self._last_words += part
        self.kill()
        return status, self._last_words.decode(errors="replace")


def _descriptor(pipe: IO[bytes] | None) -> int:
    assert pipe is not None
    return pipe.fileno()
