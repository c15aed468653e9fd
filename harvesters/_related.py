"""Related publications and data, in whatever words a record speaks of them."""

import re

from harvesters._describe import Description, prose
from harvesters._read import first_text
from kg.harvest.payload import Json
from kg.rdf.mint import doi_iri
from kg.rdf.names import DCT, SCHEMA

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>|]+")
_EMPTY_WORDS = {"none", "n/a", "na", "null", "tbd", "-", ".", "in preparation", "in press", "submitted"}


def describe_related(description: Description, related: Json) -> None:
    """The DOIs wherever in the words they stand; without one, the words."""
    said = first_text(related, "relatedIdentifier", "identifier") if isinstance(related, dict) else related
    if not isinstance(said, str):
        return
    found = [doi for match in _DOI.findall(said) if (doi := doi_iri(match.rstrip(".,;:)]}'")))]
    for doi in dict.fromkeys(found):
        if doi != description.about:
            description.say(DCT["relation"], doi)
    if not found and said.strip().casefold() not in _EMPTY_WORDS:
        description.say(SCHEMA["citation"], prose(said))
