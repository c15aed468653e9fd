"""Files whose names do not say what they hold: sources go by the name, people name things as they like."""

import gzip
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_LOOKED_AT = 512
_PACKED = b"\x1f\x8b"


@contextmanager
def with_ending(file: Path, endings: Collection[str]) -> Iterator[Path]:
    """The file under a name that ends in what it holds, as far as its beginning tells; nothing is copied.

    A file that ends in one of `endings` keeps its name, and so does any where the system makes no links.
    """
    if file.name.lower().endswith(tuple(endings)):
        yield file
        return
    with TemporaryDirectory() as folder:
        named = Path(folder) / f"{file.name}{_ending(file)}"
        try:
            named.symlink_to(file.absolute())
        except OSError:
            named = file
        yield named


def _ending(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            start = opened.read(_LOOKED_AT)
        if not start.startswith(_PACKED):
            return _of(start)
        with gzip.open(file) as opened:
            return f"{_of(opened.read(_LOOKED_AT))}.gz"
    except (OSError, EOFError, zlib.error):
        return ""


def _of(start: bytes) -> str:
    words = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if words[:1] == b"<":
        return ".nq" if words.startswith(b"<http") else ".xml"
    if words[:1] in b"{[":
        return ".json"
    return ".csv" if b"," in words or b";" in words else ""
