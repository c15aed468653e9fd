"""Pieces of work on a book, done by processes that only read it; the one that holds it writes what they find.

Where there is little to do, or one process is asked for, all is done by the holder itself.
"""

import gc
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

Piece = TypeVar("Piece")
Found = TypeVar("Found")

_WORTH_IT = 6
"""Starting processes takes a second; so many pieces take longer."""
_AHEAD = 2
"""Pieces that wait in the queue of each process."""

_BETWEEN = 8
"""Pieces after which the log of what was written is brought into the book."""

_opened: sqlite3.Connection | None = None
"""In a process that reads: the book."""


class Readers:
    """Processes that read a book while one writes it; started when they are needed, ended with the block."""

    def __init__(self, database: sqlite3.Connection, processes: int) -> None:
        self._database = database
        self._path: str = database.execute("PRAGMA database_list").fetchone()[2]
        self._processes = processes if self._path else 1  # a book in memory is seen by its holder only
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def each(
        self, task: Callable[[sqlite3.Connection, Piece], Found], pieces: Sequence[Piece]
    ) -> Iterator[Found]:
        """What `task` finds in each piece, in their order; it may read the book and nothing else.

        What earlier pieces made the holder write must not matter to later ones, since those are begun before.
        A task is a function of a module, and its pieces and what it finds can be pickled.
        """
        if self._processes < 2 or len(pieces) < _WORTH_IT:
            yield from (task(self._database, piece) for piece in pieces)
            return
        rest = iter(pieces)
        begun = deque((piece, self._begin(task, piece)) for piece in islice(rest, _AHEAD * self._processes))
        done = 0
        while begun:
            piece, future = begun.popleft()
            found = self._result(task, piece, future)
            begun.extend((piece, self._begin(task, piece)) for piece in islice(rest, 1))
            yield found
            done += 1
            if done % _BETWEEN == 0:
                # Someone nearly always reads, so that by itself the log would never begin anew, only grow.
                self._database.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()

    def _begin(
        self, task: Callable[[sqlite3.Connection, Piece], Found], piece: Piece
    ) -> "Future[Found] | None":
        if self._processes < 2:
            return None
        try:
            if self._pool is None:
                self._pool = ProcessPoolExecutor(self._processes, get_context("spawn"), _open, (self._path,))
            return self._pool.submit(_do, task, piece)
        except BrokenProcessPool:
            return None
        except OSError:  # a confined process, such as one that carries out a change, may start no others
            self._processes = 1
            return None

    def _result(
        self,
        task: Callable[[sqlite3.Connection, Piece], Found],
        piece: Piece,
        future: "Future[Found] | None",
    ) -> Found:
        """What was found; where a process was ended from outside, the holder does the rest alone."""
        if future is not None:
            try:
                return future.result()
            except BrokenProcessPool:
                self._processes = 1
                self._end()
        return task(self._database, piece)

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _open(path: str) -> None:
    global _opened
    gc.disable()  # as `kg.citation.uncollected`
    _opened = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)


def _do(task: Callable[[sqlite3.Connection, Piece], Found], piece: Piece) -> Found:
    if _opened is None:
        raise RuntimeError("This process has no book; it is one of `Readers` only.")
    return task(_opened, piece)
