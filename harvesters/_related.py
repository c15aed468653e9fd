"""Related publications and data, in whatever words a record speaks of them."""

from harvesters._claims import NOT_STATED, Related, claim_related
from harvesters._datacite_kinds import work_kind
from harvesters._describe import Description, prose
from harvesters._read import first_text
from kg.harvest.payload import Json
from kg.rdf.claim import WorkKind
from kg.rdf.names import DCT, SCHEMA
from kg.resolve.doi import ALONE, dois_in, related_finding


def describe_related(
    description: Description,
    related: Json,
    field: str = "relatedPublications[]",
    kind: WorkKind | None = None,
) -> None:
    """What the words say, and a claim for each work that they name.

    `kind` is what the record says that such works are; an entry may say so itself.
    """
    entry = related if isinstance(related, dict) else {}
    words = first_text(entry, "relatedIdentifier", "identifier") if entry else related
    if not isinstance(words, str):
        return
    relation = first_text(entry, "relationType", "relation") or NOT_STATED
    scheme = first_text(entry, "relatedIdentifierType", "scheme")
    stated = work_kind(first_text(entry, "resourceTypeGeneral", "resourceType")) or kind
    claim_related(description, Related(words, relation, related, field, scheme, stated))
    describe_words(description, words, field)


def describe_words(description: Description, words: str | None, field: str) -> None:
    """The DOIs wherever in the words they stand; the words, too, unless they are just a DOI."""
    if words is None or not words.strip():
        return
    found = [one for one in dois_in(words) if one.iri != description.about]
    finding = related_finding(words, field)
    description.find(finding)
    for one in found:
        description.say(DCT["relation"], one.iri)
    is_nothing = finding is not None and finding.rule == "related-placeholder"
    if not is_nothing and not (dois_in(words) and dois_in(words)[0].confidence == ALONE):
        description.say(SCHEMA["citation"], prose(words))
