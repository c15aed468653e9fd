"""The claims and counts in a mapped record, as short tuples that tests compare."""

from collections.abc import Iterable

from kg.harvest.source import Mapped
from kg.rdf.names import PAN, RDF
from kg.rdf.terms import Triple


def facts_of(mapped: Mapped, class_name: str) -> list[dict[str, str]]:
    """What is said of each thing of this class, by the local name of the property."""
    nodes = [s for s, p, o in mapped.triples if p == RDF["type"] and o == PAN[class_name]]
    return [_facts(mapped.triples, node.value) for node in nodes]


def claims_of(mapped: Mapped) -> list[tuple[str, str, str]]:
    """(subject, relation, object) of each claim, without "https://doi.org/", sorted."""
    found = facts_of(mapped, "CitationClaim")
    return sorted((_bare(c["claimSubject"]), c["relationType"], _bare(c["claimObject"])) for c in found)


def counts_of(mapped: Mapped) -> dict[tuple[str, str], int]:
    """The numbers by metric and first day covered."""
    found = facts_of(mapped, "StatedCount")
    return {(one["metric"], one.get("countFrom", "")): int(one["number"]) for one in found}


def _facts(triples: Iterable[Triple], node: str) -> dict[str, str]:
    return {p.value.rpartition("#")[2]: o.value for s, p, o in triples if s.value == node}


def _bare(iri: str) -> str:
    return iri.removeprefix("https://doi.org/")
