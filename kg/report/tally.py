"""Pairs counted: by who is behind them, by year, and by what was measured with what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import repeat
from typing import Any

from kg.rdf.panet import panet_table
from kg.report.scope import KINDS, Scope
from kg.report.share import years_before

YEARS_SHOWN = 10
"""Years that the tables of instruments and techniques go back."""
_PROVISIONAL_MONTHS = 18
_MOST_YEARS = 60
"""Years that are filled up with zeros; a date of the year 1 would make two thousand of them."""

_NOTHING = (None,)
_SUMS = ", ".join(f"SUM({kind})" for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Kinds:
    """Pairs by who is behind them; `total` is their sum."""

    total: int = 0
    companion: int = 0
    same_team: int = 0
    facility_staff: int = 0
    independent: int = 0
    unknown: int = 0

    @property
    def bounds(self) -> tuple[int, int]:
        """How many may be independent: those that are known to be, and those with the unknown ones."""
        return self.independent, self.independent + self.unknown


@dataclass(frozen=True, slots=True)
class Year:
    """Pairs whose citing work is of this year; None: no source dates it. `provisional`: more may come."""

    year: int | None
    pairs: Kinds
    provisional: bool

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return {"year": self.year, **asdict(self.pairs), "provisional": self.provisional}


@dataclass(frozen=True, slots=True)
class Value:
    """Pairs that cite data with this instrument, technique or proposal; `iri` None: none is stated.

    `datasets` are the data cited; `years` the pairs of each of the last years.
    """

    iri: str | None
    label: str | None
    pairs: Kinds
    datasets: int
    years: dict[int, int]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        years = [{"year": year, "total": number} for year, number in self.years.items()]
        return {
            "iri": self.iri,
            "label": self.label,
            **asdict(self.pairs),
            "datasets": self.datasets,
            "by_year": years,
        }


def all_pairs(scope: Scope) -> Kinds:
    """The counted pairs."""
    (sums,) = scope.rows(f"SELECT SUM(total), {_SUMS} FROM cited_data")
    return _kinds(sums)


def states(scope: Scope) -> dict[str, int]:
    """Pairs that are not counted: undated or later than the day, and those that are no citation of data."""
    found = dict(scope.rows("SELECT state, COUNT(*) FROM ours WHERE state != 'counted' GROUP BY state"))
    return {state: int(found.get(state, 0)) for state in ("undated", "later", "not-counted")}


def by_year(scope: Scope) -> list[Year]:
    """By the citing work's own year, years without a pair between them included; undated ones last."""
    found = _by_year_and_kind(scope)
    dated = [year for year in found if year is not None]
    if not found:
        return []
    first = max(min(dated, default=scope.as_of.year), scope.as_of.year - _MOST_YEARS)
    years = sorted({*dated, *range(first, scope.as_of.year + 1)}) if dated else []
    rows = [Year(year, found.get(year, Kinds()), is_provisional(year, scope.as_of)) for year in years]
    return rows + ([Year(None, found[None], False)] if None in found else [])


def _by_year_and_kind(scope: Scope) -> dict[int | None, Kinds]:
    counted = Counter(zip(scope.column("year"), scope.column("behind"), strict=True))
    years = {year for year, _ in counted}
    sums = {year: [counted[year, kind] for kind in KINDS] for year in years}
    return {year: Kinds(sum(numbers), *numbers) for year, numbers in sums.items()}


def is_provisional(year: int, as_of: date) -> bool:
    """Whether the year reaches into the last 18 months, of which sources do not know all yet."""
    before = years_before(as_of, _PROVISIONAL_MONTHS // 12)
    month = before.month - _PROVISIONAL_MONTHS % 12
    start = (before.year, month) if month > 0 else (before.year - 1, month + 12)
    return (year, 12) >= start


Recent = tuple[Sequence[int], Sequence[int]]
"""What is cited by each pair of the last years, and the years."""


def recent_pairs(scope: Scope) -> Recent:
    """Those that the tables by instrument and by technique are made of."""
    first = scope.as_of.year - YEARS_SHOWN + 1
    both = zip(scope.column("cited"), scope.column("year"), strict=True)
    recent = [one for one in both if one[1] is not None and one[1] >= first]
    return [cited for cited, _ in recent], [year for _, year in recent]


def by_facet(scope: Scope, slot: str, recent: Recent | None = None) -> list[Value]:
    """By instrument, technique or proposal of the cited data, most pairs first; those that state none last.

    A pair counts once with each value that its data state. Years are told apart where `recent` is given.
    """
    years = _years_of(scope, slot, recent or ((), ()))
    sums = scope.rows(
        f"""
        SELECT value, COUNT(*), SUM(total), {_SUMS},
          (SELECT label FROM main.facet f WHERE slot = :slot AND f.value = facet.value LIMIT 1)
        FROM cited_data LEFT JOIN main.facet ON facet.cluster = cited AND slot = :slot GROUP BY value
        """,
        slot=slot,
    )
    span = range(scope.as_of.year - YEARS_SHOWN + 1, scope.as_of.year + 1) if recent is not None else range(0)
    values = [
        Value(value, _label(value, label), _kinds(pairs), datasets,
              {year: years.get(value, {}).get(year, 0) for year in span})
        for value, datasets, *pairs, label in sums
    ]  # fmt: skip
    return sorted(values, key=lambda one: (one.iri is None, -one.pairs.total, one.label or "", one.iri or ""))


def _years_of(scope: Scope, slot: str, recent: Recent) -> dict[str | None, dict[int, int]]:
    """Pairs of each value in each of the last years that has any."""
    if not recent[0]:
        return {}
    stated: dict[int, list[str]] = {}
    for cited, value in scope.each(
        "SELECT cited, value FROM cited_data CROSS JOIN main.facet ON cluster = cited AND slot = :slot",
        slot=slot,
    ):
        stated.setdefault(cited, []).append(value)
    # Few lists of values differ, so pairs are counted by the list, and then each list is taken apart.
    lists = {cited: tuple(values) for cited, values in stated.items()}
    pairs = Counter(zip(map(lists.get, recent[0], repeat(_NOTHING)), recent[1], strict=True))
    years: dict[str | None, dict[int, int]] = {}
    for (values, year), number in pairs.items():
        for value in values:
            row = years.setdefault(value, {})
            row[year] = row.get(year, 0) + number
    return years


def _label(iri: str | None, label: str | None) -> str | None:
    if iri is None or label:
        return label
    term = panet_table().terms.get(iri)
    return term.label if term else iri.rpartition("#")[2].rpartition("/")[2] or iri


def _kinds(sums: tuple[Any, ...] | list[Any]) -> Kinds:
    return Kinds(*(int(number or 0) for number in sums))
