"""What the walk brings home from an HDF5 file: groups of interest with their few small values."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Issue(NamedTuple):
    """Something a reader of the metadata should know; `path` is the HDF5 path it was seen at."""

    code: str
    path: str
    message: str


@dataclass(slots=True)
class Value:
    """A dataset or attribute: its texts or its numbers, whichever it has, and the attributes asked for."""

    path: str
    texts: list[str] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Node:
    """A group of a class the plan knows; `kind` is that class, `name` the link that led to it."""

    path: str
    name: str
    kind: str
    inferred: bool = False
    fields: dict[str, Value] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list["Node"]:
        """The direct children of these classes, in the order of the kinds, then of the file."""
        return [child for kind in kinds for child in self.children if child.kind == kind]
