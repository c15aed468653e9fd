"""The cells of a rule's example that a page shows: what names a row, and what differs."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

_NAMING = frozenset({"label", "subject_id", "object_id"})
"""Headings of the columns that are shown in any case."""
_BESIDES = frozenset({"id", "type", "rdf type"})
"""Headings of columns that tell nothing where both examples are about the same terms."""


@dataclass(frozen=True, slots=True)
class Table:
    """One version of an example: `rows` are (number in the file, cells), `text` what stands above them.

    Turtle has no rows, and is all text. `columns` are those that a page shows, from 0: what names a row, and
    where the versions differ. `changed` are the cells, as (row number, column), that differ from what this
    version is compared with: the one before, else the example that passes.
    """

    title: str
    text: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    columns: tuple[int, ...] = ()
    changed: tuple[tuple[int, int], ...] = ()


Versions = tuple[Table, ...]
_Key = tuple[str, int]
_HEAD = 2
"""Rows of headings and of ROBOT's directives: of a column that only one table has, they say nothing."""


def compared(passing: Versions, failing: Versions) -> tuple[Versions, Versions]:
    """The tables of both examples with what differs: between versions, or between the examples."""
    good = _marked(passing[:-1] or failing[-1:], passing)
    bad = _marked(failing[:-1] or passing[-1:], failing)
    tables = (*good, *bad)
    chosen = {_headings(table)[at] for table in tables for _, at in table.changed}
    chosen |= {key for table in tables for key in _headings(table) if key[0] in _NAMING}
    if {*_by_key(good[-1])} == {*_by_key(bad[-1])}:
        chosen = {key for key in chosen if key[0] not in _BESIDES}
    return _shown(good, chosen), _shown(bad, chosen)


def _shown(tables: Versions, chosen: set[_Key]) -> Versions:
    def columns(table: Table) -> tuple[int, ...]:
        return tuple(at for at, key in enumerate(_headings(table)) if key in chosen)

    return tuple(replace(table, columns=columns(table)) for table in tables)


def _marked(others: Versions, tables: Versions) -> Versions:
    """The last of `tables` is compared with the last of `others`, one before it with the last."""
    (last,), earlier = tables[-1:], tables[:-1]
    gone = (replace(each, changed=tuple(_rows_without(each, last))) for each in earlier)
    return *gone, replace(last, changed=tuple(_differing(last, others[-1])))


def _differing(table: Table, other: Table) -> Iterator[tuple[int, int]]:
    """Cells that the other has not in the row of the same term, under the same heading."""
    known, theirs, own = _by_key(other), _headings(other), _headings(table)
    for key, (number, cells) in _by_key(table).items():
        was = dict(zip(theirs, known[key][1], strict=False)) if key in known else {}
        for at, cell in enumerate(cells):
            if cell != was.get(own[at], "" if number > _HEAD or own[at] in theirs else cell):
                yield number, at


def _rows_without(table: Table, later: Table) -> Iterator[tuple[int, int]]:
    kept = _by_key(later).keys()
    for key, (number, cells) in _by_key(table).items():
        if key not in kept:
            yield from ((number, at) for at, cell in enumerate(cells) if cell)


def _by_key(table: Table) -> dict[_Key, tuple[int, tuple[str, ...]]]:
    """The rows by their first cell: (number in the file, cells)."""
    firsts = _told_apart(cells[0] if cells else "" for _, cells in table.rows)
    return dict(zip(firsts, table.rows, strict=True))


def _headings(table: Table) -> list[_Key]:
    """What each column is called; those beyond the headings have none."""
    width = max((len(cells) for _, cells in table.rows), default=0)
    first = table.rows[0][1] if table.rows else ()
    return _told_apart([each.strip().casefold() for each in first] + [""] * (width - len(first)))


def _told_apart(names: Iterable[str]) -> list[_Key]:
    """Each with the number of those before it of the same name: terms have several rows, headings repeat."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        found.append((name, seen[name]))
        seen[name] += 1
    return found
