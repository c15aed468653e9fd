"""How long it takes from the opening of data to their first citation, those counted that have none yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.report.moment import DAYS_A_YEAR, days_after
from kg.report.scope import Scope, first_dates
from kg.report.survival import Curve, Watched, kaplan_meier

KINDS = {
    "any": "total",
    "not_companion": "total - companion",
    "independent": "independent",
}
"""Which citations may be the first, and how many there are of each in `cited_data`."""

WITHIN = (1, 2, 3, 5)
"""Years after opening for which a share is given."""
_MOST_YEARS = 20
_DAY = len("2021-03-10")

HOW = (
    "Years run from the day on which the data opened to the citing work's own date; a date known to the year "
    "or month stands for its middle, and the earliest counts. Data without a citation count as watched until "
    "the day of the report (Kaplan-Meier). What was cited before it opened counts at zero and is told apart. "
    "Data without a known opening day, or whose citing works have no date, are in no curve."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long `subjects` registered data waited for a citation of one kind; in years since they opened.

    `cited` of them were; `median` is None where fewer than half were, as far as was seen; `within` the share
    after whole years with its 95 % interval (`Curve.interval`), None where nothing was watched for so long.
    `before` were cited before they opened, `undated` only by works without a date: these are left out.
    """

    kind: str
    subjects: int
    cited: int
    median: float | None
    within: tuple[dict[str, Any], ...]
    curve: tuple[dict[str, Any], ...]
    before: int
    undated: int


def first_citations(scope: Scope) -> dict[str, Waiting]:
    """The waiting times for each of KINDS."""
    columns = ", ".join(", ".join((number, *first_dates(kind))) for kind, number in KINDS.items())
    found = scope.rows(f"""
        SELECT opens, {columns} FROM data LEFT JOIN cited_data ON cited = data.cluster
        WHERE is_registered AND state = 'open' AND opens IS NOT NULL
    """)
    # What is open on a known day has one.
    opened = [date.fromisoformat(row[0][:10]).toordinal() for row in found]
    wide = 1 + len(first_dates("any"))
    return {
        kind: _waiting(
            scope, kind, opened, [row[1 + wide * number : 1 + wide * (number + 1)] for row in found]
        )
        for number, kind in enumerate(KINDS)
    }


def _waiting(scope: Scope, kind: str, opened: Sequence[int], firsts: Sequence[tuple[Any, ...]]) -> Waiting:
    """`opened` are ordinals of days; `firsts` how many citations there are of each, and their first dates."""
    watched, before, undated, today = [], 0, 0, scope.as_of.toordinal()
    for day, (pairs, *dates) in zip(opened, firsts, strict=True):
        days = _first_of(day, dates, today)
        if pairs and days is None:
            undated += 1
            continue
        before += days is not None and days < 0
        so_far = today - day if days is None else max(0, days)
        watched.append(Watched(so_far / DAYS_A_YEAR, days is not None))
    curve = kaplan_meier(watched)
    return Waiting(
        kind, curve.subjects, curve.events, curve.median(),
        _shares(curve, WITHIN), _shares(curve, _span(curve)), before, undated,
    )  # fmt: skip


def _first_of(opened: int, dates: Sequence[str | None], today: int) -> int | None:
    """Days from the opening to the earliest of these dates, the vaguest of which come first; None of none."""
    earliest: int | None = None
    for text in dates:
        if text is None:
            break
        days = days_after(opened, text, today)
        if days is not None and (earliest is None or days < earliest):
            earliest = days
        if days is not None and len(text) == _DAY:  # the first of all as a text, and known to the day
            break
    return earliest


def _shares(curve: Curve, years: Sequence[int]) -> tuple[dict[str, Any], ...]:
    """The share cited after so many years; the ends of its interval turn over, too."""
    found = []
    for year in years:
        step, interval = curve.at(year), curve.interval(year)
        share = 1 - step.share if step and curve.subjects else None
        ends = (1 - interval[1], 1 - interval[0]) if interval and share is not None else None
        found.append({"years": year, "share": share, "interval": ends})
    return tuple(found)


def _span(curve: Curve) -> range:
    """The whole years that anything was watched for."""
    return range(min(int(curve.longest), _MOST_YEARS) + 1) if curve.subjects else range(0)
