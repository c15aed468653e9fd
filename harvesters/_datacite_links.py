"""What DataCite's REST interface says of one DOI beyond its own metadata: the links that others made to it.

`relationships` stand in the answer for one DOI (`/dois/10.…`); the lists of many may leave them out. Under
`citations` alone are claims that others make of the DOI. DataCite counts supplements among them: which
relation the citing side stated does not stand there.
"""

from harvesters._claims import Related, claim_related
from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from harvesters._read import branch
from kg.harvest.payload import Json

_LISTS = ("citations", "references", "parts", "partOf", "versions", "versionOf")


def claim_links(description: Description, body: Json) -> None:
    """Claim every link in a record with `relationships`, named as DataCite names its list."""
    relationships = branch(body, "relationships")
    for name in _LISTS:
        for entry in entries(branch(relationships, name), "data"):
            claim_related(
                description, Related(said(entry, "id"), name, entry, f"relationships.{name}", "DOI")
            )
