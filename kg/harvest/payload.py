"""JSON payloads as bytes: read what sources send, broken habits included, and write what is kept."""

import json
import math
from typing import Any, TypeAlias

import orjson

from kg.errors import BadRecord, SourceUnavailable

Json: TypeAlias = Any
"""What a catalogue sent: anything at all, until it has been looked at."""

DEEPEST = 100
"""Levels of nesting kept. The catalogues of the field need 13; whoever walks a value may recurse."""

MOST_CONTAINERS = 2_000_000
MOST_MEMBERS = 8_000_000
"""Objects and lists, and their members, in one text: when read they take ten to a hundred times its bytes."""

_UNSUSPICIOUS = 2**20
"""Bytes up to which a text may hold whatever it wants."""
_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_UTF_16 = ([True, False, True, False], [False, True, False, True])
"""Which of the first four bytes are NUL where a text of ASCII letters begins in UTF-16."""
_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class NotJson(SourceUnavailable):
    """An address answers with something else than JSON: a log-in page, or a page for any unknown path."""


def read_json(data: bytes) -> Json:
    """The value in UTF-8 JSON; of a key that comes twice the last value counts, as with most readers.

    Control characters inside strings are let through; NaN and numbers too large for a float are read as null;
    integers keep all their digits.

    Raises:
        BadRecord: this is no JSON in UTF-8, or too much of it; the message says what it is, or where it
            breaks off. Nothing is guessed about other encodings.
    """
    _check_size(data)
    try:
        # orjson would round integers beyond 64 bits.
        value = _read_tolerantly(data) if _has_long_integer(data) else orjson.loads(data)
    except orjson.JSONDecodeError:
        return _read_tolerantly(data)
    if not _is_shallow(data) and _is_deeper(value, DEEPEST):
        raise _too_deep()
    return value


def write_json(value: Json) -> bytes:
    """The value as compact UTF-8 JSON, keys in the order they came.

    Raises:
        BadRecord: it is nested deeper than orjson writes, 254 levels.
    """
    try:
        return orjson.dumps(value)
    except TypeError:  # also integers beyond 64 bits, which JSON allows
        if _is_deeper(value, DEEPEST):
            raise _too_deep() from None
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def is_page(data: bytes) -> bool:
    """Whether this begins like a web page, which is what servers send when they do not know better."""
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _check_size(data: bytes) -> None:
    """Refuse what would cost far more memory as values than as bytes, before it does."""
    if len(data) <= _UNSUSPICIOUS:
        return
    containers, members = data.count(b"[") + data.count(b"{"), data.count(b",")
    if containers > MOST_CONTAINERS or members > MOST_MEMBERS:
        raise BadRecord(
            f"The JSON holds about {containers:,} objects and lists with {members:,} members; "
            f"at most {MOST_CONTAINERS:,} and {MOST_MEMBERS:,} are read."
        )


def _has_long_integer(data: bytes) -> bool:
    """Whether there may be a number that no 64 bits hold; a search for one digit's run is the fast way."""
    return b"0" * 19 in data.translate(_DIGITS_ALIKE)


def _is_shallow(data: bytes) -> bool:
    """Whether the brackets alone prove that no more than `DEEPEST` are open at once; False proves nothing.

    Each pass takes away the innermost pairs, two levels at most. Brackets inside of strings may keep it from
    coming to an end.
    """
    if data.count(b"[") + data.count(b"{") <= DEEPEST:
        return True
    brackets = data.translate(None, _ALL_BUT_BRACKETS)
    for _ in range(DEEPEST // 2):
        before, brackets = len(brackets), brackets.replace(b"[]", b"").replace(b"{}", b"")
        if len(brackets) in (0, before):
            break
    return not brackets


def _too_deep() -> BadRecord:
    return BadRecord(f"The JSON is nested deeper than {DEEPEST} levels.")


def _read_tolerantly(data: bytes) -> Json:
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    if text.lstrip()[:1] == "<":
        raise BadRecord(f"An HTML or XML page instead of JSON: {opening(text)}")
    _check_encoding(data)
    try:
        value = json.loads(text, strict=False, parse_constant=lambda _: None, parse_float=_finite)
    except RecursionError:
        raise _too_deep() from None
    except ValueError as error:
        raise BadRecord(_complaint(text, error)) from None
    if _is_deeper(value, DEEPEST):
        raise _too_deep()
    # Escapes such as "\ud800" make text that no UTF-8 file can hold.
    return json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def _check_encoding(data: bytes) -> None:
    """Refuse what is no UTF-8: in another encoding the letters would be garbled without a word."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or [byte == 0 for byte in data[:4]] in _UTF_16:
        raise BadRecord("The JSON is in UTF-16; send UTF-8.")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":  # else the text breaks off within a letter
            where = f"byte {data[error.start]:#04x} at position {error.start:,}"
            raise BadRecord(f"The JSON is not UTF-8: {where}; send UTF-8.") from None


def _finite(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _complaint(text: str, error: ValueError) -> str:
    if not text.strip():
        return "Empty: there is nothing in it."
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
