"""Dumps that python-icat writes in YAML, as plain values.

Read from the parser's events, not through a loader: no tags, no anchors, no dates, nothing is ever built but
texts, lists and objects, as deep and as many as is agreed. Every scalar is text, as in dumps written in XML.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from yaml import events

from kg.errors import BadRecord
from kg.harvest.payload import Json

_DEEPEST = 20
_MOST = 5_000_000
_NOTHING = {"", "~", "null", "Null", "NULL"}


def yaml_chunks(data: bytes) -> list[Json]:
    """The documents of a YAML stream, in order.

    Raises:
        BadRecord: no YAML, an anchor, alias or tag in it, nested too deeply, or no end of it.
    """
    try:
        stream = iter(yaml.parse(data, Loader=_LOADER))
        return list(_documents(stream))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise BadRecord(f"No valid YAML: {said}{where}.") from None


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _documents(stream: Iterator[Any]) -> Iterator[Json]:
    reader = _Reader(stream)
    for event in stream:
        if isinstance(event, events.DocumentStartEvent):
            yield reader.value(next(stream), 0)


class _Reader:
    def __init__(self, stream: Iterator[Any]) -> None:
        self._stream = stream
        self._count = 0

    def value(self, event: Any, depth: int) -> Json:  # noqa: ANN401 - PyYAML has no types
        """The value that begins with this event."""
        self._count += 1
        if self._count > _MOST:
            raise BadRecord(f"The YAML has more than {_MOST:,} values.")
        if depth > _DEEPEST:
            raise BadRecord(f"The YAML is nested deeper than {_DEEPEST} levels.")
        if isinstance(event, events.AliasEvent) or event.anchor or event.tag:
            line = event.start_mark.line + 1
            raise BadRecord(
                f"The YAML has an anchor, alias or tag, line {line}; such documents are not read."
            )
        if isinstance(event, events.ScalarEvent):
            is_plain = not event.style  # the two parsers of PyYAML write that in two ways
            return None if is_plain and event.value in _NOTHING else event.value
        if isinstance(event, events.SequenceStartEvent):
            return list(self._members(depth))
        return self._object(depth)

    def _members(self, depth: int) -> Iterator[Json]:
        while not isinstance(event := next(self._stream), events.SequenceEndEvent):
            yield self.value(event, depth + 1)

    def _object(self, depth: int) -> dict[str, Json]:
        found: dict[str, Json] = {}
        while not isinstance(event := next(self._stream), events.MappingEndEvent):
            name = self.value(event, depth + 1)
            if not isinstance(name, str):
                raise BadRecord("The YAML has an object with a name that is no text.")
            found[name] = self.value(next(self._stream), depth + 1)
        return found


def entities_in_yaml(data: bytes) -> list[list[Json]]:
    """The chunks of a dump, each a list of `[entity, key, fields]`; empty for YAML that is no dump.

    Raises BadRecord as `yaml_chunks`.
    """
    return [_entities(chunk) for chunk in yaml_chunks(data) if isinstance(chunk, dict)]


def _entities(chunk: dict[str, Json]) -> list[Json]:
    return [
        [name[:1].upper() + name[1:], key, fields]
        for name, several in chunk.items()
        if isinstance(several, dict)
        for key, fields in several.items()
        if isinstance(fields, dict)
    ]
