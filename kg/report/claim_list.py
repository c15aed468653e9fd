"""The claims behind a pair, or behind all pairs of one dataset, as their sources made them."""

from dataclasses import dataclass

from kg.report.scope import Scope

MOST = 200
"""Claims listed of one dataset or pair; the graph has all of them."""

_CLAIMS = """
SELECT claim.node, source, retrieved, relation, one.iri, other.iri, origin, confidence, day, pair.node
FROM main.thing cited
CROSS JOIN main.claim ON claim.cited = cited.id AND claim.dropped IS NULL
  AND claim.class IN ('companion', 'citation', 'documentation')
CROSS JOIN main.thing citing ON citing.id = claim.citing
CROSS JOIN ours ON ours.cited = cited.cluster AND ours.citing = citing.cluster
CROSS JOIN main.pair ON pair.id = ours.id
CROSS JOIN main.graph ON graph.id = claim.graph
CROSS JOIN main.thing one ON one.id = claim.subject CROSS JOIN main.thing other ON other.id = claim.object
WHERE {condition} ORDER BY pair.node, source, claim.node LIMIT :most
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
    query = _CLAIMS.format(condition="cited.cluster = :cited AND ours.state = 'counted'")
    return tuple(Said(*row) for row in scope.rows(query, cited=cited, most=MOST))


def claims_of(scope: Scope, pair: str) -> tuple[Said, ...]:
    """Those behind one pair, counted or not."""
    pair_id, work = (f"(SELECT {column} FROM main.pair WHERE node = :pair)" for column in ("id", "cited"))
    query = _CLAIMS.format(condition=f"cited.cluster = {work} AND ours.id = {pair_id}")
    return tuple(Said(*row) for row in scope.rows(query, pair=pair, most=MOST))
