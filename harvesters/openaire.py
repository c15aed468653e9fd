"""Source of research products and their links in OpenAIRE's Graph.

    kg harvest openaire https://api.openaire.eu/graph
    kg harvest openaire https://api.openaire.eu/graph/v3

Each DOI of data in the store is asked for: which identifiers OpenAIRE takes for the same product, how often
it counts it as cited and used, and every link. Recorded answers are read from files. Unverified where
`_openaire_live` says so.
"""

from collections.abc import Iterator

from harvesters._claims import speaker
from harvesters._describe import Description
from harvesters._link_files import objects_in_files
from harvesters._openaire_live import PRODUCT, about_doi, is_product, product_item
from harvesters._openaire_product import describe_product
from harvesters._scholix_link import describe_link, link_claim, read_link
from harvesters._scholix_live import link_item
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Aside, Item, Mapped, Record, Source, World
from kg.harvest.walk import walk
from kg.rdf.mint import digest_iri

NAME = "openaire"


def records(world: World) -> Iterator[Item]:
    """The products and links of the DOIs asked about, or in the files."""
    if world.live:
        return walk(world, lambda doi: about_doi(world, doi))
    return objects_in_files(world, _item)


def triples(record: Record) -> Mapped:
    """What a product, or a link, says, as triples.

    Raises:
        BadRecord: it is neither, or names a work by no identifier that is understood.
    """
    if not isinstance(record.body, dict):
        raise BadRecord(f"A record must be an object, not {type(record.body).__name__}.")
    says = speaker(NAME, record)
    try:
        if record.kind == PRODUCT or is_product(record.body):
            description = Description(digest_iri("record", NAME, record.kind, record.key), says)
            describe_product(description, record.body)
        else:
            link = read_link(record.body)
            claim = link_claim(link)
            description = Description(claim.iri(says.source, says.key), says)
            describe_link(description, link, claim)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None
    return Mapped(description.about, description.triples)


def _item(body: Json, origin: str, facility: str | None) -> Record | Aside:
    return (product_item if is_product(body) else link_item)(body, origin, facility)


SOURCE = Source(
    "Research products and their links in OpenAIRE's Graph",
    records,
    triples,
    version="2",
    asks_about="data",
)
