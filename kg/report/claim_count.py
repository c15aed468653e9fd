"""The claims behind all counted pairs, counted in one go: by source, and for how many different things."""

from collections import Counter
from dataclasses import dataclass

from kg.report.scope import Scope

# The order of the joins is the one that follows the indexes; left to itself, SQLite tries others.
_CLAIMS = """
SELECT claim.graph, cited.id, citing.id, ours.id
FROM cited_data CROSS JOIN main.thing cited ON cited.cluster = cited_data.cited
CROSS JOIN main.claim ON claim.cited = cited.id AND claim.dropped IS NULL
CROSS JOIN main.thing citing ON citing.id = claim.citing
CROSS JOIN ours ON ours.cited = cited.cluster AND ours.citing = citing.cluster AND ours.state = 'counted'
"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """`by_source` counts claims; all of them name `identifier_pairs` different pairs of identifiers.

    These are `pairs` pairs of works.
    """

    by_source: dict[str, int]
    identifier_pairs: int
    pairs: int

    @property
    def claims(self) -> int:
        """All claims."""
        return sum(self.by_source.values())


def claimed(scope: Scope) -> Claimed:
    """What is claimed of the counted pairs."""
    graphs: Counter[int] = Counter()
    named, works = 0, set[int]()
    here, beside = -1, set[int]()
    for graph, cited, citing, pair in scope.each(_CLAIMS):
        if cited != here:  # all claims about one identifier come in a row
            named += len(beside)
            here, beside = cited, set()
        graphs[graph] += 1
        beside.add(citing)
        works.add(pair)
    sources: Counter[str] = Counter()
    for number, source in scope.each("SELECT id, source FROM main.graph"):
        if number in graphs:
            sources[source] += graphs[number]
    return Claimed(dict(sources), named + len(beside), len(works))
