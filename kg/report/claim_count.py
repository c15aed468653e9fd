"""The claims behind all counted pairs, counted in one go: by source, and for how many different things."""

from collections import Counter
from dataclasses import dataclass

import orjson

from kg.report.scope import Scope


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
    sources: Counter[str] = Counter()
    named = pairs = 0
    for said, number, names in scope.each("SELECT said, COUNT(*), SUM(named) FROM counted GROUP BY said"):
        for source, claims in orjson.loads(said).items():
            sources[source] += claims * number
        named += names
        pairs += number
    return Claimed(dict(sources), named, pairs)
