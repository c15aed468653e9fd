"""Tasks that misbehave, for the contained process to run."""

import os
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

from kg.errors import BadRecord


def size(path: Path) -> int:
    return path.stat().st_size


def process_id(path: Path) -> int:
    return os.getpid()


def die(path: Path) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang(path: Path) -> None:
    time.sleep(600)


def burn(path: Path) -> None:
    while True:
        pass


def eat_memory(path: Path) -> int:
    return len(bytearray(4 * 1024**3))


def refuse(path: Path) -> None:
    raise BadRecord(f"{path.name} is not to our taste.")


def break_down(path: Path) -> None:
    raise ZeroDivisionError("a mistake of the reader")


def plugin_settings(path: Path) -> list[str | None]:
    return [os.environ.get("HDF5_PLUGIN_PATH"), os.environ.get("HDF5_PLUGIN_PRELOAD")]


def open_descriptors(path: Path) -> list[str]:
    """What the descriptors of this process point to, as far as they are files."""
    links = []
    for name in os.listdir("/proc/self/fd"):
        try:
            links.append(os.readlink(f"/proc/self/fd/{name}"))
        except FileNotFoundError:  # the listing's own
            continue
    return sorted(link for link in links if link.startswith("/") and not link.startswith("/dev/"))


def boast(path: Path) -> str:
    return "x" * 100


def reach_out(path: Path) -> list[str]:
    """What of the world outside this process can be had, of what it must not have."""

    def connect() -> None:
        socket.create_connection(("127.0.0.1", 9), timeout=1)

    attempts: dict[str, Callable[[], object]] = {
        "socket": socket.socket,
        "connection": connect,
        "program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
        "process": os.fork,
        "new file": lambda: path.with_name("new").write_bytes(b"x"),
        "changed file": lambda: path.open("ab"),
        "removed file": path.unlink,
    }
    had = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except PermissionError:
            continue
        had.append(name)
    return had


def size_of_bytes(data: bytes) -> int:
    return len(data)
