"""One mapping table as it was written."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.ontology.mappings.rows import Row

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
"""Columns that every SSSOM table has."""


@dataclass(frozen=True)
class MappingTable:
    """A table with the text it came from.

    `name` is how the user called it; `columns` maps a column's name to its index from 0 in `header`; `rows`
    are the mappings without blank rows and comments. `metadata` is the block behind `#` signs, all values as
    text; `metadata_fault` says why it could not be read as YAML, None where it could or where there is none.
    `metadata_line` is the line it begins on. `prefixes` holds the declared prefixes and SSSOM's own.
    """

    name: str
    text: str
    has_bom: bool
    separator: str
    header: Row
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    metadata: Mapping[str, object]
    metadata_fault: str | None
    prefixes: Mapping[str, str]

    def stated(self, slot: str) -> str | None:
        """A value of the metadata block as text; None where there is none or it is no text."""
        value = self.metadata.get(slot)
        return value.strip() if isinstance(value, str) and value.strip() else None

    def column(self, name: str) -> int | None:
        """The index of a column from 0; None where the table has none of this name."""
        return self.columns.get(name)
