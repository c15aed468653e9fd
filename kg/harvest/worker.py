"""The contained process: takes the name of a task and a path or bytes, answers with JSON, over one pipe.

Started by `kg.harvest.contain` as `python -m kg.harvest.worker FD MEMORY_MB CPU_SECONDS`. It answers in JSON
and not in pickles, because a process that a hostile file has taken over must not be able to send code. For
the same reason it gives up what it does not need, before it reads anything: the network, other programs, and
writing files.
"""

import os
import resource
import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import orjson

from kg.confine.seccomp import install
from kg.errors import BadRecord

_MEGABYTE = 1024 * 1024


def main(descriptor: int, memory_mb: int, cpu_seconds: int) -> None:
    """Answer until the other end hangs up."""
    _limit(resource.RLIMIT_AS, memory_mb * _MEGABYTE)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, _MEGABYTE)  # for complaints; it has nothing to write
    # Where the platform has no such filter, the limits alone must do.
    install(may_write=False)
    line: Connection[bytes, bytes] = Connection(descriptor)
    line.send_bytes(b"ready")
    while True:
        try:
            question = orjson.loads(line.recv_bytes())
            about = line.recv_bytes() if "bytes" in question else _path(question["path"])
        except EOFError:
            return
        _allow_cpu(cpu_seconds)
        line.send_bytes(orjson.dumps(_answer(_task(question["task"]), about)))


def _path(text: str) -> Path:
    """A path as it came, in whatever encoding."""
    return Path(os.fsdecode(text.encode("latin-1")))


def _answer(task: Callable[[Any], Any], about: Path | bytes) -> dict[str, Any]:
    try:
        return {"answer": task(about)}
    except BadRecord as error:
        return {"bad": str(error)}
    except OSError as error:  # its text would name the place where the file lies
        return {"bad": f"It cannot be read: {error.strerror or error}."}
    except MemoryError:
        return {"memory": True}


@cache
def _task(name: str) -> Callable[[Any], Any]:
    module, _, function = name.partition(":")
    task: Callable[[Any], Any] = getattr(import_module(module), function)
    return task


def _limit(kind: int, value: int) -> None:
    """Lower a limit, as far as the one already in force allows."""
    _, hard = resource.getrlimit(kind)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (value, value))


def _allow_cpu(seconds: int) -> None:
    """Give the coming task its processor time; the limit counts from the start of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
