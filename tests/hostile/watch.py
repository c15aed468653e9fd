"""What processes do, as the kernel tells it: their children, memory and processor time."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def family(root: int) -> set[int]:
    """A process and all that descend from it."""
    parents = {
        int(entry.name): int(stat[1])
        for entry in _PROC.iterdir()
        if entry.name.isdigit() and (stat := _stat(int(entry.name)))
    }
    found, size = {root} & set(parents), -1
    while size != len(found):
        size = len(found)
        found |= {child for child, parent in parents.items() if parent in found}
    return found


def resident(pids: set[int]) -> int:
    """Bytes of memory that the processes hold together."""
    return sum(int(stat[21]) * _PAGE for pid in pids if (stat := _stat(pid)))


def processor_seconds(pids: set[int]) -> float:
    """Seconds of processor time that the processes have used so far."""
    return sum((int(stat[11]) + int(stat[12])) / _TICKS for pid in pids if (stat := _stat(pid)))


def is_running(pid: int) -> bool:
    """Whether the process exists and is no mere entry that waits to be read."""
    stat = _stat(pid)
    return stat is not None and stat[0] not in ("Z", "X")


def children_rest(root: int, seconds: float, window: float = 0.4) -> bool:
    """Whether within the time there is a window in which the children of a process do next to nothing."""
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        children = family(root) - {root}
        before = {pid: processor_seconds({pid}) for pid in children}
        sleep(window)
        after = family(root) - {root}
        if after <= children and all(processor_seconds({p}) - before[p] < 0.1 * window for p in after):
            return True
    return False


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes true within the time."""
    deadline = monotonic() + seconds
    while not (held := holds()) and monotonic() < deadline:
        sleep(0.1)
    return held


class Highest:
    """The most memory that a family of processes held while it was watched."""

    def __init__(self, root: int) -> None:
        self.family_bytes = 0
        self.root_bytes = 0
        self.seen: set[int] = set()
        self._root = root
        self._is_over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(0.2):
            pids = family(self._root)
            self.seen |= pids
            self.family_bytes = max(self.family_bytes, resident(pids))
            self.root_bytes = max(self.root_bytes, resident({self._root}))


def _stat(pid: int) -> list[str] | None:
    """The fields of the process after its name: state, parent, …; None when there is no such process."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()
