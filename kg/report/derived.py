"""What was made from a facility's data, by whom that is stated, and the claims: evidence that they were used.

A derivation is no citation. It stands beside the pairs and is never added to them.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.report.claim_list import Said
from kg.report.scope import Scope

MOST_STEPS = 8
"""How far derivations of what was derived are followed."""
MOST_CLAIMS = 20

HOW = (
    "A derivation is a work or data of which a source states that it was made from data of this facility. "
    "That is evidence of use, which a citation alone is not; it is no citation, and not added to pairs. "
    "Direct: made from the facility's data themselves; indirect: made from what was made from them. Parts "
    "and versions are no derivations."
)

_LINKS = """
SELECT DISTINCT source.cluster, made.cluster FROM {start}
CROSS JOIN main.thing source ON source.cluster = start.cluster
CROSS JOIN main.edge ON edge.to_thing = source.id AND edge.kind = 'derived'
CROSS JOIN main.thing made ON made.id = edge.from_thing
WHERE made.cluster != source.cluster
"""
_CLAIMS = """
SELECT claim.node, graph.source, retrieved, relation, one.iri, other.iri, origin, confidence, day, ''
FROM main.thing source
CROSS JOIN main.claim ON claim.cited = source.id AND claim.dropped IS NULL AND claim.class = 'derivation'
CROSS JOIN main.thing made ON made.id = claim.citing
CROSS JOIN main.graph ON graph.id = claim.graph
CROSS JOIN main.thing one ON one.id = claim.subject CROSS JOIN main.thing other ON other.id = claim.object
WHERE source.cluster = :source AND made.cluster = :made ORDER BY graph.source, claim.node LIMIT :most
"""
_RECORDS = """
SELECT made.iri, graph.source, retrieved, basis, made.iri, source.iri, NULL, 1.0, NULL, ''
FROM main.thing source CROSS JOIN main.edge ON edge.to_thing = source.id AND edge.kind = 'derived'
CROSS JOIN main.thing made ON made.id = edge.from_thing CROSS JOIN main.graph ON graph.id = edge.graph
WHERE source.cluster = :source AND made.cluster = :made ORDER BY graph.source, made.iri LIMIT :most
"""
_WORK = """
SELECT thing.iri, kind, title, date, COALESCE(is_constructed, 0),
  EXISTS (SELECT 1 FROM main.facet WHERE cluster = thing.id AND slot = 'facility' AND value = :facility),
  EXISTS (SELECT 1 FROM counted WHERE cited = :source AND citing = thing.id)
FROM main.thing LEFT JOIN main.work ON work.cluster = thing.id WHERE thing.id = :made
"""


@dataclass(frozen=True, slots=True)
class Derivation:
    """One work made from another; `reuse` is direct where that is data of the facility.

    `own`: what was made is data of the same facility; `is_pair`: it also cites them, and is a counted pair.
    `stated_by` are the sources; `claims` what they say, of which `pair` is "".
    """

    iri: str
    title: str | None
    kind: str | None
    date: str | None
    source: str
    source_title: str | None
    reuse: Literal["direct", "indirect"]
    own: bool
    is_pair: bool
    is_constructed: bool
    stated_by: tuple[str, ...]
    claims: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """All derivations up to the day, by what was derived; `later` and `undated` ones are left out."""

    shown: tuple[Derivation, ...]
    later: int
    undated: int

    @property
    def direct(self) -> int:
        """How many are made from the facility's data themselves."""
        return sum(one.reuse == "direct" for one in self.shown)

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        told = {"class": "derivation"}
        return {
            "direct": self.direct,
            "indirect": len(self.shown) - self.direct,
            "also_pairs": sum(one.is_pair for one in self.shown),
            "later": self.later,
            "undated": self.undated,
            "derivations": [asdict(one) | told for one in self.shown],
        }


def derived(scope: Scope) -> Derived:
    """What is stated to be made from the data of the scope; nothing is guessed from titles or people."""
    found, later, undated = list[Derivation](), 0, 0
    for source, made, step in _links(scope):
        one = _derivation(scope, source, made, "direct" if step == 1 else "indirect")
        if one.date is None and not scope.counts_undated:
            undated += 1
        elif one.date is not None and one.date > scope.as_of.isoformat():
            later += 1
        else:
            found.append(one)
    return Derived(tuple(sorted(found, key=lambda one: (one.reuse, one.iri, one.source))), later, undated)


def _links(scope: Scope) -> list[tuple[int, int, int]]:
    """(source, derived, step) by cluster, each link once, at its first step."""
    known: dict[tuple[int, int], int] = {}
    here = list(scope.rows(_LINKS.format(start="data start")))
    reached = {cluster for (cluster,) in scope.rows("SELECT cluster FROM data")}
    for step in range(1, MOST_STEPS + 1):
        known |= {link: step for link in here if link not in known}
        ahead = {made for _, made in here} - reached
        reached |= ahead
        here = [link for cluster in sorted(ahead) for link in _made_from(scope, cluster)]
    return [(*link, step) for link, step in known.items()]


def _made_from(scope: Scope, cluster: int) -> list[tuple[Any, ...]]:
    return scope.rows(_LINKS.format(start="(SELECT :cluster AS cluster) start"), cluster=cluster)


def _derivation(scope: Scope, source: int, made: int, reuse: Literal["direct", "indirect"]) -> Derivation:
    ((iri, kind, title, date, invented, own, is_pair),) = scope.rows(_WORK, source=source, made=made)
    ((of, _, of_title, _, of_invented, _, _),) = scope.rows(_WORK, source=source, made=source)
    ends: dict[str, object] = {"source": source, "made": made, "most": MOST_CLAIMS}
    rows = scope.rows(_CLAIMS, **ends) or scope.rows(_RECORDS, **ends)
    claims = tuple(Said(*row) for row in rows)
    stated_by = tuple(sorted({claim.source or "loaded" for claim in claims}))
    return Derivation(
        iri, title, kind, date, of, of_title, reuse, bool(own), bool(is_pair), bool(invented or of_invented),
        stated_by, claims,
    )  # fmt: skip
