"""One piece of work in a forked process, so that neither a crash nor an endless run of it harms its parent.

Forking costs milliseconds, where a new interpreter takes half a second to import what writing needs. It is
safe only in a parent that runs one thread and never opened a store: the engine's threads do not come along.
"""

import json
import os
import select
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import IO, Any

from kg.errors import QueryFailed

Begun = Callable[[], None]
Work = Callable[[Begun], dict[str, Any]]

_START_SECONDS = 60.0
_GRACE = 1.0
"""Seconds after the time is over: to see an answer that is on its way."""
_BEGUN = b" "  # before JSON, it means nothing


@dataclass(frozen=True, slots=True)
class Allowance:
    """What work may take: `seconds` from when it says that it has begun, and `megabytes`; None is no limit.

    The clock is kept here; a limit on memory is the work's own to set, and only named in messages here.
    """

    seconds: float | None = None
    megabytes: int | None = None


def in_offspring(work: Work, allowed: Allowance) -> dict[str, Any]:
    """The answer of `work`, called in a process of its own with a function to call when it has begun.

    Raises:
        QueryFailed: it took too long (kind timeout), or ended without an answer (memory, crash).
    """
    answers, ours = os.pipe()
    with tempfile.TemporaryFile() as complaints:
        child = os.fork()
        if child == 0:
            _be_offspring(work, ours, complaints)
        os.close(ours)
        try:
            answer = _read(answers, allowed.seconds)
        except TimeoutError:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            told = (
                f"The change took longer than {allowed.seconds:g} s and was stopped. The store is as it was."
            )
            raise QueryFailed(told, "timeout") from None
        finally:
            os.close(answers)
        _, status = os.waitpid(child, 0)
        if not answer.strip():
            complaints.seek(0)
            last_words = complaints.read()
            sys.stderr.buffer.write(last_words)  # for the log
            sys.stderr.flush()
            raise _post_mortem(os.waitstatus_to_exitcode(status), last_words, allowed.megabytes)
    found: dict[str, Any] = json.loads(answer)
    return found


def _be_offspring(work: Work, pipe: int, complaints: IO[bytes]) -> None:
    """Never returns: what the parent had open or was about to do is none of the child's business."""
    status = 1
    try:
        os.dup2(complaints.fileno(), 2)
        with os.fdopen(pipe, "wb") as line:
            line.write(json.dumps(work(partial(_tell, pipe))).encode())
        status = 0
    finally:
        if status:
            _complain()
        os._exit(status)


def _tell(pipe: int) -> None:
    os.write(pipe, _BEGUN)


def _complain() -> None:
    import traceback

    os.write(2, traceback.format_exc().encode())


def _read(pipe: int, seconds: float | None) -> bytes:
    parts, deadline = bytearray(), None if seconds is None else monotonic() + _START_SECONDS + seconds
    readable = select.poll()
    readable.register(pipe, select.POLLIN)
    while True:
        left = None if deadline is None else deadline - monotonic()
        if left is not None and left <= 0:
            raise TimeoutError
        if readable.poll(None if left is None else 1000 * left):
            part = os.read(pipe, 1 << 16)
            if not part:
                return bytes(parts)
            if part.startswith(_BEGUN) and seconds is not None:
                deadline = monotonic() + seconds + _GRACE
            parts += part


def _post_mortem(status: int, last_words: bytes, megabytes: int | None) -> QueryFailed:
    if status == -signal.SIGXCPU:
        return QueryFailed("The change took too long and was stopped. The store is as it was.", "timeout")
    if status == -signal.SIGKILL or any(
        sign in last_words for sign in (b"memory allocation", b"bad_alloc", b"MemoryError")
    ):
        amount = f" more than the {megabytes} MB of" if megabytes else " too much"
        return QueryFailed(
            f"The change needs{amount} memory and was stopped. The store is as it was.", "memory"
        )
    told = "The change crashed the engine: it is too deep or too long. The store is as it was."
    return QueryFailed(told, "crash")
