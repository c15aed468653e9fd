"""What sources state as numbers: views and downloads, and counts of citations without the citations."""

from dataclasses import dataclass
from typing import Any

import orjson

from kg.report.scope import Scope

_IS_USE = (
    "metric LIKE '%investigation%' OR metric LIKE '%request%' OR metric LIKE '%view%' "
    "OR metric LIKE '%download%'"
)
HOW = (
    "Numbers as the sources state them (COUNTER Code of Practice for Research Data where they follow it), "
    "added up over the data of this facility, never across sources, metrics or access methods and never "
    "added to the pairs. Usage is not reuse."
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One source's numbers of one metric: the sum over `datasets` data, from `begin` to `end` where stated.

    `country` None: of all countries. `notes` are what the source says against its own numbers.
    """

    source: str
    metric: str
    method: str | None
    country: str | None
    number: int
    datasets: int
    begin: str | None
    end: str | None
    retrieved_at: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """Uses, the same by country, and citations that sources count without naming them."""

    uses: tuple[Stated, ...]
    by_country: tuple[Stated, ...]
    citations: tuple[Stated, ...]

    @property
    def sources(self) -> set[str]:
        """Those that state any of it."""
        return {one.source for one in (*self.uses, *self.by_country, *self.citations)}


def usage(scope: Scope) -> Usage:
    """All that is stated of the facility's data and ended by the day of the report."""
    return Usage(
        _stated(scope, f"({_IS_USE}) AND country IS NULL"),
        _stated(scope, f"({_IS_USE}) AND country IS NOT NULL"),
        _stated(scope, f"NOT ({_IS_USE})"),
    )


def _stated(scope: Scope, condition: str) -> tuple[Stated, ...]:
    """A number that two records of a source give for the same time counts once: the one read last."""
    found = scope.rows(f"""
        WITH numbers AS (
          SELECT source, metric, method, country, thing, begin, end, number, note,
            MAX(COALESCE(retrieved, '')) AS retrieved
          FROM data JOIN main.thing ON thing.cluster = data.cluster
          JOIN main.stated ON stated.thing = thing.id JOIN main.graph ON graph.id = stated.graph
          WHERE ({condition}) AND COALESCE(end, begin, '') <= :as_of
          GROUP BY source, metric, method, country, thing, begin, end
        )
        SELECT source, metric, method, country, SUM(number), COUNT(DISTINCT thing), MIN(begin), MAX(end),
          MAX(retrieved), json_group_array(DISTINCT note) FILTER (WHERE note IS NOT NULL)
        FROM numbers GROUP BY source, metric, method, country ORDER BY source, metric, method, 5 DESC
    """)
    return tuple(_total(row) for row in found)


def _total(row: tuple[Any, ...]) -> Stated:
    source, metric, method, country, number, datasets, begin, end, retrieved, notes = row
    said = tuple(_notes(notes))
    return Stated(source, metric, method, country, number, datasets, begin, end, retrieved or None, said)


def _notes(text: str | None) -> list[str]:
    return sorted(orjson.loads(text)) if text else []
