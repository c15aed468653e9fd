"""JSON payloads as bytes: read what sources send, broken habits included, and write what is kept."""

import json
from typing import Any, TypeAlias

import orjson

from kg.errors import BadRecord, SourceUnavailable

Json: TypeAlias = Any
"""What a catalogue sent: anything at all, until it has been looked at."""

DEEPEST = 250
"""Levels of nesting kept; orjson writes no more than 254."""


class NotJson(SourceUnavailable):
    """An address answers with something else than JSON: a log-in page, or a page for any unknown path."""


def read_json(data: bytes) -> Json:
    """The value in UTF-8 JSON; control characters inside strings and NaN (read as null) are let through.

    Raises:
        BadRecord: this is no JSON; the message says what it is instead, or where it breaks off.
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError:
        return _read_tolerantly(data)


def write_json(value: Json) -> bytes:
    """The value as compact UTF-8 JSON, keys in the order they came.

    Raises:
        BadRecord: it is nested deeper than `DEEPEST`.
    """
    try:
        return orjson.dumps(value)
    except TypeError:  # also integers beyond 64 bits, which JSON allows
        if _is_deeper(value, DEEPEST):
            raise BadRecord(f"The JSON is nested deeper than {DEEPEST} levels.") from None
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _read_tolerantly(data: bytes) -> Json:
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if text.lstrip()[:1] == "<":
        raise BadRecord(f"An HTML or XML page instead of JSON: {opening(text)}")
    try:
        value = json.loads(text, strict=False, parse_constant=lambda _: None)
    except RecursionError:
        raise BadRecord(f"The JSON is nested deeper than {DEEPEST} levels.") from None
    except ValueError as error:
        raise BadRecord(_complaint(text, error)) from None
    if _is_deeper(value, DEEPEST):
        raise BadRecord(f"The JSON is nested deeper than {DEEPEST} levels.")
    # Escapes such as "\ud800" make text that no UTF-8 file can hold.
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _complaint(text: str, error: ValueError) -> str:
    if not text.strip():
        return "Empty, where JSON was expected."
    if isinstance(error, json.JSONDecodeError):
        where = f"line {error.lineno}, column {error.colno}"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            return f"Truncated JSON: it breaks off at {where}."
        return f"No valid JSON: {error.msg} at {where}; it begins with {opening(text)}"
    return f"No valid JSON: {error}"  # numbers with more digits than Python converts


def opening(text: str) -> str:
    """The first 60 characters on one line, for messages."""
    line = " ".join(text[:200].split())
    return repr(line if len(line) <= 60 else line[:59] + "…")


def _is_deeper(value: Json, levels: int) -> bool:
    layer = [value]
    for _ in range(levels + 1):
        layer = [
            inner
            for outer in layer
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not layer:
            return False
    return True
