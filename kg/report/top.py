"""The data that are cited most, with everything that anybody claims behind each."""

from dataclasses import asdict, dataclass
from typing import Any

from kg.report.claim_list import Said, claims_behind
from kg.report.scope import KINDS, Scope

MOST = 20


@dataclass(frozen=True, slots=True)
class Cited:
    """One work of the facility and its pairs; `rank` is shared by all that have as many.

    `reused` are pairs with evidence that the data were used, which a citation alone is not.
    """

    rank: int
    iri: str
    title: str | None
    pairs: dict[str, int]
    reused: int
    is_constructed: bool
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Top:
    """The most cited; `tied` more have as many as the last one shown, and `more` have fewer."""

    by: str
    shown: tuple[Cited, ...]
    tied: int
    more: int

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def top(scope: Scope, by: str, most: int = MOST) -> Top:
    """The data with the most pairs; `by` is "total" or one of KINDS, and has to be above zero.

    Works with equally many stand in the order of their identifiers.
    """
    query = f"""
        WITH ranked AS (
          SELECT *, RANK() OVER (ORDER BY {by} DESC) AS rank FROM cited_data WHERE {by} > 0
        )
        SELECT {{columns}} FROM ranked JOIN main.thing ON thing.id = cited
        LEFT JOIN main.work ON work.cluster = cited
    """
    columns = f"rank, iri, title, total, {', '.join(KINDS)}, reused, ranked.is_constructed, cited"
    found = scope.rows(query.format(columns=columns) + " ORDER BY rank, iri LIMIT :most", most=most)
    shown = tuple(
        Cited(rank, iri, title, dict(zip(("total", *KINDS), sums, strict=True)), reused, bool(made),
              claims_behind(scope, cited))
        for rank, iri, title, *sums, reused, made, cited in found
    )  # fmt: skip
    last = shown[-1].rank if shown else 0
    all_, tied = scope.rows(query.format(columns="COUNT(*), SUM(rank = :last)"), last=last)[0]
    at_last = sum(one.rank == last for one in shown)
    return Top(by, shown, (tied or 0) - at_last, all_ - len(shown) - ((tied or 0) - at_last))
