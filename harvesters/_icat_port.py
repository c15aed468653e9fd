"""Dumps that an ICAT server writes itself (`/icat/port`), as the same plain values as those of python-icat.

A block for each entity: its columns, `Dataset(name:0, investigation(facility(name:1), name:2))`, then a row
for each of them, texts in quotation marks, NULL for nothing. Blocks are parted by empty lines.
"""

import re
from collections.abc import Iterator

from harvesters._icat_keys import write_key
from harvesters._icat_schema import REFERENCES, UNIQUE, referred
from kg.errors import BadRecord
from kg.harvest.payload import Json

_HEADER = re.compile(r"([A-Z][A-Za-z]{1,60})\((.+)\)$")
_VERSION = re.compile(r"\d+(?:\.\d+)?$")
_TOKEN = re.compile(r"([A-Za-z]{1,60}|\?)(?::(\d{1,4})|(\())|(\))|(,)")
_CELL = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))\s*(,|$)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_DEEPEST = 8

Columns = dict[str, Json]
"""Name of a field -> number of its column, or the columns of the entity it refers to."""


def entities_in_port(data: bytes) -> list[list[Json]]:
    """One chunk: the list of `[entity, key, fields]`.

    Raises:
        BadRecord: a header or a row cannot be read; the message says which line.
    """
    found: list[Json] = []
    header: tuple[str, Columns] | None = None
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        line = line.rstrip("\r")
        if not line.strip():
            header = None
        elif header is not None:
            found.append(_entity(header, list(_cells(line, number)), number))
        elif named := _HEADER.match(line):
            header = named.group(1), _columns(named.group(2), number)
    return [found]


def is_port(data: bytes) -> bool:
    """Whether this is such a dump: a version, then the columns of an entity."""
    lines = [line.strip() for line in data[:20_000].decode("utf-8", "replace").split("\n")]
    said = [line for line in lines if line and not line.startswith("#")][:2]
    return (
        len(said) == 2
        and re.fullmatch(r"\d+(?:\.\d+)?", said[0]) is not None
        and bool(_HEADER.match(said[1]))
    )


def _columns(text: str, number: int) -> Columns:
    open_: list[Columns] = [{}]
    place = 0
    while place < len(text):
        token = _TOKEN.match(text, place)
        if token is None or (token[4] and len(open_) == 1) or len(open_) > _DEEPEST:
            raise BadRecord(f"The columns in line {number} cannot be read, from character {place + 1} on.")
        place = token.end()
        if token[2]:
            open_[-1][token[1]] = int(token[2])
        elif token[3]:
            inner: Columns = {}
            open_[-1][token[1]] = inner
            open_.append(inner)
        elif token[4]:
            open_.pop()
    return open_[0]


def _cells(line: str, number: int) -> Iterator[str | None]:
    place = 0
    while True:
        cell = _CELL.match(line, place)
        if cell is None:
            raise BadRecord(f"Line {number} cannot be read, from character {place + 1} on.")
        if cell[1] is not None:
            yield _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), cell[1])
        else:
            yield None if cell[2].strip() in {"NULL", ""} else cell[2].strip()
        if cell[3] != ",":
            return
        place = cell.end()


def _entity(header: tuple[str, Columns], cells: list[str | None], number: int) -> list[Json]:
    entity, columns = header
    try:
        fields = _filled(columns, cells)
    except IndexError:
        raise BadRecord(f"Line {number} has fewer cells than its block has columns.") from None
    key = _key(entity, {name: fields.get(name) for name in UNIQUE.get(entity, ())}) or f"{entity}_{number}"
    referring = {
        name: _key(referred(entity, name), value) or None
        for name, value in fields.items()
        if isinstance(value, dict) and name in REFERENCES
    }
    plain = {name: value for name, value in fields.items() if not isinstance(value, dict) and name != "?"}
    return [entity, key, {**plain, **referring}]


def _filled(columns: Columns, cells: list[str | None]) -> dict[str, Json]:
    return {
        name: _filled(column, cells) if isinstance(column, dict) else cells[column]
        for name, column in columns.items()
    }


def _key(entity: str, attributes: dict[str, Json]) -> str:
    """The entity's key; empty where what makes it is not stated."""
    if list(attributes) == ["?"]:
        return f"{entity}_{attributes['?']}" if attributes["?"] else ""
    return write_key(entity, attributes) if any(_leaves(attributes)) else ""


def _leaves(attributes: dict[str, Json]) -> Iterator[Json]:
    for value in attributes.values():
        if isinstance(value, dict):
            yield from _leaves(value)
        else:
            yield value
