"""Contained processes that review what strangers post: few at once, and few of one client."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Lock
from typing import Any, cast

from kg.errors import BadRecord, QueryFailed
from kg.harvest.contain import Containment
from kg.web.ontology.message import packed
from kg.web.ontology.posted import File
from kg.web.problems import Unjudgeable

AT_ONCE = 2
"""Reviews that run at once; PaNET's take less than a second."""
MOST_INSIDE = 8
"""Requests that send or wait at once: each may hold some 40 MB."""
MOST_OF_ONE = 3
"""Of these, how many one client may have."""
_MEMORY_MB = 2048
_CPU_SECONDS = 40
_WALL_SECONDS = 30.0
_LARGE = 2 << 20
"""Bytes of a message after which a process is not kept: it has grown."""
_OWN_FAULT = "The process that read it failed: "


class Reviewers:
    """The processes, and the places of those who wait for one."""

    def __init__(self) -> None:
        self._free: SimpleQueue[Containment] = SimpleQueue()
        for _ in range(AT_ONCE):
            self._free.put(Containment(_MEMORY_MB, _CPU_SECONDS))
        self._is_closed = False
        self._inside: Counter[str] = Counter()
        self._lock = Lock()

    @contextmanager
    def place(self, client: str) -> Iterator[None]:
        """A place for one request, taken before its body is read.

        Raises:
            QueryFailed: of kind busy; there is none left, or none for this client.
        """
        with self._lock:
            if self._inside.total() >= MOST_INSIDE or self._inside[client] >= MOST_OF_ONE:
                raise QueryFailed("Too many reviews are being made. Try again in a moment.", "busy")
            self._inside[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside[client] -= 1
                self._inside += Counter()  # drops those at zero

    def review(self, head: Mapping[str, Any], files: Mapping[str, File]) -> dict[str, Any]:
        """What `judge_posted` answers; blocks until a process is free and done.

        Raises:
            Unjudgeable: the files cannot be read, or are too much for the limits.
            RuntimeError: a bug of ours; the message is for the log.
        """
        # It brings the reasoner along, for which the service has no other use.
        from kg.web.ontology.task import judge_posted

        message = packed(head, {field: (file.name, file.data) for field, file in files.items()})
        process = self._free.get()
        try:
            answer = process.run_on_bytes(judge_posted, message, _WALL_SECONDS)
        except BadRecord as error:
            raise _told(str(error)) from error
        finally:
            if len(message) > _LARGE or self._is_closed:
                process.close()
            self._free.put(process)
        if "bad" in answer:
            raise Unjudgeable(cast(str, answer["bad"]))
        return answer

    def close(self) -> None:
        """End the processes that are free; one that works ends when its review does."""
        self._is_closed = True
        while not self._free.empty():
            self._free.get().close()


def _told(reason: str) -> Exception:
    """What a stranger is told where the process gave up."""
    if reason.startswith(_OWN_FAULT):
        return RuntimeError(reason)
    why = reason.removeprefix("Reading it ").removeprefix("The process that read it ")
    return Unjudgeable(
        f"The review of these files could not be made within its limits ({why.rstrip('.')}). Give a module "
        "of the ontology (ROBOT's `extract` makes one), or run `kg ontology check` on your own machine."
    )
