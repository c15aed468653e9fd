"""Watch whether anything opens a file, below Python too: HDF5 opens files in C, unseen by audit hooks."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NON_BLOCKING = os.O_NONBLOCK
_OPENED = 0x20


class Watch:
    """Tells whether the watched file was opened since it was last asked."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def was_opened(self) -> bool:
        try:
            return bool(os.read(self._descriptor, 4096))
        except BlockingIOError:
            return False


@contextmanager
def watching(path: Path) -> Iterator[Watch]:
    """Watch one file with the kernel's inotify."""
    library = ctypes.CDLL(None, use_errno=True)
    descriptor = library.inotify_init1(_NON_BLOCKING)
    assert descriptor >= 0
    try:
        assert library.inotify_add_watch(descriptor, os.fsencode(path), _OPENED) >= 0
        yield Watch(descriptor)
    finally:
        os.close(descriptor)
