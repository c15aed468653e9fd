"""Measured and set values in SciCat's free-form scientificMetadata."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from pyoxigraph import Literal

from harvesters._describe import Description, prose
from kg.harvest.payload import Json, write_json
from kg.rdf.mint import digest, thing_iri
from kg.rdf.names import DCT, PAN, QUDT, RDF, SCHEMA
from kg.rdf.terms import decimal

MOST = 40
"""Parameters kept of one dataset, in document order: some records carry thousands of motor positions."""

_DEEPEST = 8
_TREES = (dict, list)
_PAIRS = (("value", "unit"), ("v", "u"), ("magnitude", "unit"))


def describe_parameters(description: Description, metadata: dict[str, Json]) -> None:
    """The first `MOST` leaves that have a value and a unit."""
    scope = ""
    for path, value, unit in islice(_leaves(metadata, ()), MOST):
        scope = scope or digest(description.about.value)
        node = thing_iri("parameter", scope, *path)
        description.say(PAN["parameter"], node)
        description.add(node, RDF["type"], PAN["Parameter"])
        description.add(node, SCHEMA["name"], _word(path[-1]))
        if len(path) > 1:
            description.add(node, DCT["identifier"], prose("/".join(path)))
        number = decimal(value)
        if number is not None:
            description.add(node, QUDT["numericValue"], number)
        else:
            words = value if isinstance(value, str) else write_json(value).decode()
            description.add(node, SCHEMA["value"], prose(words))
        description.add(node, SCHEMA["unitText"], _word(unit))


@lru_cache(maxsize=4096)
def _word(words: str) -> Literal | None:
    """Names and units return in every dataset."""
    return prose(words)


def _leaves(tree: Json, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Json, str]]:
    pairs = enumerate(tree) if isinstance(tree, list) else tree.items()
    for name, inner in pairs:
        if not isinstance(inner, _TREES):
            continue
        if (leaf := _quantity(inner)) is not None:
            value, unit = leaf
            if isinstance(unit, str) and unit.strip() and _says_something(value):
                yield (*path, str(name)), value, unit
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
