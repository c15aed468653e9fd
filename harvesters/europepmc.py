"""Source of mentions: articles in Europe PMC whose text names data, and the data that are linked to them.

    kg harvest europepmc https://www.ebi.ac.uk/europepmc

Each DOI of data in the store is searched for in the full texts; of every article found, its links to data and
the accession numbers in its text are asked for as well. That a text names data is a mention, no citation.
Recorded answers are read from files. Unverified where `_europepmc_live` says so.
"""

from collections.abc import Iterator

from harvesters._claims import speaker
from harvesters._describe import Description
from harvesters._europepmc_live import DATALINKS, MENTION, Asking, answer_items
from harvesters._europepmc_record import describe_annotations, describe_links, describe_mention
from harvesters._link_files import answers_in_files
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.walk import walk
from kg.rdf.mint import digest_iri

NAME = "europepmc"


def records(world: World) -> Iterator[Item]:
    """The articles that name the DOIs asked about, and their data, or what is in the files."""
    if world.live:
        return walk(world, Asking(world).about_doi)
    return answers_in_files(world, answer_items)


def triples(record: Record) -> Mapped:
    """What a record says, as triples.

    Raises:
        BadRecord: it does not tell which article it is about.
    """
    if not isinstance(record.body, dict):
        raise BadRecord(f"A record must be an object, not {type(record.body).__name__}.")
    node = digest_iri("record", NAME, record.kind, record.key)
    description = Description(node, speaker(NAME, record))
    try:
        if record.kind == MENTION:
            describe_mention(description, record.body)
        elif record.kind == DATALINKS:
            describe_links(description, record.body, record.key)
        else:
            describe_annotations(description, record.body, record.key)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None
    return Mapped(node, description.triples)


SOURCE = Source(
    "Mentions of data in the texts of articles: Europe PMC",
    records,
    triples,
    version="2",
    asks_about="data",
)
