"""The data behind a number: by access, by whether they have a DOI, by whether and by whom they are cited."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import BadInput
from kg.report.first_citation import KINDS
from kg.report.scope import Scope, set_cited_apart, set_later_apart

_CITED_BY = {
    "any": "1",
    "not_companion": "behind != 'companion'",
    "independent": "behind = 'independent'",
    "maybe_independent": "behind IN ('independent', 'unknown')",
}
FACETS = ("instrument", "technique", "proposal")


def _has(condition: str) -> str:
    return f"EXISTS (SELECT 1 FROM counted WHERE counted.cited = listed.cluster AND {condition})"


def _stated(slot: str) -> str:
    return f"SELECT 1 FROM main.facet WHERE facet.cluster = listed.cluster AND slot = '{slot}'"


_OPENED = "state = 'open' AND opens IS NOT NULL"


def _waiting(is_one: str) -> dict[str, str]:
    """What became of the data that opened, until a pair of which `is_one` holds: as `Waiting` counts them."""
    dated, none = _has(f"{is_one} AND date IS NOT NULL"), f"NOT ({_has(is_one)})"
    early = _has(f"{is_one} AND listed.opens > date || '~'")
    return {
        "watched": f"{_OPENED} AND ({dated} OR {none})",
        "cited": f"{_OPENED} AND {dated}",
        "before": f"{_OPENED} AND {early}",
        "undated": f"{_OPENED} AND NOT ({dated} OR {none})",
    }


FILTERS: Mapping[str, Mapping[str, str]] = {
    "state": {
        "open": "state = 'open'",
        "closed": "state IN ('closed', 'embargoed')",
        "embargoed": "state = 'embargoed'",
        "unknown": "state = 'unknown'",
        "later": "1",
    },
    "doi": {"yes": "is_registered", "no": "NOT is_registered"},
    "cited": {"yes": "pairs > 0", "no": "pairs = 0"} | {kind: _has(one) for kind, one in _CITED_BY.items()},
    **{f"first_{kind}": _waiting(_CITED_BY[kind]) for kind in KINDS},
    "opens": {"none": "opens IS NULL"},
    "licence": {"none": "licence IS NULL"},
    "dated": {"no": "collected IS NULL AND date IS NULL"},
    "year": {"none": "collected IS NULL"},
    "open_since": {},
    "among": {"pairs": "1"},
    "level": {},
    **{slot: {} for slot in FACETS},
}
"""What a list may be narrowed by, the values there are, and the conditions on the columns below.

`year` (of measurement) and `open_since` (a day) take others besides, `level` and FACETS any. `among=pairs`
is what the counted pairs cite, whether or not it is known to be data with a DOI.
"""
_OTHERS = {
    "year": ("[0-9]{4}", "four digits", "substr(collected, 1, 4) = :year"),
    "open_since": (
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "a day such as 2024-01-31",
        "state = 'open' AND opens <= :open_since",
    ),
    "level": (".+", "a level, or none", "COALESCE(level_of(iri), 'none') = :level"),
    **{
        slot: (
            ".+",
            "an IRI, or none",
            f"CASE :{slot} WHEN 'none' THEN NOT EXISTS ({_stated(slot)}) "
            f"ELSE EXISTS ({_stated(slot)} AND value = :{slot}) END",
        )
        for slot in FACETS
    },
}

_LISTED = """
SELECT {columns} FROM (
  SELECT {source}.*, date, json_extract(facts, '$.license') AS licence,
    (SELECT COUNT(*) FROM counted WHERE counted.cited = {source}.cluster) AS pairs
  FROM {source} LEFT JOIN main.work USING (cluster)
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
    source = _source(scope, given)
    asked = given if source == "pairs_data" else {"doi": "yes"} | dict(given)
    where = " AND ".join(["1", *(_condition(name, value) for name, value in asked.items())])
    columns = "iri, title, collected, opens, state, pairs, is_constructed"
    query = _LISTED.format(columns=columns, where=where, source=source)
    query += " ORDER BY iri LIMIT :limit OFFSET :offset"
    rows = scope.rows(query, limit=limit, offset=offset, **given)
    total = scope.number(_LISTED.format(columns="COUNT(*)", where=where, source=source), **given)
    return DataList(total, tuple(_listed(row) for row in rows))


def _source(scope: Scope, given: Mapping[str, str]) -> str:
    """The table with the data that are asked for."""
    if given.get("among") == "pairs":
        set_cited_apart(scope)
        return "pairs_data"
    if given.get("state") == "later":
        set_later_apart(scope)
        return "later_data"
    return "data"


def _condition(name: str, value: str) -> str:
    values = FILTERS.get(name)
    if values is None:
        raise BadInput(f"Data cannot be narrowed by {name[:40]!r}; there are: {', '.join(FILTERS)}.")
    if value in values:
        return values[value]
    pattern, told, condition = _OTHERS.get(name, (None, "", ""))
    if pattern and re.fullmatch(pattern, value):
        return condition
    there = ", ".join([*values, *([told] if told else [])])
    raise BadInput(f"{name}={value[:40]!r} is none; there are: {there}.")


def _listed(row: tuple[Any, ...]) -> ListedData:
    iri, title, collected, opens, state, pairs, is_constructed = row
    return ListedData(iri, title, collected, opens, state, pairs, bool(is_constructed))
