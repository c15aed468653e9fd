"""The worker processes of one generation: kept at a number, replaced when they die, changed all at once."""

from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic
from typing import Any

from kg.errors import KgError, QueryFailed
from kg.query import failures
from kg.query.process import START_SECONDS, Process
from kg.query.sandbox import Containment

_FIRST_BACK_OFF, _LONGEST_BACK_OFF = 0.5, 30.0

Start = Callable[[], Process]


class Crew:
    """So many processes, each with at most one user. One thread of the crew's own replaces the dead."""

    def __init__(self, size: int, start: Start) -> None:
        """Begin to start them; `start` begins one process on the newest generation."""
        self._size = size
        self._start = start
        self._changed = Condition()
        self._idle: list[Process] = []
        self._busy: set[Process] = set()
        self._starting = 0
        self._epoch = 0
        self._epochs: dict[Process, int] = {}
        self._problem: QueryFailed | None = None
        self._retry_at = 0.0
        self._back_off = _FIRST_BACK_OFF
        self._is_closed = False
        self.attempts = 0
        """How often a process was started to fill a gap."""
        self.respawns = -size  # the first ones replace nobody
        self.containment: Containment | None = None
        self._thread = Thread(target=self._keep_up, name="query-crew", daemon=True)
        self._thread.start()

    def wait_started(self, seconds: float = START_SECONDS) -> None:
        """Return when one process is ready, or cannot be."""
        with self._changed:
            self._changed.wait_for(lambda: self._epochs or self._problem or self._is_closed, seconds)

    def take(self) -> Process:
        """A ready process of the newest generation, for the caller alone.

        Raises:
            QueryFailed: none can be started, or the crew is closed.
        """
        with self._changed:
            self._changed.wait_for(self._has_news, START_SECONDS)
            while self._idle:
                process = self._idle.pop()
                if process.is_alive():
                    self._busy.add(process)
                    return process
                self._forget(process)
            if self._is_closed:
                raise failures.closing()
            raise self._problem or failures.no_worker("none got free.")

    def give_back(self, process: Process, *, is_reusable: bool) -> None:
        """Let others use it; one that is spent or of an old generation is ended and replaced."""
        with self._changed:
            self._busy.discard(process)
            is_current = self._epochs.get(process) == self._epoch
            if is_reusable and is_current and not self._is_closed and not process.is_dead:
                self._idle.append(process)
                self._changed.notify()
                return
            self._forget(process)
        process.kill()

    def change(self, start: Start) -> None:
        """Start a whole new crew, and when it is ready let it replace the idle; the busy end when given back.

        Raises:
            QueryFailed: the new ones cannot be started; the old ones go on then.
        """
        fresh: list[Process] = []
        try:
            fresh += [start() for _ in range(self._size)]
            for process in fresh:
                process.wait_until_ready()
        except (QueryFailed, OSError) as error:
            for process in fresh:
                process.kill()
            raise _as_failure(error) from error
        with self._changed:
            stale, self._idle = self._idle, []
            for process in stale:
                self._forget(process)
            self._epoch += 1
            self._start, self._problem, self.containment = start, None, fresh[0].containment
            self._idle = fresh
            self._epochs |= dict.fromkeys(fresh, self._epoch)
            self._changed.notify_all()
        for process in stale:
            process.kill()

    def close(self) -> None:
        """End all processes, also those in use."""
        with self._changed:
            self._is_closed = True
            doomed = [*self._epochs]
            self._idle.clear()
            self._changed.notify_all()
        for process in doomed:
            process.end_abruptly()
        self._thread.join(START_SECONDS)
        with self._changed:
            self._changed.wait_for(lambda: not self._starting, START_SECONDS)
            idle = [process for process in self._epochs if process not in self._busy]
            for process in idle:
                self._forget(process)
        for process in idle:
            process.kill()

    def status(self) -> dict[str, Any]:
        """Counts for probes and metrics."""
        with self._changed:
            alive = [*self._epochs]
            return {
                "ready": bool(alive) and not self._is_closed,
                "reason": self._reason(),
                "workers": len(alive),
                "busy": len(self._busy),
                "respawns": max(0, self.respawns),
                "containment": self.containment.as_json() if self.containment else None,
                "rss_bytes": [process.resident_bytes() for process in alive],
            }

    def _reason(self) -> str | None:
        if self._is_closed:
            return "The query workers are closed."
        if self._epochs:
            return None
        return str(self._problem) if self._problem else "The query workers are starting."

    def _has_news(self) -> bool:
        return bool(self._idle) or self._is_closed or (self._problem is not None and not self._epochs)

    def _forget(self, process: Process) -> None:
        self._epochs.pop(process, None)
        self._changed.notify_all()

    def _missing(self) -> int:
        alive = sum(epoch == self._epoch for epoch in self._epochs.values())
        return self._size - alive - self._starting

    def _keep_up(self) -> None:
        """Replace what is missing, all at once; after a failure wait, ever longer."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_closed or self._missing() > 0)
                while not self._is_closed and (pause := self._retry_at - monotonic()) > 0:
                    self._changed.wait(pause)
                if self._is_closed:
                    return
                if self._missing() <= 0:  # a whole new crew came in the meantime
                    continue
                self._starting += 1
                self.attempts += 1
                arguments = (self._start, self._epoch)
            Thread(target=self._add, args=arguments, name="query-start", daemon=True).start()

    def _add(self, start: Start, epoch: int) -> None:
        """Start one, and take it among the idle when it is ready."""
        try:
            process = start()
            process.wait_until_ready()
        except (OSError, KgError) as error:
            self._note(error)
            return
        with self._changed:
            self._starting -= 1
            if not self._is_closed and epoch == self._epoch:
                self.containment = process.containment
                self._problem, self._back_off = None, _FIRST_BACK_OFF
                self._epochs[process] = epoch
                self._idle.append(process)
                self.respawns += 1
                self._changed.notify_all()
                return
            self._changed.notify_all()
        process.kill()

    def _note(self, error: Exception) -> None:
        with self._changed:
            self._starting -= 1
            self._problem = _as_failure(error)
            self._retry_at = monotonic() + self._back_off
            self._back_off = min(2 * self._back_off, _LONGEST_BACK_OFF)
            self._changed.notify_all()


def _as_failure(error: Exception) -> QueryFailed:
    return error if isinstance(error, QueryFailed) else failures.no_worker(str(error))
