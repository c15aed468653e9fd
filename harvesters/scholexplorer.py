"""Source of links between works: ScholeXplorer, and files of Scholix links.

    kg harvest scholexplorer https://api.scholexplorer.openaire.eu/v3
    kg harvest scholexplorer links.ndjson

Each DOI of data in the store is asked for as source and as target. Read from files: Scholix 3 and 4 as lists,
as one object a line, or as answers of the service, and the service's dump, packed by gzip or not. Unverified
where `_scholix_live` says so.
"""

from collections.abc import Iterator

from harvesters._claims import speaker
from harvesters._describe import Description
from harvesters._link_files import links_in_files
from harvesters._scholix_link import describe_link, link_claim, read_link
from harvesters._scholix_live import links_of
from kg.errors import BadRecord
from kg.harvest.source import Aside, Item, Mapped, Record, Source, World
from kg.harvest.walk import ASKED, walk

NAME = "scholexplorer"
NOTHING = "asked, and has no link"


def records(world: World) -> Iterator[Item]:
    """Every link of the DOIs asked about, or in the files."""
    return walk(world, lambda doi: _asked(world, doi)) if world.live else links_in_files(world)


def triples(record: Record) -> Mapped:
    """What a link says, as triples.

    Raises:
        BadRecord: it is no link, or names a work by no identifier that is understood.
    """
    link = read_link(record.body)
    claim = link_claim(link)
    says = speaker(NAME, record)
    description = Description(claim.iri(says.source, says.key), says)
    try:
        describe_link(description, link, claim)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None
    return Mapped(description.about, description.triples)


def _asked(world: World, doi: str) -> Iterator[Item]:
    is_whole = world.place.rstrip("/").lower().endswith("/links")
    found = list(links_of(world, "" if is_whole else "/Links", doi))
    if not found:
        yield Aside(ASKED, doi, doi.encode(), world.place, NOTHING, "skipped")
    yield from found


SOURCE = Source(
    "Links between works: ScholeXplorer, and Scholix files",
    records,
    triples,
    version="2",
    asks_about="data",
)
