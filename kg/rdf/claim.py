"""A claim: one statement of one source that two things are related, kept as it was said.

Claims are never merged and never corrected; what follows from them (`kg/citation`) stands beside them. A
claim's IRI is a digest of who says it, in which record, and what, so the same record makes the same claims.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode

from kg.rdf.mint import digest_iri
from kg.rdf.names import PAN, PROV, RDF, XSD
from kg.rdf.terms import Triple, text

WorkKind = Literal["dataset", "publication", "software", "other"]
WORK_KINDS: tuple[WorkKind, ...] = get_args(WorkKind)

LONGEST_SAID = 4_000
"""Characters kept of the statement itself, which may be a whole JSON object."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source said.

    `subject` and `object` are identifiers as IRIs in their normal form (a DOI as `doi_iri` gives it);
    `relation` is the source's own word, spelt its way ("IsSupplementTo", "is-supplemented-by", "reference");
    `said` the statement as it stands there, as text or compact JSON, with the identifiers as they were
    written. `asserted_by` is who made it, in the source's words ("subject", "publisher", "crossref");
    `origin` whom the source has it from, where it says so ("Crossref"); `day` the date that the source gives
    the *statement* (ISO 8601), which is not the date of a citation; `confidence` is below 1 where the
    identifier was found in free text; the kinds are what the source says that the two are; `subject_issued`
    and `object_issued` when it says that they were published, where it does not describe them otherwise;
    `citing_text` is the sentence or the reference in which the citing work does it; `field` the place in the
    record.
    """

    subject: NamedNode
    object: NamedNode
    relation: str
    said: str
    asserted_by: str | None = None
    origin: str | None = None
    day: str | None = None
    confidence: float = 1.0
    subject_kind: WorkKind | None = None
    object_kind: WorkKind | None = None
    subject_issued: RdfLiteral | None = None
    object_issued: RdfLiteral | None = None
    citing_text: str | None = None
    field: str | None = None

    def iri(self, source: str, key: str) -> NamedNode:
        """What the claim is called when `source` makes it in its record `key`."""
        ends = self.subject.value, self.object.value
        return digest_iri("claim", source, key, *ends, self.relation, self.field or "", self.said)


def claim_triples(claim: Claim, source: str, key: str) -> list[Triple]:
    """The claim as RDF; `source` is the harvester's name, `key` the record's."""
    node = claim.iri(source, key)
    said: list[tuple[str, RdfLiteral | NamedNode | None]] = [
        ("claimSubject", claim.subject),
        ("claimObject", claim.object),
        ("relationType", text(claim.relation)),
        ("claimText", text(claim.said[:LONGEST_SAID])),
        ("assertedBy", text(claim.asserted_by)),
        ("claimOrigin", text(claim.origin)),
        ("claimDate", text(claim.day)),
        ("subjectKind", text(claim.subject_kind)),
        ("objectKind", text(claim.object_kind)),
        ("subjectIssued", claim.subject_issued),
        ("objectIssued", claim.object_issued),
        ("citingText", text(claim.citing_text)),
        ("field", text(claim.field)),
    ]
    if claim.confidence < 1:
        said.append(("confidence", RdfLiteral(repr(claim.confidence), datatype=XSD["double"])))
    triples: list[Triple] = [(node, RDF["type"], PAN["CitationClaim"]), (node, RDF["type"], PROV["Entity"])]
    return triples + [(node, PAN[name], value) for name, value in said if value is not None]


@dataclass(frozen=True, slots=True)
class StatedCount:
    """A number that a source gives without the statements behind it: a total of citations, or of uses.

    `metric` is the source's own name of it ("cited_by_count", "unique-dataset-requests"); `begin` and `end`
    are the days it covers, where it says so; `method` and `country` are COUNTER's access method and country.
    """

    about: NamedNode
    metric: str
    number: int
    begin: str | None = None
    end: str | None = None
    method: str | None = None
    country: str | None = None
    note: str | None = None

    def iri(self, source: str, key: str) -> NamedNode:
        """What the count is called when `source` gives it in its record `key`."""
        parts = (self.metric, self.begin or "", self.end or "", self.method or "", self.country or "")
        return digest_iri("count", source, key, self.about.value, *parts)


def count_triples(count: StatedCount, source: str, key: str) -> list[Triple]:
    """The count as RDF."""
    node = count.iri(source, key)
    said: list[tuple[str, RdfLiteral | NamedNode | None]] = [
        ("countOf", count.about),
        ("metric", text(count.metric)),
        ("number", RdfLiteral(str(count.number), datatype=XSD["integer"])),
        ("countFrom", text(count.begin)),
        ("countTo", text(count.end)),
        ("accessMethod", text(count.method)),
        ("country", text(count.country)),
        ("countNote", text(count.note)),
    ]
    triples: list[Triple] = [(node, RDF["type"], PAN["StatedCount"])]
    return triples + [(node, PAN[name], value) for name, value in said if value is not None]
