"""What the sources of a generation call each quantity: the names that a query in SPARQL has to list."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kg.index.quantities import named_as

_FILE = "parameter-names.json"


class ParameterName(NamedTuple):
    """A name as sources write it, and the UCUM code of its SI unit.

    `end` is 0 for the name of a lower end, 1 for that of an upper one, None for a value; `of` are the words
    that both ends of one interval share.
    """

    name: str
    unit: str
    end: int | None
    of: tuple[str, ...]


ParameterNames = Mapping[str, tuple[ParameterName, ...]]
"""By quantity; "energy" has those that the probe must tell apart."""


def parameter_names(pairs: Iterable[tuple[str, str]]) -> ParameterNames:
    """The names, each with its unit, that mean a known quantity."""
    found: dict[str, list[ParameterName]] = {}
    for name, unit in sorted(set(pairs)):
        if (meant := named_as(name, unit)) is not None:
            quantity, end, of = meant
            found.setdefault(quantity, []).append(ParameterName(name, unit, end, of))
    return {quantity: tuple(names) for quantity, names in found.items()}


def save_parameter_names(pairs: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write the names of a generation, given as (name, SI unit)."""
    import orjson

    (folder / _FILE).write_bytes(orjson.dumps(sorted(set(pairs))))


def load_parameter_names(folder: Path) -> ParameterNames:
    """The names of a generation; none in an index that keeps none."""
    import orjson

    file = folder / _FILE
    pairs = orjson.loads(file.read_bytes()) if file.is_file() else []
    return parameter_names((name, unit) for name, unit in pairs)
