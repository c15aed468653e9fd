"""What a mapping rule has to say, with the repair where one is sure."""

from dataclasses import dataclass

from kg.ontology.document import Cell
from kg.ontology.finding import Finding, Level


@dataclass(frozen=True, slots=True)
class Replace:
    """Put `new` for the letters from `start` to `end` (from 0, end excluded) of a cell's content."""

    cell: Cell
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Swap:
    """Exchange the contents of two cells of a row."""

    cell: Cell
    other: Cell


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove the whole row of a cell."""

    cell: Cell


Edit = Replace | Swap | Drop


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a rule objects to.

    `cause` is true of every hit with the same cause (they become one finding), `detail` is about this place
    alone. `edits` repair it and nothing else; empty where no repair is sure. `level` overrides the rule's.
    `key` tells it apart in other versions of the ontology where the cause speaks of this one.
    """

    cause: str
    cell: Cell | None
    text: str
    detail: str = ""
    term: str | None = None
    suggestion: str | None = None
    edits: tuple[Edit, ...] = ()
    level: Level | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class MappingFinding(Finding):
    """A finding in a table; `cells` are all places it stands for, `edits` repair all of them."""

    table: str = ""
    cells: tuple[Cell, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def is_repairable(self) -> bool:
        """Whether `kg.ontology.mappings.fix` can mend it for sure."""
        return bool(self.edits)


def trimmed(text: str, cell: Cell) -> tuple[Replace, ...]:
    """The edits that take the blanks around a cell's content away."""
    inner = text.strip()
    start = len(text) - len(text.lstrip()) if inner else len(text)
    end = start + len(inner)
    around = ((0, start), (end, len(text)))
    return tuple(Replace(cell, low, high, "") for low, high in around if low < high)


def inside(text: str, cell: Cell, old: str, new: str, after: int = 0) -> tuple[Replace, ...]:
    """The edit that puts `new` for the first `old` in a cell's content from letter `after` on."""
    start = text.find(old, after)
    return (Replace(cell, start, start + len(old), new),) if start >= 0 else ()
