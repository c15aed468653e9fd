"""The data that a facility registered, and whether they may be had on a day."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from kg.report.scope import Scope

_OURS = """
main.facet JOIN main.work USING (cluster)
WHERE slot = 'facility' AND value = :facility AND kind = 'dataset' AND is_registered
"""


@dataclass(frozen=True, slots=True)
class Population:
    """Data works with a DOI, each once, however many versions and parts it has.

    `registered` = `open` + `closed` + `unknown`. `embargoed` are those of `closed` that open on a known day;
    `without_doi` are data besides, which have no DOI. `later` are no part of it: they were measured, or where
    no source says when, published after the day of the report. Of `undated` of `registered` no source says
    either: they count on every day.
    """

    registered: int
    open: int
    closed: int
    embargoed: int
    unknown: int
    without_doi: int
    without_licence: int
    without_opening_day: int
    later: int
    undated: int
    constructed: int


def population(scope: Scope) -> Population:
    """What is registered, open and closed."""
    ((registered, is_open, shut, embargoed, unopened, constructed),) = scope.rows("""
        SELECT COUNT(*), SUM(state = 'open'), SUM(state IN ('closed', 'embargoed')), SUM(state = 'embargoed'),
          SUM(opens IS NULL), SUM(is_constructed)
        FROM data WHERE is_registered
    """)
    is_open, shut = is_open or 0, shut or 0
    return Population(
        registered=registered,
        open=is_open,
        closed=shut,
        embargoed=embargoed or 0,
        unknown=registered - is_open - shut,
        without_doi=scope.number("SELECT COUNT(*) FROM data WHERE NOT is_registered"),
        without_licence=scope.number("""
            SELECT COUNT(*) FROM data JOIN main.work USING (cluster)
            WHERE data.is_registered AND json_extract(facts, '$.license') IS NULL
        """),
        without_opening_day=unopened or 0,
        later=scope.number(f"SELECT COUNT(*) FROM {_OURS} AND COALESCE(collected, date) > :as_of"),
        undated=scope.number(f"SELECT COUNT(*) FROM {_OURS} AND collected IS NULL AND date IS NULL"),
        constructed=constructed or 0,
    )


def registered_now(database: sqlite3.Connection, as_of: date) -> dict[str, int]:
    """The data registered of every facility in a book by its IRI, as `population` counts them on that day."""
    rows = database.execute(
        """
        SELECT value, COUNT(*) FROM facet JOIN work USING (cluster)
        WHERE slot = 'facility' AND kind = 'dataset' AND is_registered
          AND COALESCE(collected, date, '') <= ? GROUP BY value
        """,
        (as_of.isoformat(),),
    )
    return dict(rows.fetchall())


def per_year(scope: Scope) -> list[dict[str, object]]:
    """Registered data by the year they were measured in; year null where no source says."""
    found = scope.rows("""
        SELECT CAST(substr(collected, 1, 4) AS INTEGER) AS year, COUNT(*), SUM(state = 'open'),
          SUM(state IN ('closed', 'embargoed'))
        FROM data WHERE is_registered GROUP BY 1 ORDER BY year IS NULL, year
    """)
    return [
        {"year": year, "registered": all_, "open": is_open, "closed": shut, "unknown": all_ - is_open - shut}
        for year, all_, is_open, shut in found
    ]
