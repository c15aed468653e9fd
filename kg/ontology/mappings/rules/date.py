"""`mapping-date`: a date that is none of the calendar, or not written as ISO 8601 has it."""

import re
from collections.abc import Iterator
from datetime import date

from kg.ontology.mappings.example import with_column
from kg.ontology.mappings.finding import Hit
from kg.ontology.mappings.mapping import is_placeholder
from kg.ontology.mappings.rule import Asked, MappingRule

_COLUMNS = ("mapping_date", "publication_date", "review_date")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)


def _find(asked: Asked) -> Iterator[Hit]:
    for name in _COLUMNS:
        column = asked.table.column(name)
        for mapping in asked.mappings if column is not None else ():
            said = mapping.row.text(column or 0).strip()
            if said and not is_placeholder(said) and not _is_date(said):
                cause = f'"{said[:40]}" in {name} is no date of the form 2025-11-18'
                yield Hit(cause, mapping.row.cell(column or 0), said, suggestion=_meant(said))


def _is_date(said: str) -> bool:
    if not _ISO.fullmatch(said):
        return False
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return True


def _meant(said: str) -> str | None:
    """The date where the day cannot be the month; never written unasked."""
    found = _DAY_FIRST.fullmatch(said)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    possible = {(month, day) for month, day in ((second, first), (first, second)) if month <= 12}
    dates = {f"{year:04}-{month:02}-{day:02}" for month, day in possible}
    real = {each for each in dates if _is_date(each)}
    return real.pop() if len(real) == 1 else None


RULE = MappingRule(
    name="mapping-date",
    level="warn",
    title="A date that cannot be read",
    why="03/04/2025 is in March or in April: nobody can tell which mapping is the newer one.",
    remedy="Write year, month and day as 2025-11-18.",
    passing=with_column("mapping_date", "2025-11-18"),
    failing=with_column("mapping_date", "18.11.2025"),
    find=_find,
    is_about_ontology=False,
)
