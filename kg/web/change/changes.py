"""Changes over HTTP, carried out in a child process: no crash and no endless update harms the service."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from kg.amend.change import Change
from kg.amend.labels import word_body
from kg.amend.message import receive, send
from kg.amend.refusal import from_json
from kg.citation.label import Word
from kg.errors import StoreBroken, StoreBusy, StoreFull
from kg.query.sandbox import environment
from kg.store.home import Home
from kg.store.space import refuse_when_full, space_problem
from kg.web.change.writing import Written

_ENDING_SECONDS = 30.0
"""How long a change under way may take when the service ends."""


class Changes:
    """Implements `Writing` on an embedded store. The child starts with the first change and is kept."""

    def __init__(
        self,
        home: Home,
        encoder: str = "none",
        cache: Path | None = None,
        *,
        seconds: float = 60.0,
        memory_mb: int = 2048,
        wait: float = 10.0,
    ) -> None:
        """`encoder` and `cache` as in the settings; `seconds` and `memory_mb` are what one change may take.

        `wait` is for how many seconds a change waits for its turn; publishing it takes as long as it takes.
        """
        self._home = home
        self._limits = {"seconds": seconds, "megabytes": memory_mb, "wait": wait}
        self._publishing = {"encoder": encoder, "cache": str(cache or "")}
        self._wait = wait
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._broken: str | None = None

    def update(self, sparql: str, using: Sequence[str] = (), using_named: Sequence[str] = ()) -> Written:
        """Run a SPARQL Update."""
        change = Change(
            "update", None, sparql.encode(errors="surrogatepass"), "", tuple(using), tuple(using_named)
        )
        return _written(self._ask(change))

    def put(self, graph: str | None, body: bytes, media_type: str) -> Written:
        """Make the graph hold exactly what the body says."""
        return _written(self._ask(Change("put", graph, body, media_type)))

    def post(self, graph: str | None, body: bytes, media_type: str) -> Written:
        """Add what the body says to the graph."""
        return _written(self._ask(Change("post", graph, body, media_type)))

    def delete(self, graph: str | None) -> Written | None:
        """Remove the graph; None when there was none."""
        answer = self._ask(Change("delete", graph))
        return _written(answer) if answer["there"] else None

    def label(self, word: Word) -> Written:
        """Enter a curator's word on a pair."""
        return _written(self._ask(Change("label", None, word_body(word))))

    def problem(self) -> str | None:
        """Why writing would fail now, as one sentence; None when it works."""
        return space_problem(self._home.live_path) or self._broken

    def close(self) -> None:
        """End the child once the change under way is done."""
        with self._lock:
            self._end()

    def _ask(self, change: Change) -> dict[str, Any]:
        if not self._lock.acquire(timeout=self._wait):
            raise StoreBusy("Another change is being written. Try again in a moment.")
        try:
            refuse_when_full(self._home.live_path)
            answer = self._exchange(change)
            if "error" in answer:
                raise from_json(answer)
        except (StoreFull, StoreBroken) as error:
            # Of a full disk the disk itself tells, also when there is space again.
            self._broken = str(error) if isinstance(error, StoreBroken) else None
            raise
        finally:
            self._lock.release()
        self._broken = None
        return answer

    def _exchange(self, change: Change) -> dict[str, Any]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            self._child = self._start()
        child = self._child
        assert child.stdin is not None
        assert child.stdout is not None
        head = {"change": change.head()} | self._limits | self._publishing
        try:
            send(child.stdin, head, change.body)
            answer = receive(child.stdout)
        except OSError:
            answer = None
        if answer is None:
            self._end()
            raise StoreBroken(
                "The process that writes has ended in the middle of a change. "
                "Look whether the change is there, and send it again if not."
            )
        return answer[0]

    def _start(self) -> subprocess.Popen[bytes]:
        # More threads than one would make forking unsafe, and sums are not what it is for.
        alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        return subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.amend", str(self._home.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment() | alone | _whereabouts(),
            start_new_session=True,  # an interrupt typed at the service's terminal is the service's affair
        )

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(BrokenPipeError):
            child.stdin.close()
        try:
            child.wait(_ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
        child.stdout.close()


def _whereabouts() -> dict[str, str]:
    """Where the user's folders are, which publishing may need."""
    return {name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME") if name in os.environ}


def _written(answer: dict[str, Any]) -> Written:
    return Written(answer["generation"], answer["created"])
