"""What a process that runs strangers' work gives up first, and the proof that it is gone.

The filter on system calls is the guarantee; the empty network namespace and the limits stand behind it. There
is no signal at the parent's death: it would come when the thread that started the process ends.
"""

import ctypes
import json
import mmap
import os
import resource
import socket
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from typing import Any

from kg.confine import seccomp
from kg.errors import BadInput

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_SET_DUMPABLE = 4
_PROBE_SECONDS = 30.0
_PROBE_MB = 1024
_REASONS = {
    "network": "it could open network connections",
    "exec": "it could start programs",
    "files": "it could write files",
    "memory": "its memory is not limited",
}


@dataclass(frozen=True, slots=True)
class Containment:
    """What a contained process tried in vain, each True when the system refused; `how` names the means."""

    network: bool
    exec: bool
    files: bool
    memory: bool
    how: str

    @property
    def is_complete(self) -> bool:
        """Whether strangers' queries may run in it."""
        return self.network and self.exec and self.files and self.memory

    def as_json(self) -> dict[str, Any]:
        """For messages between processes, and for status."""
        return asdict(self) | {"is_complete": self.is_complete}

    @classmethod
    def from_json(cls, known: dict[str, Any]) -> "Containment":
        """Back from a message."""
        return cls(**{name: known[name] for name in cls.__slots__})

    def __str__(self) -> str:
        missing = [reason for name, reason in _REASONS.items() if not getattr(self, name)]
        return f"{self.how}; {'; '.join(missing)}" if missing else self.how


def confine(megabytes: int, seconds: float | None = None, *, may_write: bool = False) -> str:
    """Give up network, other programs, and writing files unless `may_write`; for good. Say by what means.

    `megabytes` of address space; `seconds` of processor time, None for no limit. Call it before the first
    thread starts, since only then a process can leave its network.
    """
    for kind, value in _limits(megabytes, seconds, may_write).items():
        _lower(kind, value)
    means = ["resource limits"]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        # With the right to it, without a user namespace: in one, root cannot read other users' files.
        if libc.unshare(_NEW_NETWORK) == 0 or libc.unshare(_NEW_USER | _NEW_NETWORK) == 0:
            means.insert(0, "network namespace")
        libc.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
    if seccomp.install(may_write):
        means.insert(0, "seccomp filter")
    return ", ".join(means)


def proof(how: str, megabytes: int, *, may_write: bool = False) -> Containment:
    """Try, in the confined process itself, what must not work; writing is no breach where it is the task."""
    return Containment(
        network=_has_no_network(),
        exec=_starts_no_program(),
        files=may_write or _writes_no_file(),
        memory=_is_memory_limited(megabytes),
        how=how,
    )


def probe() -> Containment:
    """What containment this machine allows, tried in a process of its own.

    Raises:
        BadInput: the process cannot be started or does not answer.
    """
    command = [sys.executable, "-P", "-m", "kg.query.sandbox"]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_PROBE_SECONDS, env=environment(), check=True
        )
        return Containment.from_json(json.loads(done.stdout))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
        raise BadInput(f"The containment of queries cannot be tried: {error}") from error


def require_containment(found: Containment | None = None) -> Containment:
    """The containment of this machine, if strangers' queries may run in it.

    Raises:
        BadInput: something is missing; the message says what, and what to do.
    """
    found = found or probe()
    if not found.is_complete:
        raise BadInput(
            f"A query worker is not contained here: {found}. Serving strangers is refused. Run on Linux "
            "(x86-64 or 64-bit ARM, a kernel with seccomp), or listen on 127.0.0.1 only."
        )
    return found


def environment() -> dict[str, str]:
    """What a contained process sees of ours: where modules and libraries are, and no secrets."""
    names = (
        "PATH",
        "HOME",
        "LD_LIBRARY_PATH",
        "LANG",
        "LC_ALL",
        "PYTHONHOME",
        "PYTHONPATH",
        "PYTHONUSERBASE",
    )
    kept = {name: os.environ[name] for name in names if name in os.environ}
    # Each arena of the allocator reserves address space, which is what is limited.
    return kept | {"PYTHONDONTWRITEBYTECODE": "1", "MALLOC_ARENA_MAX": "2"}


def limit_processor_time(seconds: float) -> None:
    """End this process when it computes for more than `seconds` from now on."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


def _limits(megabytes: int, seconds: float | None, may_write: bool) -> dict[int, int]:
    limits = {resource.RLIMIT_AS: megabytes << 20, resource.RLIMIT_CORE: 0}
    if not may_write:
        limits[resource.RLIMIT_FSIZE] = 0
    if seconds is not None:
        limits[resource.RLIMIT_CPU] = ceil(seconds)
    return limits


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _has_no_network() -> bool:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe_socket:
            probe_socket.connect(("127.0.0.1", 9))  # sends nothing; only an empty namespace has no way there
    except OSError:
        return True
    return False


def _starts_no_program() -> bool:
    nowhere = os.path.join(os.sep, "nonexistent", "program")
    try:
        os.execv(nowhere, [nowhere])
    except PermissionError:
        return True
    except OSError:
        pass
    return False


def _writes_no_file() -> bool:
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"kg-proof-{os.getpid()}"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except PermissionError:
        return True
    except OSError:
        return False
    os.close(descriptor)
    with suppress(OSError):
        path.unlink()
    return False


def _is_memory_limited(megabytes: int) -> bool:
    try:
        mmap.mmap(-1, (megabytes + 1) << 20).close()
    except (OSError, MemoryError):
        return True
    return False


if __name__ == "__main__":
    print(json.dumps(proof(confine(_PROBE_MB, 10.0), _PROBE_MB).as_json()))  # noqa: T201 - its answer
