"""How long it takes from the opening of data to their first citation, those counted that have none yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.report.moment import DAYS_A_YEAR, years_after
from kg.report.scope import Scope
from kg.report.survival import Curve, Watched, kaplan_meier

KINDS = {
    "any": "1",
    "not_companion": "behind != 'companion'",
    "independent": "behind = 'independent'",
}
"""Which citations may be the first, as conditions on `counted`."""

WITHIN = (1, 2, 3, 5)
"""Years after opening for which a share is given."""
_MOST_YEARS = 20

HOW = (
    "Years run from the day on which the data opened to the citing work's own date; a date known to the year "
    "or month stands for its middle. Data without a citation count as watched until the day of the report "
    "(Kaplan-Meier). What was cited before it opened counts at zero and is told apart. Data without a known "
    "opening day, or whose citing works have no date, are in no curve."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long `subjects` registered data waited for a citation of one kind; in years since they opened.

    `cited` of them were; `median` is None where fewer than half were, as far as was seen; `within` the share
    after whole years with its Greenwood interval at 95 %, None where nothing was watched for so long.
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
    columns = ", ".join(
        f"SUM({condition}), MIN(CASE WHEN {condition} THEN date END)" for condition in KINDS.values()
    )
    found = scope.rows(f"""
        SELECT opens, firsts.* FROM data
        LEFT JOIN (SELECT cited, {columns} FROM counted GROUP BY cited) firsts ON firsts.cited = data.cluster
        WHERE is_registered AND state = 'open' AND opens IS NOT NULL
    """)
    # What is open on a known day has one.
    opened = [date.fromisoformat(row[0][:10]) for row in found]
    return {
        kind: _waiting(scope, kind, opened, [(row[2 + 2 * number], row[3 + 2 * number]) for row in found])
        for number, kind in enumerate(KINDS)
    }


def _waiting(
    scope: Scope, kind: str, opened: Sequence[date], firsts: Sequence[tuple[int | None, str | None]]
) -> Waiting:
    """`firsts` are how many citations there are of each, and the first date of them."""
    watched, before, undated = [], 0, 0
    for day, (pairs, first) in zip(opened, firsts, strict=True):
        years = years_after(day, first, scope.as_of) if first else None
        if pairs and years is None:
            undated += 1
            continue
        before += years is not None and years < 0
        so_far = (scope.as_of - day).days / DAYS_A_YEAR
        watched.append(Watched(so_far if years is None else max(0.0, years), years is not None))
    curve = kaplan_meier(watched)
    return Waiting(
        kind, curve.subjects, curve.events, curve.median(),
        _shares(curve, WITHIN), _shares(curve, _span(curve)), before, undated,
    )  # fmt: skip


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
