"""CPU time of other processes, to the microsecond where the system tells."""

import os
import time
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU milliseconds since their start: of living processes, and of all children they saw to their end."""

    living: dict[int, float]
    ended: float = 0.0


def cpu_ms(pids: list[int]) -> Reading:
    """User and system time of each process; one that has ended is found with its parent."""
    living, ended = {}, 0.0
    for pid in pids:
        try:
            living[pid], reaped = _clock(pid), _reaped(pid)
        except OSError:
            continue
        ended += reaped
    return Reading(living, ended)


def spent_ms(before: Reading, after: Reading) -> float:
    """What was used between two readings.

    A service may end a worker right after its answer, so the dearest query would seem to cost nothing. What a
    process had used when it ended is with its parent, to a hundredth of a second, and counts from the first
    reading on; a process that came in between counts whole.
    """
    gone = sum(ms for pid, ms in before.living.items() if pid not in after.living)
    alive = sum(ms - before.living.get(pid, 0.0) for pid, ms in after.living.items())
    return alive + (after.ended - before.ended - gone if gone else 0.0)


def _reaped(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) * 1000 / os.sysconf("SC_CLK_TCK")


def _clock(pid: int) -> float:
    try:
        # How Linux numbers the CPU clock of another process (clock_getcpuclockid(3)).
        return time.clock_gettime_ns(~pid << 3 | 2) / 1e6
    except OSError:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")
