"""Keys with which ICAT dumps refer to other entities: `Instrument_facility-(name-ESNF)_name-E=2D2`.

The form is that of python-icat: the entity, then its unique attributes, sorted or not; values are quoted like
quoted-printable text, the keys of other entities stand in brackets. `Study_00000001` is but a number.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from kg.harvest.payload import Json

LONGEST = 2000
_DEEPEST = 8
_ENTITY = re.compile(r"([A-Z][A-Za-z]{1,60})_")
_ATTRIBUTE = re.compile(r"([a-z][A-Za-z]{0,60})-")
_VALUE = re.compile(r"(?:[A-Za-z0-9]|=[0-9A-Fa-f]{2})*")
_QUOTED = re.compile(r"=([0-9A-Fa-f]{2})")
_PLAIN = re.compile(rb"[A-Za-z0-9]")


@lru_cache(maxsize=8192)
def _parsed(key: str) -> tuple[str, dict[str, Json]] | None:
    found = _ENTITY.match(key) if len(key) <= LONGEST else None
    if found is None:
        return None
    rest = key[found.end() :]
    if rest.isascii() and rest.isdecimal():
        return found.group(1), {}
    read = _attributes(rest, 0, 0)
    return (found.group(1), read[0]) if read and read[1] == len(rest) else None


def read_key(key: str) -> tuple[str, Mapping[str, Json]] | None:
    """The entity's name and the attributes that the key states; None for what is no key.

    >>> read_key("Instrument_facility-(name-ESNF)_name-E=2D2")
    ('Instrument', {'facility': {'name': 'ESNF'}, 'name': 'E-2'})
    """
    return _parsed(key)


def write_key(entity: str, attributes: Mapping[str, Json]) -> str:
    """The key of an entity by its unique attributes, in the order of their names."""
    return f"{entity}_{_written(attributes)}"


def _written(attributes: Mapping[str, Json]) -> str:
    parts = []
    for name in sorted(attributes):
        value = attributes[name]
        inner = f"({_written(value)})" if isinstance(value, dict) else _quoted(str(value or ""))
        parts.append(f"{name}-{inner}")
    return "_".join(parts)


def _quoted(value: str) -> str:
    data = value.encode("utf-8", "replace")
    return "".join(chr(byte) if _PLAIN.match(bytes([byte])) else f"={byte:02X}" for byte in data)


def _attributes(text: str, place: int, depth: int) -> tuple[dict[str, Json], int] | None:
    """The attributes that begin here, and where they end: at the text's end, or before a bracket."""
    found: dict[str, Json] = {}
    while depth <= _DEEPEST and (name := _ATTRIBUTE.match(text, place)):
        place = name.end()
        if text.startswith("(", place):
            inner = _attributes(text, place + 1, depth + 1)
            if inner is None or not text.startswith(")", inner[1]):
                return None
            found[name.group(1)], place = inner[0], inner[1] + 1
        else:
            value = _VALUE.match(text, place)
            assert value is not None  # it may be empty
            found[name.group(1)], place = _unquoted(value.group()), value.end()
        if not text.startswith("_", place):
            return found, place
        place += 1
    return None


def _unquoted(value: str) -> str:
    data = _QUOTED.sub(lambda byte: chr(int(byte.group(1), 16)), value).encode("latin-1")
    return data.decode("utf-8", "replace")
