"""Related identifiers and items of DataCite records, by the type of their relation.

All are dcterms:relation. Where a usual vocabulary has the relation itself, that is stated beside it; else the
relation is qualified with DataCite's own word for it, so that none is lost ("IsSupplementTo").
"""

from pyoxigraph import Literal, NamedNode

from harvesters._claims import Related, claim_related
from harvesters._datacite_kinds import work_kind
from harvesters._datacite_words import entries, said
from harvesters._describe import Description, prose
from harvesters._identifier import identifier_iri
from harvesters._read import branch
from harvesters._related import describe_words
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri
from kg.rdf.names import CITO, DCAT, DCT, PAN, PROV, RDF, SCHEMA

_PREDICATES = {
    "IsPartOf": DCT["isPartOf"],
    "HasPart": DCT["hasPart"],
    "IsVersionOf": DCT["isVersionOf"],
    "HasVersion": DCT["hasVersion"],
    "IsNewVersionOf": DCT["replaces"],
    "IsPreviousVersionOf": DCT["isReplacedBy"],
    "Obsoletes": DCT["replaces"],
    "IsObsoletedBy": DCT["isReplacedBy"],
    "IsVariantFormOf": DCT["isFormatOf"],
    "IsOriginalFormOf": DCT["hasFormat"],
    "Requires": DCT["requires"],
    "IsRequiredBy": DCT["isRequiredBy"],
    "References": DCT["references"],
    "IsReferencedBy": DCT["isReferencedBy"],
    "Cites": CITO["cites"],
    "IsCitedBy": CITO["isCitedBy"],
    "Documents": CITO["documents"],
    "IsDocumentedBy": CITO["isDocumentedBy"],
    "Describes": CITO["describes"],
    "IsDescribedBy": CITO["isDescribedBy"],
    "Reviews": CITO["reviews"],
    "IsReviewedBy": CITO["isReviewedBy"],
    "IsDerivedFrom": PROV["wasDerivedFrom"],
    "IsPublishedIn": DCT["isPartOf"],
}
# PIDINST's advice is IsCollectedBy; Helmholtz-Zentrum Berlin used IsCompiledBy.
_BY_INSTRUMENT = {"IsCollectedBy", "IsCompiledBy"}

_OWN = " stated"  # no key of DataCite's

_UNTYPED = "related"
"""The relation where a record names none; nobody knows then who cites whom."""


def describe_relations(description: Description, attributes: dict[str, Json], is_instrument: bool) -> None:
    """State every related identifier and every related item."""
    for related in entries(attributes, "relatedIdentifiers"):
        kind = said(related, "relatedIdentifierType")
        words = said(related, "relatedIdentifier")
        target = identifier_iri(words, kind)
        if target is None:
            describe_words(description, _with_kind(words, kind), "relatedIdentifiers[]")
        else:
            _relate(description, related, target, is_instrument)
    for item in entries(attributes, "relatedItems"):
        _describe_item(description, item, is_instrument)


def claim_relations(description: Description, attributes: dict[str, Json]) -> None:
    """Claim what the record says of related works, each in its own words."""
    for related in entries(attributes, "relatedIdentifiers"):
        kind = said(related, "relatedIdentifierType")
        _claim(description, related, said(related, "relatedIdentifier"), kind, "relatedIdentifiers[]")
    for item in entries(attributes, "relatedItems"):
        identifier = branch(item, "relatedItemIdentifier")
        kind = said(identifier, "relatedItemIdentifierType")
        _claim(description, item, said(identifier, "relatedItemIdentifier"), kind, "relatedItems[]")


def as_stated(said: Json, relation: str | None, field: str) -> dict[str, Json]:
    """What a source adds to an entry that it put into DataCite's words: its own words, for claims."""
    return {_OWN: {"said": said, "relation": relation, "field": field}}


def _claim(
    description: Description, entry: dict[str, Json], words: str | None, kind: str | None, field: str
) -> None:
    own = branch(entry, _OWN)
    relation = said(own, "relation") or said(entry, "relationType") or _UNTYPED
    general = said(entry, "resourceTypeGeneral", "relatedItemType")
    statement = own.get("said", entry)
    field = said(own, "field") or field
    claim_related(description, Related(words, relation, statement, field, kind, work_kind(general)))


def _relate(
    description: Description, related: dict[str, Json], target: NamedNode, is_instrument: bool
) -> None:
    if target == description.about:
        return
    relation = said(related, "relationType")
    general = said(related, "resourceTypeGeneral", "relatedItemType")
    if relation in _BY_INSTRUMENT and general in {None, "Instrument"}:
        description.say(PAN["instrument"], target)
        description.add(target, RDF["type"], PAN["Instrument"])
    if is_instrument and relation == "IsPartOf" and general == "Instrument":
        description.say(PAN["partOfInstrument"], target)
    description.say(DCT["relation"], target)
    if predicate := _PREDICATES.get(relation or ""):
        description.say(predicate, target)
    elif relation:
        node = digest_iri("relation", description.about.value, relation, target.value)
        description.say(DCAT["qualifiedRelation"], node)
        description.add(node, RDF["type"], DCAT["Relationship"])
        description.add(node, DCT["relation"], target)
        description.add(node, SCHEMA["roleName"], Literal(relation))


def _describe_item(description: Description, item: dict[str, Json], is_instrument: bool) -> None:
    identifier = branch(item, "relatedItemIdentifier")
    kind = said(identifier, "relatedItemIdentifierType")
    target = identifier_iri(said(identifier, "relatedItemIdentifier"), kind)
    if target is not None:
        _relate(description, item, target, is_instrument)
        return
    for title in entries(item, "titles"):
        description.say(SCHEMA["citation"], prose(said(title, "title")))


def _with_kind(words: str | None, kind: str | None) -> str | None:
    """A number that means nothing without its kind: "PMID 12345"."""
    return f"{kind} {words}" if words and kind and words.strip().isdecimal() else words
