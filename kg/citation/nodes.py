"""Triples as subject -> predicate -> values, as text, in an order of their own."""

from collections.abc import Collection, Iterable
from typing import Any

from pyoxigraph import NamedNode

Values = dict[str, list[str]]
Nodes = dict[str, Values]


def read_nodes(triples: Iterable[Any], wanted: Collection[NamedNode]) -> Nodes:
    """Those triples whose predicate is wanted; blank nodes are left out, for they have no name to keep."""
    nodes: Nodes = {}
    for triple in triples:
        subject, predicate, value = triple[0], triple[1], triple[2]
        if predicate in wanted and isinstance(subject, NamedNode) and hasattr(value, "value"):
            nodes.setdefault(subject.value, {}).setdefault(predicate.value, []).append(value.value)
    for values in nodes.values():
        for said in values.values():
            said.sort()
    return nodes


def first(values: Values, predicate: str) -> str | None:
    """The first value in alphabetical order, so that the same graph always gives the same."""
    said = values.get(predicate)
    return said[0] if said else None
