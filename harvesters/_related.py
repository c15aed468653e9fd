"""Related publications and data, in whatever words a record speaks of them."""

from harvesters._describe import Description, prose
from harvesters._read import first_text
from kg.harvest.payload import Json
from kg.rdf.names import DCT, SCHEMA
from kg.resolve.doi import ALONE, dois_in, related_finding


def describe_related(description: Description, related: Json, field: str = "relatedPublications[]") -> None:
    """The DOIs wherever in the words they stand; the words, too, unless they are just a DOI."""
    said = first_text(related, "relatedIdentifier", "identifier") if isinstance(related, dict) else related
    if not isinstance(said, str) or not said.strip():
        return
    found = [one for one in dois_in(said) if one.iri != description.about]
    finding = related_finding(said, field)
    description.find(finding)
    for one in found:
        description.say(DCT["relation"], one.iri)
    is_nothing = finding is not None and finding.rule == "related-placeholder"
    if not is_nothing and not (dois_in(said) and dois_in(said)[0].confidence == ALONE):
        description.say(SCHEMA["citation"], prose(said))
