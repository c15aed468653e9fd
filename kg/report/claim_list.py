"""The claims behind a pair, or behind all pairs of one dataset, as their sources made them."""

from dataclasses import dataclass

from kg.report.scope import Scope

MOST = 200
"""Claims listed of one dataset or pair; the graph has all of them."""

_CLAIMS = """
SELECT claims.node, source, retrieved, relation, one.iri, other.iri, origin, confidence, day, pair.node
FROM {view} claims JOIN main.pair ON pair.id = claims.pair
JOIN main.thing one ON one.id = claims.subject JOIN main.thing other ON other.id = claims.object
WHERE {condition} ORDER BY pair.node, source, claims.node LIMIT :most
"""


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: `said_of` and `said_to` are the identifiers it names, `relation` is its own word.

    `node` is its name in the graph, which has its whole text; `pair` that of the pair it stands behind.
    """

    node: str
    source: str
    retrieved: str | None
    relation: str
    said_of: str
    said_to: str
    origin: str | None
    confidence: float
    day: str | None
    pair: str


def claims_behind(scope: Scope, cited: int) -> tuple[Said, ...]:
    """Those behind the counted pairs of a dataset, by the number of its cluster."""
    query = _CLAIMS.format(view="claimed", condition="claims.cited_work = :cited")
    return tuple(Said(*row) for row in scope.rows(query, cited=cited, most=MOST))


def claims_of(scope: Scope, pair: str) -> tuple[Said, ...]:
    """Those behind one pair, counted or not."""
    cited = "(SELECT cited FROM main.pair WHERE node = :pair)"
    condition = f"claims.cited_work = {cited} AND pair.node = :pair"
    query = _CLAIMS.format(view="all_claims", condition=condition)
    return tuple(Said(*row) for row in scope.rows(query, pair=pair, most=MOST))
