"""How many of the data that have been open for two years were cited at all."""

from dataclasses import dataclass
from datetime import date

from kg.report.interval import wilson
from kg.report.scope import Scope

YEARS = 2
"""Years that data must have been open for, to have had a chance."""


@dataclass(frozen=True, slots=True)
class Share:
    """`cited` of `of`; `interval` is Wilson's at 95 %; both None where nothing could be counted."""

    cited: int
    of: int
    share: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the registered data open for two years or more: cited at all, beyond companions, independently.

    `unknown_since` are registered data that are open, though no source says since when: they are in no share.
    `independent` has only what is known to be independent, `at_most` also what is unknown.
    """

    open_since: str
    years: int
    any: Share
    not_companion: Share
    independent: Share
    at_most_independent: Share
    unknown_since: int


def shares(scope: Scope) -> Shares:
    """The shares as of the scope's day."""
    since = years_before(scope.as_of, YEARS)
    ((of, *cited),) = scope.rows(
        """
        WITH old AS (
          SELECT cluster FROM data WHERE is_registered AND state = 'open' AND opens <= :since
        ), cites AS (
          SELECT cited, 1 AS any, total > companion AS beyond, independent > 0 AS alone,
            independent + unknown > 0 AS maybe
          FROM cited_data
        )
        SELECT COUNT(*), SUM(any), SUM(beyond), SUM(alone), SUM(maybe)
        FROM old LEFT JOIN cites ON cites.cited = old.cluster
        """,
        since=since.isoformat(),
    )
    unknown = scope.number(
        "SELECT COUNT(*) FROM data WHERE is_registered AND state = 'open' AND opens IS NULL"
    )
    every, beyond, alone, maybe = (_share(int(number or 0), of) for number in cited)
    return Shares(since.isoformat(), YEARS, every, beyond, alone, maybe, unknown)


def years_before(day: date, years: int) -> date:
    """The same day so many years before; the 28th for a 29th of February that is not there."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _share(cited: int, of: int) -> Share:
    return Share(cited, of, cited / of if of else None, wilson(cited, of))
