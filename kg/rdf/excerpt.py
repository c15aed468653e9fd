"""The line of a text that an error is about, with a caret under the place."""

from unicodedata import combining, east_asian_width

_LONGEST, _BEFORE, _AFTER = 120, 60, 40
"""Characters of a line shown whole, and of a longer one before and after the place."""


def excerpt(text: str, line: int, column: int) -> str:
    r"""Two lines: the one named, and a caret below the column; both count from 1.

    Signs that a terminal would obey are shown as blanks. A long line is cut.

    >>> print(excerpt("ASK {\n  oops }", 2, 3))
      oops }
      ^
    """
    lines = text.split("\n")
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    at = min(max(column - 1, 0), len(shown))
    start, end = (max(at - _BEFORE, 0), at + _AFTER) if len(shown) > _LONGEST else (0, len(shown))
    before = ("…" if start else "") + _plain(shown[start:at])
    after = _plain(shown[at:end]) + ("…" if end < len(shown) else "")
    return f"{before}{after}".rstrip() + "\n" + " " * sum(map(_width, before)) + "^"


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _width(letter: str) -> int:
    """Columns that a terminal gives a character."""
    if combining(letter):
        return 0
    return 2 if east_asian_width(letter) in ("W", "F") else 1
