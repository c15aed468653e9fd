"""The data behind a number: by access, by whether they have a DOI, by whether they are cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import BadInput
from kg.report.scope import Scope

FILTERS: dict[str, dict[str, str]] = {
    "state": {
        "open": "state = 'open'",
        "closed": "state IN ('closed', 'embargoed')",
        "embargoed": "state = 'embargoed'",
        "unknown": "state = 'unknown'",
    },
    "doi": {"yes": "is_registered", "no": "NOT is_registered"},
    "cited": {"yes": "pairs > 0", "no": "pairs = 0"},
    "opens": {"none": "opens IS NULL"},
}
"""What a list may be narrowed by, the values there are, and the conditions on the columns below."""

_LISTED = """
SELECT {columns} FROM (
  SELECT data.*, (SELECT COUNT(*) FROM counted WHERE counted.cited = data.cluster) AS pairs FROM data
) listed JOIN main.thing ON thing.id = listed.cluster WHERE {where}
"""


@dataclass(frozen=True, slots=True)
class ListedData:
    """One work of data, its access on the day of the report, and its counted pairs."""

    iri: str
    title: str | None
    collected: str | None
    opens: str | None
    state: str
    pairs: int
    is_constructed: bool


@dataclass(frozen=True, slots=True)
class DataList:
    """One page of the data chosen, of `total`."""

    total: int
    data: tuple[ListedData, ...]


def data_list(scope: Scope, given: Mapping[str, str], limit: int, offset: int = 0) -> DataList:
    """The data that `given`, values of FILTERS, asks for, by identifier; those with a DOI unless it says so.

    Raises:
        BadInput: a filter is none, or has a value that cannot be.
    """
    conditions = []
    for name, value in ({"doi": "yes"} | dict(given)).items():
        values = FILTERS.get(name)
        if values is None:
            raise BadInput(f"Data cannot be narrowed by {name[:40]!r}; there are: {', '.join(FILTERS)}.")
        if value not in values:
            raise BadInput(f"{name}={value[:40]!r} is none; there are: {', '.join(values)}.")
        conditions.append(values[value])
    where = " AND ".join(conditions)
    columns = "iri, title, collected, opens, state, pairs, is_constructed"
    query = _LISTED.format(columns=columns, where=where) + " ORDER BY iri LIMIT :limit OFFSET :offset"
    rows = scope.rows(query, limit=limit, offset=offset)
    total = scope.number(_LISTED.format(columns="COUNT(*)", where=where))
    return DataList(total, tuple(_listed(row) for row in rows))


def _listed(row: tuple[Any, ...]) -> ListedData:
    iri, title, collected, opens, state, pairs, is_constructed = row
    return ListedData(iri, title, collected, opens, state, pairs, bool(is_constructed))
