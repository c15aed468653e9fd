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


def top(scope: Scope, by: str, most: int = MOST, known: dict[int, tuple[Said, ...]] | None = None) -> Top:
    """The data with the most pairs; `by` is "total" or one of KINDS, and has to be above zero.

    Works with equally many stand in the order of their identifiers. `known` keeps the claims that were looked
    up, for the next list.
    """
    found = scope.rows(
        f"""
        SELECT {by}, iri, title, total, {", ".join(KINDS)}, reused, cited_data.constructed > 0, cited
        FROM cited_data JOIN main.thing ON thing.id = cited LEFT JOIN main.work ON work.cluster = cited
        WHERE {by} > 0 ORDER BY 1 DESC, iri LIMIT :most
        """,
        most=most,
    )
    said = {} if known is None else known
    for *_, cited in found:
        if cited not in said:
            said[cited] = claims_behind(scope, cited)
    numbers = [row[0] for row in found]
    shown = tuple(
        Cited(numbers.index(number) + 1, iri, title, dict(zip(("total", *KINDS), sums, strict=True)), reused,
              bool(made), said[cited])
        for number, iri, title, *sums, reused, made, cited in found
    )  # fmt: skip
    last = numbers[-1] if numbers else 0
    ((all_, at_last),) = scope.rows(
        f"SELECT COUNT(*), SUM({by} = :last) FROM cited_data WHERE {by} > 0", last=last
    )
    tied = (at_last or 0) - numbers.count(last)
    return Top(by, shown, tied, all_ - len(shown) - tied)
