"""Source of citations: what DataCite says of one DOI after the other, links made by others and counts.

    kg harvest datacitelinks https://api.datacite.org

It asks about the data in the store. Files: recorded answers of `/dois/10.…`. It describes nothing: titles and
people come from the source `datacite`, whose claims are DataCite's as well and count as the same witness.
"""

from collections.abc import Iterator
from urllib.parse import quote

from harvesters._claims import speaker
from harvesters._datacite_counts import describe_counts
from harvesters._datacite_files import records_in_files
from harvesters._datacite_kinds import kind_of
from harvesters._datacite_links import claim_links
from harvesters._datacite_relations import claim_relations
from harvesters._datacite_rest import attributes_in, sort_item
from harvesters._datacite_words import said
from harvesters._describe import Description
from harvesters._read import branch
from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.walk import walk
from kg.rdf.mint import doi_iri
from kg.rdf.names import PROV, RDF

ORIGIN = "DataCite"


def records(world: World) -> Iterator[Item]:
    """The answer about every DOI of the store's data, or every such answer in the files."""
    if not world.live:
        yield from records_in_files(world)
        return
    yield from walk(world, lambda doi: [_asked(world, doi)])


def triples(record: Record) -> Mapped:
    """The claims and counts in a record.

    Raises:
        BadRecord: it is no answer of the REST interface, or has no DOI.
    """
    if not isinstance(record.body, dict):
        raise BadRecord(f"A DataCite record must be a JSON object, not {type(record.body).__name__}.")
    attributes = attributes_in(record.body)
    doi = said(attributes, "doi") or said(record.body, "id")
    about = doi_iri(doi)
    if about is None:
        raise BadRecord("A DataCite record without DOI.")
    kind = kind_of(attributes, doi).work
    description = Description(about, speaker("datacitelinks", record, ORIGIN), kind)
    description.say(RDF["type"], PROV["Entity"])  # what it is, its own record says
    try:
        claim_relations(description, attributes)
        claim_links(description, record.body)
        describe_counts(description, attributes)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None
    return Mapped(about, description.triples)


def _asked(world: World, doi: str) -> Item:
    path = f"/dois/{quote(doi, safe='/')}"
    answer = world.get_json(path)
    record = branch(answer, "data") or branch(answer)
    if doi_iri(said(attributes_in(record), "doi") or said(record, "id")) is None:
        raise SourceUnavailable(f"{world.place}{path} answered JSON that is no record of a DOI.")
    return sort_item(record, f"{world.place}{path}", "data", world.facility)


SOURCE = Source(
    "Citations at DataCite: links that others made to the data in the store, and counts",
    records,
    triples,
    version="1",
    asks_about="data",
)
