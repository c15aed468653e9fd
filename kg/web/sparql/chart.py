"""A small chart of a table with two or three columns, drawn here so that it needs no script.

A name and a number make bars, a date or year and a number a line, two numbers points. Two names, of which
either may be a year, and a number make bars in groups. The table with the same values always stands beside
it: the drawing adds nothing that is not there.
"""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from markupsafe import Markup

from kg.rdf.names import XSD
from kg.web.sparql import drawing
from kg.web.sparql.result_table import Cell, Table

MOST_BARS = 40
_DAYS_A_YEAR = 365.2425
_MOMENTS = (XSD["date"], XSD["dateTime"], XSD["gYear"], XSD["gYearMonth"])


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing, and what it shows in words; `left_out` rows of the table are not in it."""

    svg: Markup
    title: str
    left_out: int


def chart(table: Table) -> Chart | None:
    """The chart that suits a table; None where none does."""
    if len(table.columns) == 3:
        return _in_groups(table)
    if len(table.columns) != 2 or not table.is_numeric(1):
        return None
    pairs = [
        (left, right.number) for left, right in table.rows if left and right and right.number is not None
    ]
    known = [(left, number) for left, number in pairs if isfinite(number)]
    name, number = table.columns
    if _are_moments(name, known):
        line = [(year, value) for left, value in known if (year := _year(left)) is not None]
        return _made(drawing.line(sorted(line), name, number), f"Line: {number} by {name}", table, len(line))
    if table.is_numeric(0):
        points = [
            (left.number, value) for left, value in known if left.number is not None and isfinite(left.number)
        ]
        return _made(
            drawing.points(points, name, number), f"Points: {number} against {name}", table, len(points)
        )
    bars = [(left.text, value) for left, value in known][:MOST_BARS]
    return _made(drawing.bars(bars), f"Bars: {number} by {name}", table, len(bars))


def _in_groups(table: Table) -> Chart | None:
    """Bars under the values of the first column, where these come again and no pair of names does."""
    rows = [
        (group, name, value.number)
        for group, name, value in table.rows
        if group and name and value and value.number is not None and isfinite(value.number)
    ]
    pairs = {(group.text, name.text) for group, name, _ in rows}
    are_names = _are_names(table, 0, [(group, 0.0) for group, _, _ in rows]) and _are_names(
        table, 1, [(name, 0.0) for _, name, _ in rows]
    )
    if not (table.is_numeric(2) and are_names and len(pairs) == len(rows)):
        return None
    groups: dict[str, list[tuple[str, float]]] = {}
    for group, name, value in rows[:MOST_BARS]:
        groups.setdefault(group.text, []).append((name.text, value))
    if len(groups) == min(len(rows), MOST_BARS):
        return None
    first, second, number = table.columns
    title = f"Bars: {number} by {first} and {second}"
    return _made(drawing.grouped(groups), title, table, min(len(rows), MOST_BARS))


def _are_names(table: Table, column: int, cells: list[tuple[Cell, float]]) -> bool:
    """Whether a column names its rows: by anything but numbers, or by years."""
    return not table.is_numeric(column) or _are_moments(table.columns[column], cells)


def _made(inside: drawing.Inside, title: str, table: Table, drawn: int) -> Chart | None:
    """One value is no comparison."""
    return Chart(drawing.framed(inside, title), title, table.total - drawn) if drawn > 1 else None


def _are_moments(name: str, pairs: list[tuple[Cell, float]]) -> bool:
    """Whether the first column says when: by datatype, or as whole numbers under a name that says so."""
    if all(left.datatype in _MOMENTS for left, _ in pairs):
        return True
    return "year" in name.lower() and all(
        left.number is not None and 1000 <= left.number <= 2999 and left.number.is_integer()
        for left, _ in pairs
    )


def _year(moment: Cell) -> float | None:
    """The moment as a year with a fraction; None for a date that no calendar has."""
    if moment.number is not None:
        return moment.number
    parts = moment.text[:10].rstrip("Z").split("-")
    try:
        year, month, day = (*map(int, parts), 1, 1)[:3]
        day_of_year = date(year, month, day).timetuple().tm_yday - 1
    except ValueError:
        return None
    return year + day_of_year / _DAYS_A_YEAR
