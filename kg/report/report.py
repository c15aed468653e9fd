"""The citation report of a facility: all its numbers as of a day, from one generation."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kg.citation.uncollected import uncollected
from kg.report import first_citation, places, practice, sparql, usage
from kg.report.claim_count import claimed
from kg.report.claim_list import Said
from kg.report.coverage import Coverage, coverage
from kg.report.derived import HOW as DERIVED_TOLD
from kg.report.derived import Derived, derived
from kg.report.difference import Difference, difference
from kg.report.facility import Reported
from kg.report.first_citation import Waiting, first_citations
from kg.report.level import AtLevel, by_level
from kg.report.places import Places
from kg.report.population import Population, per_year, population
from kg.report.practice import Practice
from kg.report.quality import Quality, quality
from kg.report.scope import Scope, gather, open_scope
from kg.report.share import Shares, shares
from kg.report.tally import Kinds, Value, Year, all_pairs, by_facet, by_year, recent_pairs, states
from kg.report.top import Top, top
from kg.report.usage import Usage

ASKED = ("ok", "partial")
"""States of a source that answered when it was last asked."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything the report says. Shares are from 0 to 1, times in years; None is unknown."""

    facility: Reported
    as_of: date
    generation: int
    published: date | None
    datasets: Population
    datasets_by_year: list[dict[str, object]]
    pairs: Kinds
    aside: dict[str, int]
    """Pairs that are not counted: undated, later than the day, no citation of data."""
    undated: int
    """Pairs counted of which no source dates the citing work."""
    constructed: int
    """Pairs counted that were invented, to show or to test something."""
    reused: int
    """Pairs counted with evidence that the data were used; `derived` is no part of it."""
    derived: Derived
    by_year: list[Year]
    by_instrument: list[Value]
    by_technique: list[Value]
    by_proposal: list[Value]
    by_level: list[AtLevel]
    shares: Shares
    first_citation: dict[str, Waiting]
    top_cited: Top
    top_independent: Top
    countries: Places
    institutions: Places
    practice: Practice
    usage: Usage
    quality: Quality
    coverage: Coverage
    difference: Difference
    queries: dict[str, str]

    @property
    def notes(self) -> dict[str, str]:
        """How the numbers are to be read, by the part of the report."""
        return {
            "pairs": _PAIRS_TOLD,
            "dates": _dates_told(self),
            "by_technique": "A pair counts once with each technique of its data; rows may add up to more.",
            "first_citation": first_citation.HOW,
            "places": f"{places.HOW} {sparql.PLACES_TOLD}",
            "practice": practice.HOW,
            "usage": usage.HOW,
            "datasets": f"{_DATA_DAYS} {sparql.DATA_TOLD}",
            "derived": DERIVED_TOLD,
        }

    def as_json(self) -> dict[str, Any]:
        """The JSON form: the keys of the interface, and more."""
        return {
            "facility": self.facility.iri,
            "label": self.facility.label,
            "slug": self.facility.slug,
            "as_of": self.as_of.isoformat(),
            "generation": self.generation,
            "published": self.published.isoformat() if self.published else None,
            "datasets": asdict(self.datasets) | {"by_year": self.datasets_by_year},
            "pairs": asdict(self.pairs),
            "independent_bounds": list(self.pairs.bounds),
            "reused": self.reused,
            "derived": self.derived.as_json(),
            "undated": self.undated,
            "constructed": self.constructed,
            "left_out": self.aside,
            **{name: [one.as_json() for one in getattr(self, name)] for name in _TABLES},
            "open_two_years": asdict(self.shares),
            "time_to_first_citation": {kind: asdict(one) for kind, one in self.first_citation.items()},
            "top_cited": self.top_cited.as_json(),
            "top_independent": self.top_independent.as_json(),
            "countries": asdict(self.countries),
            "institutions": asdict(self.institutions),
            "own_publications": asdict(self.practice),
            "usage": asdict(self.usage),
            "claims": self.coverage.claims,
            "sources": [asdict(source) for source in self.coverage.sources],
            "coverage": self.coverage.as_json(),
            "quality": asdict(self.quality)
            | {"repeats": self.quality.repeats, "merged": self.quality.merged},
            "changes": self.difference.as_json(),
            "notes": self.notes,
            "queries": self.queries,
        }


_TABLES = ("by_year", "by_instrument", "by_technique", "by_proposal", "by_level")

_DATA_DAYS = (
    "Data count from the first day of their measurement on, or where no source says that, from their "
    "publication; what has neither counts on every day."
)
_PAIRS_TOLD = (
    "A pair is one work that cites one work of data, however many sources say so and under however many "
    "identifiers. A citation is no proof of reuse. Who is behind it is decided from names, ORCID and whether "
    "the lists of people are complete; where they are not, it is unknown, and independent citations lie "
    "between the two bounds."
)


def make_report(
    book: Path,
    facility: str,
    as_of: date,
    generation: int,
    published: date | None = None,
    since: str | None = None,
) -> Report:
    """The report from the book in a file.

    Args:
        book: the file `citations.sqlite` of a generation.
        facility: its IRI, label, short name or another name of it.
        as_of: citing works up to this day count, and access is judged on it.
        generation: the number of the book's generation.
        published: the day on which it was made.
        since: what changed since then is told: a generation's number or a day; None: the one before.

    Raises:
        BadInput: the book cannot be read, knows no such facility, or `since` is neither.
    """
    with uncollected(), open_scope(book, facility, as_of, generation, published) as scope:
        return report_on(scope, since)


def report_on(scope: Scope, since: str | None = None) -> Report:
    """The report on what a scope holds. Raises BadInput as `make_report` does."""
    gather(scope)
    claims, said = claimed(scope), dict[int, tuple[Said, ...]]()
    used = usage.usage(scope)
    covered = coverage(scope, claims, used.sources)
    silent = [one.name for one in covered.sources if one.state not in ASKED and one.asked_at is not None]
    recent = recent_pairs(scope)
    return Report(
        facility=scope.facility,
        as_of=scope.as_of,
        generation=scope.generation,
        published=scope.published,
        datasets=population(scope),
        datasets_by_year=per_year(scope),
        pairs=all_pairs(scope),
        aside=states(scope),
        undated=scope.number("SELECT SUM(undated) FROM cited_data"),
        constructed=scope.number("SELECT SUM(constructed) FROM cited_data"),
        reused=scope.number("SELECT SUM(reused) FROM cited_data"),
        derived=derived(scope),
        by_year=by_year(scope),
        by_instrument=by_facet(scope, "instrument", recent),
        by_technique=by_facet(scope, "technique", recent),
        by_proposal=by_facet(scope, "proposal"),
        by_level=by_level(scope),
        shares=shares(scope),
        first_citation=first_citations(scope),
        top_cited=top(scope, "total", known=said),
        top_independent=top(scope, "independent", known=said),
        countries=places.places(scope, "country"),
        institutions=places.places(scope, "institution"),
        practice=practice.practice(scope),
        usage=used,
        quality=quality(scope, claims),
        coverage=covered,
        difference=difference(scope, since, silent),
        queries=sparql.queries(scope),
    )


def _dates_told(report: Report) -> str:
    told = (
        "The year of a pair is that of the citing work itself. A date known to the year or month counts from "
        "its first day on."
    )
    if report.published and report.as_of > report.published:
        told += f" Nothing later than this generation, which was made on {report.published}, is known."
    if report.undated:
        return (
            f"{told} {report.undated} of the pairs have a citing work that no source dates: it was there "
            "when this generation was made."
        )
    if report.aside["undated"]:
        return (
            f"{told} {report.aside['undated']} pairs are left out, for nobody can tell whether their undated "
            "citing works were there on that day."
        )
    return told
