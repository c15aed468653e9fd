"""Whether there is evidence that data were used: a citation alone is none.

Evidence of use is a relation that says so (CiTO `usesDataFrom`, DataCite IsDerivedFrom, Crossref
`based-on-data`) or the word of a person who read the work. Else the intent is unknown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kg.citation.relation import RelationClass, read_relation
from kg.citation.row import BehindName, ReuseName


@dataclass(frozen=True, slots=True)
class Reuse:
    """The verdict and what it rests on: a tuple of JSON objects, each with its "rule"."""

    value: ReuseName
    evidence: tuple[dict[str, Any], ...]


def is_reuse(
    klass: RelationClass,
    relations: Collection[str],
    labels: Mapping[str, str] | None = None,
    behind: BehindName | None = None,
) -> Reuse:
    """Whether the citing work used the data again.

    Args:
        klass: how it cites, by the best of its claims.
        relations: the words of all its claims.
        labels: curator -> "yes", "no" or "unknown"; people go before rules, and where they differ it is open.
        behind: who is behind the citation; a companion publishes the data for the first time.
    """
    said = {who: word for who, word in sorted((labels or {}).items()) if word in ("yes", "no", "unknown")}
    if said:
        evidence = tuple({"rule": "curator", "curator": who, "said": word} for who, word in said.items())
        words = set(said.values()) - {"unknown"}
        value: ReuseName = "unknown"
        if len(words) == 1:
            value = "yes" if "yes" in words else "no"
        return Reuse(value, evidence)
    if klass == "companion" or behind == "companion":
        return Reuse("no", ({"rule": "companion"},))
    used = sorted({word for word in relations if _says_use(word)})
    if used:
        return Reuse("yes", tuple({"rule": "relation of use", "relation": word} for word in used))
    return Reuse("unknown", ({"rule": "citation, intent unknown"},))


def _says_use(word: str) -> bool:
    relation = read_relation(word)
    return relation.klass == "derivation" or relation.sense == "use"
