"""What reading a row needs of its table: header, cells, and the draft that it goes into."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ontology.axiom import axiom
from kg.ontology.document import Cell, Fault
from kg.ontology.expression import Expression
from kg.ontology.read.template.cells import Cells
from kg.ontology.read.template.draft import Draft
from kg.ontology.read.template.entry import Entry
from kg.ontology.read.template.header import Column, Header
from kg.ontology.read.template.shown import shown

Filled = Sequence[tuple[Column, str]]
"""The cells of a row that hold something, with their columns."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A table being read."""

    header: Header
    cells: Cells
    draft: Draft

    def say(self, kind: str, iri: str, other: Expression | None, place: Cell) -> None:
        """An axiom of two parts; nothing where the second could not be read."""
        if other is not None:
            self.draft.state(axiom(kind, [iri, other]), place)

    def chosen(
        self, entry: Entry, role: str, choices: dict[str, str], filled: Filled, needing: tuple[str, ...]
    ) -> str:
        """What the cell of CLASS_TYPE or PROPERTY_TYPE stands for; empty for an unknown word.

        That word is a lost axiom only where the row fills one of the columns `needing` it.
        """
        column = self.header.first(role)
        text = entry.row.text(column.index).strip() if column else ""
        if column is None or text.lower() in choices:
            return choices[text.lower()]
        lost = any(each.role in needing for each, _ in filled)
        message = f"{shown(text)} is no {role}; ROBOT knows {', '.join(filter(None, choices))}."
        self.fault("bad-expression", message, text, entry, column, lost=lost)
        return ""

    def fault(
        self, rule: str, message: str, text: str, entry: Entry, column: Column, *, lost: bool = False
    ) -> None:
        """Something wrong with a cell of a row."""
        place = entry.row.place(column.index)
        self.draft.faults.append(Fault(rule, message, text, entry.iri, place, lost=lost))
