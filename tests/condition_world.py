"""Chips written by hand, and one world on disk that can be asked by arrays and by SPARQL alike."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.answer.constraints import Constraint, Options, all_hold, constraints
from kg.answer.engine import Engine
from kg.answer.sparql import as_sparql
from kg.index.build import build_index
from kg.read.chip import Chip, Slot, Value
from kg.read.reading import Reading
from kg.store.generation import Generation
from kg.store.reader import Reader

DAY = date(2026, 1, 1)


def chip(slot: Slot, value: Value, iri: str = "", label: str = "", **more: object) -> Chip:
    """A chip as a recogniser would make it."""
    written = label or (value if isinstance(value, str) else str(value))
    return Chip(slot, value, iri, written, (0, 0), "by hand", **more)  # type: ignore[arg-type]


@dataclass(repr=False)
class World:
    """An engine and the graph it was made from."""

    engine: Engine
    reader: Reader

    def conditions(self, *chips: Chip, as_of: date = DAY) -> list[Constraint]:
        """The conditions of these chips."""
        return constraints(self.engine, Reading("", "en", chips), Options(), as_of)

    def by_arrays(self, *chips: Chip, as_of: date = DAY) -> set[str]:
        """The datasets that meet the conditions, as a search has them."""
        keep = all_hold(self.engine, self.conditions(*chips, as_of=as_of))
        return {card.iri for card, kept in zip(self.engine.cards, keep, strict=True) if kept}

    def by_query(self, *chips: Chip, as_of: date = DAY) -> set[str]:
        """The datasets that the visible query finds."""
        reading = Reading("", "en", chips)
        query = as_sparql(reading, self.conditions(*chips, as_of=as_of), as_of)
        return {row["dataset"].value for row in self.reader.rows(query)}

    @property
    def inheriting(self) -> set[str]:
        """Collections that have from their parts what the query does not look for there."""
        return {card.iri for card in self.engine.cards if card.from_parts}


def open_world(graph: Path, folder: Path) -> World:
    """Index a graph anew and open it."""
    reader = Reader(graph)
    build_index(reader, folder / "index", None, lambda *_of, **_more: None)
    return World(Engine.open(Generation(folder, 1), None), reader)
