"""Source of DOI metadata: DataCite's REST interface by prefix, and DataCite records in files.

    kg harvest datacite https://api.datacite.org --option prefix=10.15151

DataCite is the join key of the field: every data publication has a DOI, whose record brings the people,
ORCIDs, RORs, funding and relations that catalogues drop. Palaeontology and the Human Organ Atlas have no
interface of their own: they are ordinary data collections of the ESRF (10.15151/ESRF-DC-…) and come in as
such.
"""

from collections.abc import Iterator

from harvesters._claims import speaker
from harvesters._datacite_counts import describe_counts
from harvesters._datacite_files import records_in_files
from harvesters._datacite_kinds import kind_of
from harvesters._datacite_links import claim_links
from harvesters._datacite_live import records_on_the_web
from harvesters._datacite_rest import attributes_in, completed
from harvesters._datacite_triples import datacite_triples
from harvesters._datacite_words import said
from harvesters._datacite_xml import attributes_of
from harvesters._describe import Description
from harvesters._payload import read_payload
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.xml import Element


def records(world: World) -> Iterator[Item]:
    """Every DOI of the named prefixes, or every record in the files."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a DOI's record says, as triples.

    Raises:
        BadRecord: it is no DataCite record, or has no DOI.
    """
    if isinstance(record.body, Element):
        attributes = attributes_of(record.body)
    elif isinstance(record.body, dict):
        attributes = completed(attributes_in(record.body))
    else:
        raise BadRecord(f"A DataCite record must be an object, not {type(record.body).__name__}.")
    said_by = speaker("datacite", record, "DataCite")
    try:
        mapped = datacite_triples(record, attributes, said_by)
        links = Description(mapped.about, said_by, kind_of(attributes, said(attributes, "doi")).work)
        claim_links(links, record.body)
        describe_counts(links, attributes)
        return Mapped(mapped.about, mapped.triples + links.triples)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "DOI metadata by prefix: DataCite's REST interface, and kernel 4 in XML or JSON",
    records,
    triples,
    version="6",
    body=read_payload,
    incremental=True,
    options=("prefix",),
)
