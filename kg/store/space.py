"""Space on a store's disk: refused before it runs out, and named when it did."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kg.errors import StoreFull

SPARE = 256 << 20
"""Bytes that are left free. Once it ran out of space the engine does not compact again before it has 130 MB
more than it needs, and until then a write waits, for ever (measured); so it must not come to that."""

_SHARE = 0.1  # of the store: compacting writes parts of it anew before it removes the old


def space_problem(folder: Path, spare: int = SPARE) -> str | None:
    """Why nothing should be written to the store in this folder now; None where there is space.

    Opening a store after a crash copies its log, so twice the log has to fit beside the spare bytes; without
    these only the disk itself says when it is full.
    """
    there = next(place for place in (folder, *folder.parents) if place.is_dir())
    logs, tables = _sizes(folder)
    needed = 2 * logs + (spare + int(_SHARE * tables) if spare else 0)
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


def _sizes(folder: Path) -> tuple[int, int]:
    """Bytes in the store's logs and in its tables."""
    logs = tables = 0
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # compacted away meanwhile
                logs += entry.stat().st_size if entry.name.endswith(".log") else 0
                tables += entry.stat().st_size if entry.name.endswith(".sst") else 0
    return logs, tables
