"""Where the citing works come from: countries and institutions of their authors."""

from dataclasses import dataclass

from kg.report.scope import Scope

MOST = 30

HOW = (
    "Counted are citing works, each once however many data it cites. Whole: a work counts 1 with each of its "
    "countries (institutions). Fractional: a work with k of them counts 1/k with each, whatever the number "
    "of its authors there, so that the column adds up to the works that state any."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A country (ISO 3166 code) or an institution (its ROR, or its name), and the works from there."""

    value: str
    label: str
    whole: int
    fractional: float


@dataclass(frozen=True, slots=True)
class Places:
    """The places with the most works; `others` more exist; `missing` of all `works` state none."""

    slot: str
    works: int
    missing: int
    shown: tuple[Place, ...]
    others: int


def places(scope: Scope, slot: str) -> Places:
    """By "country" or by "institution"."""
    found = scope.rows(
        """
        WITH works AS (SELECT DISTINCT citing AS cluster FROM counted),
        stated AS (
          SELECT cluster, value, label FROM works JOIN main.facet USING (cluster) WHERE slot = :slot
        ),
        shares AS (SELECT cluster, 1.0 / COUNT(*) AS share FROM stated GROUP BY cluster)
        SELECT value, MAX(label), COUNT(*), SUM(share) FROM stated JOIN shares USING (cluster)
        GROUP BY value ORDER BY 3 DESC, 4 DESC, value
        """,
        slot=slot,
    )
    works = scope.number("SELECT COUNT(DISTINCT citing) FROM counted")
    missing = scope.number(
        """
        SELECT COUNT(DISTINCT citing) FROM counted
        WHERE citing NOT IN (SELECT cluster FROM main.facet WHERE slot = :slot)
        """,
        slot=slot,
    )
    shown = tuple(
        Place(value, label or value, whole, fractional) for value, label, whole, fractional in found
    )
    return Places(slot, works, missing, shown[:MOST], max(0, len(shown) - MOST))
