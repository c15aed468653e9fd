"""What should be mended at the source: what it said, what was understood, how surely, and the way out."""

from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.rdf.mint import digest_iri
from kg.rdf.names import PAN, RDF, RDFS, XSD
from kg.rdf.terms import Triple, iri, text
from kg.resolve.email import without_addresses

LONGEST_SAID = 20_000
"""Characters kept of what the source said: all of it, but for texts that would fill the graph."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one record.

    `rule` is a name of the catalogue of rules ("licence-unknown"); `field` where in the record it stands, in
    the source's own words ("techniques[].pid"); `said` what stands there, verbatim; `understood` the IRI or
    text that it was taken for, None when for nothing; `confidence` from 0 to 1 how sure that is; `remedy`
    what to write there instead, as one sentence.
    """

    rule: str
    field: str
    said: str
    understood: str | None
    confidence: float
    remedy: str


def finding_triples(about: NamedNode, finding: Finding) -> list[Triple]:
    """The finding as said of this record. The same words found in two records are one finding of both."""
    node, statements = _stated(finding)
    return [(about, PAN["finding"], node), *statements]


@lru_cache(maxsize=8192)
def _stated(finding: Finding) -> tuple[NamedNode, tuple[Triple, ...]]:
    said = _shown(finding.said)
    understood = finding.understood or ""
    node = digest_iri("finding", finding.rule, finding.field, said, understood, finding.remedy)
    # How sure it is says nothing where nothing was understood; records are many, so it is left out.
    confidence = Literal(repr(finding.confidence), datatype=XSD["double"]) if understood else None
    values: list[tuple[NamedNode, NamedNode | Literal | None]] = [
        (RDF["type"], PAN["Finding"]),
        (PAN["rule"], Literal(finding.rule)),
        (PAN["field"], text(finding.field)),
        (PAN["sourceText"], text(said)),
        (PAN["understoodAs"], iri(understood) or text(_shown(understood))),
        (PAN["confidence"], confidence),
        (RDFS["comment"], text(without_addresses(finding.remedy))),
    ]
    return node, tuple((node, predicate, value) for predicate, value in values if value is not None)


def _shown(said: str) -> str:
    said = without_addresses(said)
    return said if len(said) <= LONGEST_SAID else said[: LONGEST_SAID - 1] + "…"


def excerpt(said: str, most: int = 120) -> str:
    """What was said, cut to a length that fits into a sentence."""
    return said if len(said) <= most else said[: most - 1] + "…"
