"""Measured and set values in free-form metadata, as the source wrote them and in SI."""

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from harvesters._describe import Description, prose
from kg.harvest.payload import Json, write_json
from kg.rdf.mint import digest, thing_iri
from kg.rdf.names import DCT, PAN, QUDT, RDF, SCHEMA, XSD
from kg.rdf.terms import decimal
from kg.resolve.finding import Finding
from kg.resolve.unit import Unit, resolve_unit, si_finding, si_unit_finding

MOST = 40
"""Parameters kept of one dataset, in document order: some records carry thousands of motor positions."""

_DEEPEST = 8
_NAMES = 2
"""Names from the last one upwards that may tell what is measured: "charge/total", "temperature/value"."""
_TREES = (dict, list)
_PAIRS = (("value", "unit"), ("v", "u"), ("magnitude", "unit"))


class Leaf(NamedTuple):
    """One value with its unit, and the SI value and unit that the source states beside them."""

    path: tuple[str, ...]
    value: Json
    unit: str
    si_value: Json
    si_unit: Json


def describe_parameters(
    description: Description, metadata: dict[str, Json], field: str = "scientificMetadata"
) -> None:
    """The first `MOST` leaves that have a value and a unit; `field` is where the record has them."""
    scope = ""
    for leaf in islice(_leaves(metadata, ()), MOST):
        scope = scope or digest(description.about.value)
        node = thing_iri("parameter", scope, *leaf.path)
        description.say(PAN["parameter"], node)
        description.add(node, RDF["type"], PAN["Parameter"])
        description.add(node, SCHEMA["name"], _word(leaf.path[-1]))
        if len(leaf.path) > 1:
            description.add(node, DCT["identifier"], prose("/".join(leaf.path)))
        number = decimal(leaf.value)
        if number is not None:
            description.add(node, QUDT["numericValue"], number)
            _describe_quantity(description, node, leaf, float(number.value), field)
        else:
            value = leaf.value
            words = value if isinstance(value, str) else write_json(value).decode()
            description.add(node, SCHEMA["value"], prose(words))
        description.add(node, SCHEMA["unitText"], _word(leaf.unit))


def understood_quantity(value: float, unit: Unit) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """What to state of a parameter whose unit is understood: the value in SI and the units of both."""
    in_si = unit.to_si(value)
    if math.isfinite(in_si):
        yield PAN["siValue"], Literal(repr(in_si), datatype=XSD["double"])
    yield from _unit_terms(unit)


def _describe_quantity(
    description: Description, node: NamedNode, leaf: Leaf, value: float, field: str
) -> None:
    understood, finding = _resolved(leaf, field)
    description.find(finding)
    if leaf.si_value is not None and isinstance(leaf.si_unit, str):
        description.find(si_unit_finding(leaf.si_unit, f"{field}.*.unitSI"))
    if understood is None:
        return
    for predicate, term in understood_quantity(value, understood):
        description.add(node, predicate, term)
    if leaf.si_value is not None:
        description.find(_disagreement(leaf, value, understood, field))


def _resolved(leaf: Leaf, field: str) -> tuple[Unit | None, Finding | None]:
    """The unit by the name of the quantity, or where that leaves two meanings by the next name above it."""
    tried = [resolve_unit(leaf.unit, name, f"{field}.*.unit") for name in leaf.path[: -_NAMES - 1 : -1]]
    return next((one for one in tried if one[1] is None or one[1].rule != "unit-ambiguous"), tried[0])


def _disagreement(leaf: Leaf, value: float, unit: Unit, field: str) -> Finding | None:
    """What is wrong with the SI value that the source itself states."""
    stated = decimal(leaf.si_value)
    if stated is None or not isinstance(leaf.si_unit, str):
        return None
    return si_finding(value, unit, float(stated.value), leaf.si_unit, f"{field}.{leaf.path[-1]}.valueSI")


@lru_cache(maxsize=1024)
def _unit_terms(unit: Unit) -> tuple[tuple[NamedNode, NamedNode | Literal], ...]:
    """QUDT's unit, else the UCUM code; and the SI unit of the SI value."""
    understood = (QUDT["hasUnit"], unit.qudt) if unit.qudt else (PAN["ucumCode"], Literal(unit.ucum))
    return understood, (PAN["siUnit"], Literal(unit.si))


@lru_cache(maxsize=4096)
def _word(words: str) -> Literal | None:
    """Names and units return in every dataset."""
    return prose(words)


def _leaves(tree: Json, path: tuple[str, ...]) -> Iterator[Leaf]:
    pairs = enumerate(tree) if isinstance(tree, list) else tree.items()
    for name, inner in pairs:
        if not isinstance(inner, _TREES):
            continue
        if (leaf := _quantity(inner)) is not None:
            value, unit = leaf
            if isinstance(inner, dict) and isinstance(unit, str) and unit.strip() and _says_something(value):
                yield Leaf((*path, str(name)), value, unit, inner.get("valueSI"), inner.get("unitSI"))
        elif len(path) < _DEEPEST:
            yield from _leaves(inner, (*path, str(name)))


def _quantity(tree: Json) -> tuple[Json, Json] | None:
    if isinstance(tree, dict):
        for value, unit in _PAIRS:
            if value in tree and unit in tree:
                return tree[value], tree[unit]
    return None


def _says_something(value: Json) -> bool:
    return value is not None and value != "" and value != [] and not isinstance(value, bool | dict)
