"""The objects of a JSON file one by one, however large the file is: no more than one of them is in memory."""

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from harvesters._json_lines import is_lines, stretches
from kg.errors import BadRecord

LARGEST = 2**26
"""Bytes of the largest object; a page of a service's answer is one."""

_PIECE = 2**20
# One bracket with all before it. The quantifiers never give back, so a text without end is searched once.
_BRACKET = re.compile(rb'(?:[^{}\[\]"]++|"(?:[^"\\]++|\\.)*+")*+([{}\[\]])', re.DOTALL)
_OPENING = b"{["


Opened = IO[bytes] | gzip.GzipFile


def opened(path: Path) -> Opened:
    """The file for reading, unpacked on the way if its name ends in .gz."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")


def objects_in(file: Opened) -> Iterator[bytes]:
    """The text of every outermost object: of a list of objects, or of one object after the other.

    In JSON Lines, a line that is no whole object is given as it is: whoever reads it will find out.

    Raises:
        BadRecord: the file breaks off within an object, an object is too large, or .gz is none.
    """
    with _told():
        if not is_lines(file, LARGEST):
            yield from _outermost(file)
            return
        for text, is_whole in stretches(file, LARGEST):
            yield from (text,) if is_whole else _in_stretch(text)


def _in_stretch(text: bytes) -> Iterator[bytes]:
    """The objects that go over several lines; the stretch itself where it holds none, or breaks off."""
    try:
        found = list(_outermost(BytesIO(text)))
    except BadRecord:
        found = []
    yield from found or (text,)


def _outermost(file: Opened) -> Iterator[bytes]:
    buffer, at, begin, depth, whole = b"", 0, -1, 0, 0
    for piece in _pieces(file):
        kept = begin if depth else at
        buffer, at, begin = buffer[kept:] + piece, at - kept, begin - kept
        while found := _BRACKET.match(buffer, at):
            at = found.end()
            if buffer[at - 1] in _OPENING:
                if depth:
                    depth += 1
                elif buffer[at - 1 : at] == b"{":
                    depth, begin = 1, at - 1
            elif depth:
                depth -= 1
                if not depth:
                    whole += 1
                    yield buffer[begin:at]
        if len(buffer) - (begin if depth else at) > LARGEST:
            raise BadRecord(
                f"After {whole:,} objects comes one of more than {LARGEST >> 20} MB; it is not read."
            )
    if depth:
        raise BadRecord(f"The file breaks off after {whole:,} whole objects, within the next one.")


def _pieces(file: Opened) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong with a file, in words."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadRecord(f"What should be packed by gzip is not, or breaks off: {error}") from None
    except OSError as error:
        raise BadRecord(f"The file cannot be read: {error.strerror or error}") from None
