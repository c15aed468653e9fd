"""JSON Lines: a line that is broken costs no more than itself.

A file is taken for JSON Lines if its first line is a whole object, or if one follows a first line that broke
off. Objects that go over several lines are read in between as well.
"""

from collections.abc import Iterator
from typing import Protocol

from kg.errors import BadRecord
from kg.harvest.payload import read_json

_GOES_ON = b"[{,:"
"""What a line ends with that leaves an object open where somebody writes it over several lines."""
_BLANK = b"\xef\xbb\xbf \t\r\n"


class Lines(Protocol):
    """A file that is open for reading, at its beginning."""

    def readline(self, size: int = -1, /) -> bytes:
        """One line, or so many bytes of it."""

    def seek(self, target: int, /) -> int:
        """Go there."""


def is_lines(file: Lines, longest: int) -> bool:
    """Whether the file is JSON Lines, with first lines no longer than that many bytes; then it is rewound."""
    lines = _lines(file, longest)
    first, second = next(lines, b""), b""
    if first[:1] == b"{" and not is_object(first) and first[-1] not in _GOES_ON:
        second = next(lines, b"")
    file.seek(0)
    return is_object(first) or is_object(second)


def is_object(line: bytes) -> bool:
    """Whether this is a whole JSON object."""
    if line[:1] != b"{" or line[-1:] != b"}":
        return False
    try:
        return isinstance(read_json(line), dict)
    except BadRecord:
        return False


def stretches(file: Lines, longest: int) -> Iterator[tuple[bytes, bool]]:
    """Each line that is a whole object, with True; and what stands between such lines, with False.

    Raises:
        BadRecord: a line, or what stands between two, is longer than that many bytes.
    """
    between: list[bytes] = []
    size = 0
    for line in _lines(file, longest):
        is_open = bool(between) and between[-1][-1] in _GOES_ON
        if not is_open and is_object(line):
            if between:
                yield b"\n".join(between), False
            between, size = [], 0
            yield line, True
            continue
        between.append(line)
        size += len(line)
        if size > longest:
            raise BadRecord(f"A stretch of more than {longest >> 20} MB is no JSON; it is not read.")
    if between:
        yield b"\n".join(between), False


def _lines(file: Lines, longest: int) -> Iterator[bytes]:
    """The lines that are not blank, without blanks around them; of a longer one its pieces."""
    while line := file.readline(longest + 1):
        if line := line.strip(_BLANK):
            yield line
