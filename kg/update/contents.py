"""How much a table holds, and what two tables say differently, by kind of statement."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.ontology.document import DEFINITION, DEFINITION_SOURCE
from kg.rdf.names import DCT, OWL, PAN, RDF, RDFS, SKOS

_KINDS = {
    RDFS["label"].value: "labels",
    SKOS["altLabel"].value: "alternative labels",
    DEFINITION: "definitions",
    DEFINITION_SOURCE: "definition sources",
    PAN["statedBroader"].value: "stated parents",
    PAN["broaderOrSelf"].value: "inferred subsumptions",
    RDFS["subClassOf"].value: "nearest parents",
    OWL["equivalentClass"].value: "equivalences",
    OWL["deprecated"].value: "marks of retired terms",
    DCT["isReplacedBy"].value: "replacements",
    RDF["type"].value: "types",
}
"""In the order in which they are told; all others are one kind."""
_OTHER = "other statements"


@dataclass(frozen=True, slots=True)
class Contents:
    """Terms with a label before (None: there was no table) and now; statements gone and new, by kind."""

    terms_before: int | None
    terms: int
    statements: int
    differing: tuple[tuple[str, int, int], ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        listed = [{"what": what, "gone": gone, "new": new} for what, gone, new in self.differing]
        return {
            "terms_before": self.terms_before,
            "terms": self.terms,
            "statements": self.statements,
            "differing": listed,
        }


def contents_of(table: bytes, former: bytes | None) -> Contents:
    """What a table holds beside the former one; what they say of themselves is left out."""
    now, was = _said(table), _said(former) if former is not None else None
    gone, new = _by_kind((was or set()) - now), _by_kind(now - (was or set()))
    kinds = [kind for kind in (*_KINDS.values(), _OTHER) if gone[kind] or new[kind]]
    return Contents(
        terms_before=_terms(was) if was is not None else None,
        terms=_terms(now),
        statements=len(now),
        differing=tuple((kind, gone[kind], new[kind]) for kind in kinds) if was is not None else (),
    )


def _said(table: bytes) -> set[Triple]:
    triples = {quad.triple for quad in parse(table, format=RdfFormat.TURTLE)}
    heads = {each.subject for each in triples if each.object == OWL["Ontology"]}
    return {each for each in triples if each.subject not in heads}


def _terms(said: Iterable[Triple]) -> int:
    labelled = (each.subject for each in said if each.predicate == RDFS["label"])
    return len({subject for subject in labelled if isinstance(subject, NamedNode)})


def _by_kind(triples: Iterable[Triple]) -> Counter[str]:
    return Counter(_KINDS.get(each.predicate.value, _OTHER) for each in triples)
