"""Colours for a terminal, and only for one (https://no-color.org)."""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.ontology.render.text import Paint, Style

_CODES: dict[str, str] = {
    "fail": "1;31",
    "warn": "33",
    "info": "36",
    "pass": "32",
    "strong": "1",
    "faint": "2",
}


def paint_for_stdout() -> "Paint":
    """Colours where stdout is a terminal that has them, else none."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return _plain
    return _coloured


def _plain(text: str, style: "Style") -> str:
    return text


def _coloured(text: str, style: "Style") -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m"
