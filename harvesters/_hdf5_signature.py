"""Tell by its first bytes what a file is; the file name is never trusted."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["hdf5", "hdf4", "html", "xml", "lfs-pointer", "empty", "not-a-file", "unknown"]

HDF5 = b"\x89HDF\r\n\x1a\n"
HDF4 = b"\x0e\x03\x13\x01"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TEXTS: tuple[tuple[bytes, Kind], ...] = (
    (b"version https://git-lfs", "lfs-pointer"),
    (b"<!doctype html", "html"),
    (b"<html", "html"),
    (b"<?xml", "xml"),
)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a file is; `offset` is where HDF5 begins (behind a user block)."""

    kind: Kind
    offset: int = 0


def signature(path: Path) -> Signature:
    """Look at the first bytes, and at 512, 1024, 2048 … for HDF5 behind a user block.

    Raises:
        OSError: the file is not there or not readable.
    """
    if not stat.S_ISREG((facts := path.stat()).st_mode):  # opening a pipe would wait for its writer
        return Signature("not-a-file")
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        head = os.read(descriptor, 512)
        if head.startswith(HDF5):
            return Signature("hdf5")
        if head.startswith(HDF4):
            return Signature("hdf4")
        offset = 512
        while offset < facts.st_size:
            if os.pread(descriptor, len(HDF5), offset) == HDF5:
                return Signature("hdf5", offset)
            offset *= 2
    finally:
        os.close(descriptor)
    return Signature(_text_kind(head))


def _text_kind(head: bytes) -> Kind:
    if not head:
        return "empty"
    start = head.removeprefix(_BYTE_ORDER_MARK).lstrip().lower()
    for beginning, kind in _TEXTS:
        if start.startswith(beginning):
            return "html" if kind == "xml" and b"<html" in start else kind
    return "unknown"
