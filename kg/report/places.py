"""Where the citing works come from: countries and institutions of their authors."""

from collections import defaultdict
from dataclasses import dataclass

from kg.report.scope import Scope

MOST = 30

HOW = (
    "Counted are citing works, each once however many data it cites. Whole: a work counts 1 with each of its "
    "countries (institutions). Fractional: a work with k of them counts 1/k with each, whatever the number "
    "of its authors there, so that the column adds up to the works that state any. An institution without an "
    "identifier is known by name only, and may be one under several names."
)


@dataclass(frozen=True, slots=True)
class Place:
    """A country (ISO 3166 code) or an institution (its ROR, or its name), and the works from there.

    `by_name`: citing works name it in words only, so that it may stand here under several names.
    """

    value: str
    label: str
    whole: int
    fractional: float
    by_name: bool


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
    works = scope.number("SELECT COUNT(*) FROM citing_works")
    stated: dict[int, list[str]] = {}
    for work, value in scope.each(
        """
        SELECT citing, value FROM citing_works
        CROSS JOIN main.facet ON facet.cluster = citing AND slot = :slot
        """,
        slot=slot,
    ):
        stated.setdefault(work, []).append(value)
    whole, fractional = defaultdict[str, int](int), defaultdict[str, float](float)
    for values in stated.values():
        for value in values:
            whole[value] += 1
            fractional[value] += 1 / len(values)
    order = sorted(whole, key=lambda value: (-whole[value], -fractional[value], value))
    shown = tuple(
        Place(value, _label(scope, slot, value), whole[value], fractional[value], _is_name(slot, value))
        for value in order[:MOST]
    )
    return Places(slot, works, works - len(stated), shown, max(0, len(order) - MOST))


def _is_name(slot: str, value: str) -> bool:
    return slot == "institution" and not value.startswith("https://")


def _label(scope: Scope, slot: str, value: str) -> str:
    query = "SELECT MAX(label) FROM main.facet WHERE slot = :slot AND value = :value"
    ((label,),) = scope.rows(query, slot=slot, value=value)
    return label or value
