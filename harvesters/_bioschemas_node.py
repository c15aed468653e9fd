"""A description in schema.org's words, whether it came as JSON-LD, as RDF/XML or as an interface's JSON."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Union

from kg.harvest.payload import Json

DEEPEST = 12
"""Levels of nodes within nodes that are read; Bioschemas needs four."""

# "schema:name", "sdo:name", "http://schema.org/name" and "https://schema.org/name" are all "name".
_LOCAL = re.compile(r"[^:/#]+$")


@dataclass(slots=True)
class Node:
    """One thing: its IRI where it has one, its types and its properties by their local names."""

    iri: str | None = None
    types: list[str] = field(default_factory=list)
    said: dict[str, list["Value"]] = field(default_factory=dict)

    def nodes(self, *names: str) -> Iterator["Node"]:
        """The things under these names; a text stands for a thing of that name."""
        for name in names:
            for value in self.said.get(name, ()):
                yield value if isinstance(value, Node) else Node(said={"name": [value]})

    def texts(self, *names: str) -> list[str]:
        """The distinct texts under these names; of a thing its name, else its address."""
        found: dict[str, None] = {}
        for name in names:
            for value in self.said.get(name, ()):
                words = (value.label or value.iri or "") if isinstance(value, Node) else value
                if words.strip():
                    found[words.strip()] = None
        return list(found)

    def text(self, *names: str) -> str | None:
        """The first of them."""
        return next(iter(self.texts(*names)), None)

    def address(self, *names: str) -> str | None:
        """The first IRI, or text, under these names."""
        for name in names:
            for value in self.said.get(name, ()):
                words = value.iri if isinstance(value, Node) else value
                if words and words.strip():
                    return words.strip()
        return None

    @property
    def label(self) -> str | None:
        """What the thing is called."""
        named = self.said.get("name") or self.said.get("title") or ()
        return next((value for value in named if isinstance(value, str) and value.strip()), None)


Value = Union[str, Node]  # noqa: UP007 - named in its own class


def local(name: str) -> str:
    """The last part of a term's name."""
    found = _LOCAL.search(name)
    return found.group() if found else name


def node_of_json(body: dict[str, Json], depth: int = 0) -> Node:
    """The node in a JSON-LD object, read as plain JSON: contexts are neither fetched nor needed."""
    node = Node(iri=_text(body.get("@id")))
    types = body.get("@type")
    node.types = [
        local(one) for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)
    ]
    for name, value in body.items():
        if name.startswith("@") or depth >= DEEPEST:
            continue
        values = [said for one in _flat(value) if (said := _value(one, depth)) is not None]
        if values:
            node.said.setdefault(local(name), []).extend(values)
    return node


def _flat(value: Json) -> list[Json]:
    if isinstance(value, dict) and isinstance(value.get("@list"), list):
        value = value["@list"]
    return value if isinstance(value, list) else [value]


def _value(value: Json, depth: int) -> Value | None:
    if isinstance(value, dict):
        if "@value" in value:
            return _text(value["@value"])
        return node_of_json(value, depth + 1)
    return _text(value)


def _text(value: Json) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    return value if isinstance(value, str) else None
