"""Space on a store's disk: refused before it runs out, and named when it did."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreFull

SPARE = 32 << 20
"""Bytes that are left free: what is published next needs some, and a full disk breaks the writer's handle."""


def space_problem(folder: Path, spare: int = SPARE) -> str | None:
    """Why nothing should be written to the store in this folder now; None where there is space.

    Opening a store after a crash copies its log, so twice the log has to fit beside the spare bytes.
    """
    there = next(place for place in (folder, *folder.parents) if place.is_dir())
    needed = spare + 2 * sum(log.stat().st_size for log in _logs(folder))
    free = shutil.disk_usage(there).free
    if free >= needed:
        return None
    return (
        f"The disk that holds {folder} has {free >> 20} MB free; {(needed >> 20) + 1} MB are needed to write "
        "safely. Free some space; nothing was lost, and readers are served as before."
    )


def refuse_when_full(folder: Path, spare: int = SPARE) -> None:
    """Let nothing be written when space runs out.

    Raises:
        StoreFull: there is too little of it.
    """
    if problem := space_problem(folder, spare):
        raise StoreFull(problem)


def is_full(error: BaseException) -> bool:
    """Whether this is how the system, the engine or SQLite says that the disk is full."""
    if isinstance(error, sqlite3.Error):
        return "disk is full" in str(error)
    if not isinstance(error, OSError):
        return False
    return error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)


@contextmanager
def full_disk_named(folder: Path) -> Iterator[None]:
    """Give the errors of a full disk their name.

    Raises:
        StoreFull: instead of whichever error said so.
    """
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        if not is_full(error):
            raise
        raise store_full(folder) from error


def store_full(folder: Path) -> StoreFull:
    """What to raise once the disk of a store is full."""
    return StoreFull(
        f"The disk that holds {folder} is full. What was checkpointed is kept; "
        "free some space and run the command again."
    )


def _logs(folder: Path) -> list[Path]:
    return (
        [Path(entry) for entry in os.scandir(folder) if entry.name.endswith(".log")]
        if folder.is_dir()
        else []
    )
