"""The entities of a dump, put together as the server would answer them: what they refer to stands inside."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from harvesters._distribution import MOST as MOST_FILES
from harvesters._icat_keys import read_key
from harvesters._icat_schema import CHILDREN, REFERENCES, TREES, Tree
from kg.harvest.payload import Json

MOST_MEMBERS = 1000
"""Members of one relation that are kept; datasets have their files counted, and fewer of them named."""

_LONGEST_ELSEWHERE = 2000
"""Characters of a text that are repeated where another entity refers to it."""


@dataclass(slots=True)
class _Thing:
    entity: str
    key: str
    fields: dict[str, Json]
    chunk: dict[str, "_Thing"]
    children: dict[str, list["_Thing"]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class Dump:
    """Keys are those of python-icat; one that is but a number counts within its chunk, then in the file."""

    def __init__(self, chunks: list[list[Json]]) -> None:
        self._things: list[_Thing] = []
        self._all: dict[str, _Thing] = {}
        for entities in chunks:
            chunk: dict[str, _Thing] = {}
            for entity, key, fields in entities:
                thing = _Thing(entity, key, fields, chunk)
                self._things.append(thing)
                chunk[key] = thing
                self._all.setdefault(key, thing)
        for thing in self._things:
            self._hang(thing)

    def records(self) -> Iterator[tuple[str, str, dict[str, Json]]]:
        """Entity, key and body of everything that is a record, kind after kind."""
        for entity, tree in TREES.items():
            for thing in self._things:
                if thing.entity == entity:
                    yield entity, _key(thing), self._body(thing, tree, is_own=True)

    def _hang(self, thing: _Thing) -> None:
        if thing.entity not in CHILDREN:
            return
        owner_field, relation = CHILDREN[thing.entity]
        owner = self._found(thing.fields.get(owner_field), thing.chunk)
        if owner is not None and owner is not thing:
            several = owner.children.setdefault(relation, [])
            owner.counts[relation] = owner.counts.get(relation, 0) + 1
            if len(several) < (MOST_FILES if relation == "datafiles" else MOST_MEMBERS):
                several.append(thing)

    def _found(self, key: Json, chunk: dict[str, _Thing]) -> _Thing | None:
        return chunk.get(key) or self._all.get(key) if isinstance(key, str) else None

    def _body(self, thing: _Thing, tree: Tree, is_own: bool = False) -> dict[str, Json]:
        body = self._fields(thing.fields, thing.chunk, tree, is_own)
        for relation, things in thing.children.items():
            if relation in tree:
                hung = [self._body(one, tree[relation]) for one in things]
                body[relation] = [*body.get(relation, []), *hung]
        if is_own and "datafiles" in thing.counts:
            body.setdefault("fileCount", thing.counts["datafiles"])
        return body

    def _fields(
        self, fields: dict[str, Json], chunk: dict[str, _Thing], tree: Tree, is_own: bool
    ) -> dict[str, Json]:
        body: dict[str, Json] = {}
        for name, value in fields.items():
            if value is None:
                continue
            if isinstance(value, list):
                if name in tree:
                    members = [one for one in value[:MOST_MEMBERS] if isinstance(one, dict)]
                    body[name] = [self._fields(one, chunk, tree[name], False) for one in members]
            elif isinstance(value, dict):
                if name in tree:
                    body[name] = self._fields(value, chunk, tree[name], False)
            elif name in REFERENCES and isinstance(value, str) and self._is_key(value, chunk):
                if name in tree:
                    body[name] = self._followed(value, chunk, tree[name])
            elif name != "location":  # where a file lies within the facility is nobody else's business
                body[name] = value if is_own or not isinstance(value, str) else value[:_LONGEST_ELSEWHERE]
        return body

    def _is_key(self, value: str, chunk: dict[str, _Thing]) -> bool:
        return self._found(value, chunk) is not None or read_key(value) is not None

    def _followed(self, key: str, chunk: dict[str, _Thing], tree: Tree) -> dict[str, Json]:
        """The entity, or as much of it as its key states where the dump does not hold it."""
        if (thing := self._found(key, chunk)) is not None:
            return self._body(thing, tree)
        read = read_key(key)
        return dict(read[1]) if read else {}


def _key(thing: _Thing) -> str:
    """What names the record in the next dump, too: a mere number does not."""
    read = read_key(thing.key)
    if read is not None and read[1]:
        return thing.key
    stated = thing.fields.get("pid") or thing.fields.get("doi") or thing.fields.get("name")
    return stated if isinstance(stated, str) else thing.key
