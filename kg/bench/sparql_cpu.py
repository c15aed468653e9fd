"""CPU time of other processes, to the microsecond where the system tells."""

import os
import time
from pathlib import Path


def family(pid: int) -> list[int]:
    """A process and all below it that live now."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (parent := _parent(entry)) is not None:
            parents.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def _parent(entry: Path) -> int | None:
    try:
        # The name in brackets may hold blanks and brackets of its own.
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def cpu_ms(pids: list[int]) -> dict[int, float]:
    """User and system time of each process since its start; those that have ended are left out."""
    found = {}
    for pid in pids:
        try:
            found[pid] = _clock(pid)
        except OSError:
            continue
    return found


def spent_ms(before: dict[int, float], after: dict[int, float]) -> float:
    """What was used between two readings; a process that came in between counts whole."""
    return sum(ms - before.get(pid, 0.0) for pid, ms in after.items())


def _clock(pid: int) -> float:
    try:
        # How Linux numbers the CPU clock of another process (clock_getcpuclockid(3)).
        return time.clock_gettime_ns(~pid << 3 | 2) / 1e6
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
