"""One row read as a mapping: what is mapped to what, swapped columns seen through."""

import re
from dataclasses import dataclass
from typing import Literal

from kg.ontology.mappings.identifier import Identifier, identifier
from kg.ontology.mappings.rows import Row
from kg.ontology.mappings.table import MappingTable
from kg.ontology.mappings.vocabulary import Vocabulary

_PLACEHOLDER = re.compile(r"(?:[A-Za-z][\w.-]*:)?<[^<>]*>")

Role = Literal["subject", "object"]


@dataclass(frozen=True, slots=True)
class End:
    """Subject or object of a mapping.

    `id_column` and `label_column` are where its id and label really stand, from 0; `label_column` is None
    without a column for it. `term` is the IRI of the ontology's term, an id with a part doubled included;
    None where the ontology has none. `is_own` tells that the id is of the ontology's form.
    """

    role: Role
    id: Identifier
    id_column: int
    label: str
    label_column: int | None
    is_swapped: bool
    is_own: bool
    term: str | None

    @property
    def name(self) -> str:
        """The id as it should be written: its declared prefix, nothing doubled."""
        if self.id.declared is None or self.id.iri is None:
            return self.id.written
        doubled = len(self.id.iri) - len(self.term) if self.term else 0
        return f"{self.id.declared}:{self.id.local[doubled:]}"

    @property
    def key(self) -> str:
        """What makes it equal to the same end of another row."""
        return self.term or self.id.iri or self.id.written.casefold()


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row; an end or the predicate is None where the table has no column for its id."""

    row: Row
    subject: End | None
    object: End | None
    predicate: Identifier | None

    @property
    def ends(self) -> tuple[End, ...]:
        """Subject and object, as far as the table has them."""
        return tuple(end for end in (self.subject, self.object) if end is not None)

    @property
    def relation(self) -> str | None:
        """The predicate's IRI; None where it is none that is known."""
        return self.predicate.iri if self.predicate else None


def is_placeholder(text: str) -> bool:
    """Whether a cell still holds what a template says, in angle brackets, about what to write there."""
    return _PLACEHOLDER.fullmatch(text.strip()) is not None and "://" not in text


def mappings(table: MappingTable, vocabulary: Vocabulary) -> tuple[Mapping, ...]:
    """All rows of the table in their order."""
    return tuple(_mapping(table, vocabulary, row) for row in table.rows)


def _mapping(table: MappingTable, vocabulary: Vocabulary, row: Row) -> Mapping:
    column = table.column("predicate_id")
    predicate = identifier(row.text(column), table.prefixes) if column is not None else None
    subject, object_ = _end(table, vocabulary, row, "subject"), _end(table, vocabulary, row, "object")
    return Mapping(row, subject, object_, predicate)


def _end(table: MappingTable, vocabulary: Vocabulary, row: Row, role: Role) -> End | None:
    at, label_at = table.column(f"{role}_id"), table.column(f"{role}_label")
    if at is None:
        return None
    found = identifier(row.text(at), table.prefixes)
    other = identifier(row.text(label_at), table.prefixes) if label_at is not None else found
    is_swapped = label_at is not None and not found.is_known_form and other.is_known_form
    # A CURIE with an unknown prefix is still an id: only text that can be none is taken for the label.
    is_swapped = is_swapped and (found.prefix is None or " " in found.written) and bool(found.written)
    if is_swapped and label_at is not None:
        found, at, label_at = other, label_at, at
    term = _term(vocabulary, found.iri)
    is_own = found.iri is not None and vocabulary.base_of(found.iri) is not None
    label = row.text(label_at) if label_at is not None else ""
    return End(role, found, at, label, label_at, is_swapped, is_own, term)


def _term(vocabulary: Vocabulary, iri: str | None) -> str | None:
    if iri is None:
        return None
    return iri if iri in vocabulary.terms else vocabulary.undoubled(iri)
