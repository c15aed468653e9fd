"""Which terms of a version were not read in full: what differs about them may only be what is unknown."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.ontology.document import Document, Fault

_CONFLICT = "conflict-marker"
_WHOLE_ROW = {_CONFLICT, "row-width", "unreadable-table"}


@dataclass(frozen=True, slots=True)
class Unread:
    """What a version leaves unknown about its terms.

    `rows` are the IRIs of terms of which a whole row was not read, or stands in an open merge conflict:
    neither their texts nor their axioms are known. `cells` maps the IRI of a term to its faults where single
    cells were not read: its texts are known, and of its axioms those that were read. `nameless` tells that a
    row was not read of which nobody knows the term: then a term that is not there may only be unread.
    `anywhere` tells that axioms of unknown terms are missing, such as those of a whole column.
    """

    rows: frozenset[str]
    cells: Mapping[str, tuple[Fault, ...]]
    nameless: bool
    anywhere: bool = False


def unread(document: Document) -> Unread:
    """What of a document was lost in reading."""
    lost = [fault for fault in document.faults if fault.lost]
    cells: dict[str, tuple[Fault, ...]] = {}
    for fault in lost:
        if fault.term is not None and fault.rule not in _WHOLE_ROW:
            cells[fault.term] = (*cells.get(fault.term, ()), fault)
    whole = [fault for fault in lost if fault.term is None or fault.rule in _WHOLE_ROW]
    if not whole:
        return Unread(frozenset(), cells, nameless=False)
    by_row = _by_row(document)
    first = min(by_row, default=1)
    placed = [fault for fault in whole if fault.cell is not None and fault.cell.row >= first]
    single = {fault.cell.row for fault in placed if fault.cell and fault.rule != _CONFLICT}
    disputed = _disputed(whole, by_row)
    iris = {iri for row in single | disputed for iri in by_row.get(row, ())}
    nowhere = [fault for fault in whole if fault not in placed and fault.rule != _CONFLICT]
    return Unread(frozenset(iris), cells, nameless=not single <= by_row.keys(), anywhere=bool(nowhere))


def _by_row(document: Document) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = {}
    for iri, term in document.terms.items():
        for row in term.rows:
            found.setdefault(row, set()).add(iri)
    return found


def _disputed(faults: Iterable[Fault], rows: Iterable[int]) -> set[int]:
    """The rows between the first and the last marker of each conflict; all below it without an end."""
    listed, found = sorted(rows), set()
    start: int | None = None
    for fault in faults:
        if fault.rule != _CONFLICT or fault.cell is None:
            continue
        text = fault.text or ""
        if text.startswith("<"):
            start = fault.cell.row
        elif text.startswith(">") and start is not None:
            found.update(listed[bisect_left(listed, start) : bisect_left(listed, fault.cell.row)])
            start = None
    if start is not None:
        found.update(listed[bisect_left(listed, start) :])
    return found
