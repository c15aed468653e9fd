"""Claims and stated counts among triples, and what is said beside them."""

from collections.abc import Iterable

from kg.rdf.names import PAN, RDF
from kg.rdf.terms import NamedNode, Triple

FIELDS = {
    "claimSubject": "subject",
    "claimObject": "object",
    "relationType": "relation",
    "claimText": "said",
    "claimOrigin": "origin",
    "claimDate": "day",
    "subjectKind": "subject_kind",
    "objectKind": "object_kind",
    "countOf": "about",
    "countFrom": "begin",
    "countTo": "end",
    "accessMethod": "method",
    "countNote": "note",
}


def claims(triples: Iterable[Triple]) -> list[dict[str, str]]:
    """What is claimed; DOIs bare."""
    return _nodes(list(triples), PAN["CitationClaim"])


def links(triples: Iterable[Triple]) -> list[tuple[str, str, str]]:
    """Subject, relation and object of all claims, sorted."""
    return sorted((one["subject"], one["relation"], one["object"]) for one in claims(triples))


def counts(triples: Iterable[Triple]) -> list[dict[str, str]]:
    """What is counted."""
    return _nodes(list(triples), PAN["StatedCount"])


def beside(triples: Iterable[Triple]) -> list[Triple]:
    """All that is said of the things themselves."""
    told = list(triples)
    kinds = {PAN["CitationClaim"], PAN["StatedCount"]}
    nodes = {subject for subject, predicate, value in told if predicate == RDF["type"] and value in kinds}
    return [triple for triple in told if triple[0] not in nodes]


def _nodes(triples: list[Triple], kind: NamedNode) -> list[dict[str, str]]:
    found: dict[NamedNode, dict[str, str]] = {
        subject: {} for subject, predicate, value in triples if (predicate, value) == (RDF["type"], kind)
    }
    for subject, predicate, value in triples:
        if subject in found and predicate != RDF["type"]:
            name = predicate.value.removeprefix(str(PAN))
            text = (
                value.value.removeprefix("https://doi.org/") if isinstance(value, NamedNode) else value.value
            )
            found[subject][FIELDS.get(name, name)] = text
    return list(found.values())
