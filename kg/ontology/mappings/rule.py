"""The contract of a mapping rule; it reads as that of a rule of the ontology, `kg.ontology.rule`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.ontology.finding import Level
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import Mapping
from kg.ontology.mappings.table import MappingTable
from kg.ontology.mappings.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Asked:
    """What rules look at: the table, its rows as mappings, and what the ontology knows."""

    table: MappingTable
    mappings: tuple[Mapping, ...]
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class MappingExample:
    """A tiny table as text; it is judged against `kg.ontology.mappings.example.ONTOLOGY`."""

    table: str


@dataclass(frozen=True, slots=True)
class MappingRule:
    """One rule about mapping tables: name, level, title, why, remedy and examples as in `kg.ontology.rule`.

    `is_about_ontology` tells that its answer may change with the version of the ontology.
    """

    name: str
    level: Level
    title: str
    why: str
    remedy: str
    passing: MappingExample
    failing: MappingExample
    find: Callable[[Asked], Iterator[Hit]]
    is_about_ontology: bool = False
