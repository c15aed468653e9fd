"""Run tasks on files in a worker process that may crash, hang or eat memory without harm to the harvest.

Libraries that read binary formats have memory errors; a file from outside must meet them in a process that
holds nothing: no store, no open file of ours, bounded memory and time. One worker is kept, since starting it
costs more than most files; it is replaced when it dies, when it overruns, and after a few hundred tasks.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.connection import Pipe as connection_pair
from pathlib import Path
from types import TracebackType
from typing import Self, cast

import orjson

from kg.errors import BadRecord
from kg.harvest.source import Answer

TASKS_PER_WORKER = 500
MEMORY_MB = 2048
CPU_SECONDS = 5
START_SECONDS = 60.0
LONGEST_ANSWER = 64 * 1024 * 1024
_GRACE_SECONDS = 2.0

_ENDINGS = {
    signal.SIGSEGV: "crashed with a memory error",
    signal.SIGBUS: "crashed with a memory error",
    signal.SIGABRT: "gave up",
    signal.SIGXCPU: "used more processor time than it may",
    signal.SIGKILL: "was killed, most often for want of memory",
}


class Containment:
    """One limited worker process at a time; `run` is the only way to ask it."""

    def __init__(self, memory_mb: int = MEMORY_MB, cpu_seconds: int = CPU_SECONDS) -> None:
        self._limits = (memory_mb, cpu_seconds)
        self._worker: _Worker | None = None

    def run(self, task: Callable[[Path], Answer], path: Path, wall_seconds: float = 20.0) -> Answer:
        """The answer of `task(path)`: a function of a module, whose answer is made of plain JSON values.

        Raises:
            BadRecord: the task crashed, overran its time or memory, or raised BadRecord; the next goes on.
        """
        return cast(Answer, self._ask(task, {"path": os.fsencode(path).decode("latin-1")}, b"", wall_seconds))

    def run_on_bytes(
        self, task: Callable[[bytes], Answer], data: bytes, wall_seconds: float = 20.0
    ) -> Answer:
        """The same of a task that is handed bytes, such as an answer from the web."""
        return cast(Answer, self._ask(task, {"bytes": len(data)}, data, wall_seconds))

    def _ask(
        self, task: Callable[..., object], about: dict[str, object], data: bytes, wall_seconds: float
    ) -> object:
        if self._worker is None:
            self._worker = _Worker(*self._limits)
        worker = self._worker
        question = {"task": f"{task.__module__}:{task.__qualname__}", **about}
        try:
            return worker.ask(question, data, wall_seconds)
        finally:
            if worker.is_spent:
                self.close()

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


class _Worker:
    """A started process and the line to it."""

    def __init__(self, memory_mb: int, cpu_seconds: int) -> None:
        ours, theirs = connection_pair()
        self._line: Connection[bytes, bytes] = ours
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process that writes to it
        self._tasks = 0
        self.is_spent = False
        command = [sys.executable, "-m", "kg.harvest.worker"]
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), str(memory_mb), str(cpu_seconds)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                env=_environment(),
            )
        if not self._line.poll(START_SECONDS) or not self._greeted():
            self.is_spent = True

    def ask(self, question: dict[str, object], data: bytes, wall_seconds: float) -> object:
        self.is_spent = (
            True  # till the answer is here: left in the pipe, it would be taken for the next one's
        )
        try:
            self._line.send_bytes(orjson.dumps(question))
            if "bytes" in question:
                self._line.send_bytes(data)
            if not self._line.poll(wall_seconds):
                raise BadRecord(f"Reading it took more than {wall_seconds:g} seconds and was stopped.")
            answer = orjson.loads(self._line.recv_bytes(LONGEST_ANSWER))
        except (EOFError, ConnectionError) as error:
            raise BadRecord(self._ending()) from error
        except OSError as error:  # what the line raises for a longer message
            raise BadRecord(f"Its description takes more than {LONGEST_ANSWER} bytes.") from error
        self._tasks += 1
        self.is_spent = self._tasks >= TASKS_PER_WORKER or "memory" in answer
        if "answer" not in answer:
            raise BadRecord(answer.get("bad") or "Reading it took more memory than a worker may use.")
        return answer["answer"]

    def end(self) -> None:
        self._line.close()
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._complaints.close()

    def _greeted(self) -> bool:
        try:
            return self._line.recv_bytes() == b"ready"
        except (EOFError, ConnectionError):
            return False

    def _ending(self) -> str:
        try:
            code = self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            return "The process that read it stopped answering."
        if code < 0:
            ending = _ENDINGS.get(signal.Signals(-code), f"ended by {signal.Signals(-code).name}")
            return f"The process that read it {ending}."
        self._complaints.seek(0)
        said = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return f"The process that read it failed: {said[-1][:300] if said else f'exit code {code}'}"


def _environment() -> dict[str, str]:
    """What the worker sees: where modules are, and that no HDF5 plugin may be loaded."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "LANG", "TMPDIR") if name in os.environ
    }
    return kept | {
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HDF5_PLUGIN_PATH": "",
        "HDF5_PLUGIN_PRELOAD": "::",  # the library's own word for: no plugins at all
        "HDF5_USE_FILE_LOCKING": "BEST_EFFORT",
        # One thread: on machines with many cores the idle ones' buffers alone pass the memory limit.
        "OPENBLAS_NUM_THREADS": "1",
        "RAYON_NUM_THREADS": "2",
        "MALLOC_ARENA_MAX": "2",
    }
