"""Write the sure repairs into a table; every other byte stays as it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ontology.mappings.finding import Drop, MappingFinding, Replace, Swap
from kg.ontology.mappings.rows import Row, line_end, written
from kg.ontology.mappings.table import MappingTable


@dataclass(frozen=True, slots=True)
class Fixed:
    """The repaired table; `applied` findings are mended by it, `left` are for a person to decide."""

    data: bytes
    applied: tuple[MappingFinding, ...]
    left: tuple[MappingFinding, ...]


def fix(table: MappingTable, findings: Iterable[MappingFinding]) -> Fixed:
    """The table with the edits of the findings made: cells first, then swaps, then rows dropped.

    No edit is a guess: what has several readings has none and is left. Line ends, comments, quotes and the
    byte order mark stay.
    """
    asked = tuple(findings)
    edits = [edit for finding in asked for edit in finding.edits]
    dropped = {edit.cell.row for edit in edits if isinstance(edit, Drop)}
    replaced: dict[int, dict[int, list[Replace]]] = defaultdict(lambda: defaultdict(list))
    swapped: dict[int, list[Swap]] = defaultdict(list)
    for edit in edits:
        if isinstance(edit, Replace):
            replaced[edit.cell.row][edit.cell.column - 1].append(edit)
        elif isinstance(edit, Swap):
            swapped[edit.cell.row].append(edit)
    parts, at = [], 0
    for row in table.rows:
        if row.number in dropped:
            parts.append(table.text[at : row.start])
            at = line_end(table.text, row)
        elif row.number in replaced or row.number in swapped:
            parts.append(table.text[at : row.start])
            parts.append(_row(row, replaced[row.number], swapped[row.number], table.separator))
            at = row.end
    text = "".join((*parts, table.text[at:]))
    mark = "\ufeff" if table.has_bom else ""
    applied = tuple(finding for finding in asked if finding.is_repairable)
    left = tuple(finding for finding in asked if not finding.is_repairable)
    return Fixed((mark + text).encode(), applied, left)


def _row(row: Row, replaced: dict[int, list[Replace]], swapped: list[Swap], separator: str) -> str:
    cells = [field.written for field in row.fields]
    for column, edits in replaced.items():
        field = row.fields[column]
        cells[column] = written(_replaced(field.text, edits), field.written, separator)
    for swap in swapped:
        one, other = swap.cell.column - 1, swap.other.column - 1
        cells[one], cells[other] = cells[other], cells[one]
    return separator.join(cells)


def _replaced(text: str, edits: list[Replace]) -> str:
    """The text with all edits made; they concern different letters, whatever rules they come from."""
    return "".join(_pieces(text, sorted(set(edits), key=lambda edit: (edit.start, edit.end))))


def _pieces(text: str, edits: list[Replace]) -> Iterator[str]:
    at = 0
    for edit in edits:
        if edit.start < at:
            raise ValueError(f"Two edits of row {edit.cell.row} concern the same letters of {text[:80]!r}.")
        yield text[at : edit.start]
        yield edit.new
        at = edit.end
    yield text[at:]
