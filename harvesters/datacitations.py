"""Source of the Data Citation Corpus of Make Data Count: citations of data from DataCite and from texts.

    kg harvest datacitations corpus/ --option prefixes=10.15151,10.5291

The corpus is published as files of a million citations each, JSON or CSV; they are read a record at a time,
packed by gzip or not. Only citations of data with these prefixes are kept, or of the data named by the option
`identifiers`; how many others there were is counted. Unverified where `_corpus_record` says so.
"""

from collections.abc import Iterator

from harvesters._claims import speaker
from harvesters._corpus_files import records_in_files
from harvesters._corpus_record import citation_claim, describe_publication
from harvesters._describe import Description
from kg.errors import BadInput, BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World

NAME = "datacitations"


def records(world: World) -> Iterator[Item]:
    """The citations in the files.

    Raises:
        BadInput: the place is an address, or what is said to be asked for cannot be.
    """
    if world.live:
        raise BadInput(
            "The Data Citation Corpus is read from its files: download and unpack a release first."
        )
    yield from records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a citation says, as triples.

    Raises:
        BadRecord: the article or the data have no identifier that is understood.
    """
    if not isinstance(record.body, dict):
        raise BadRecord(f"A record must be an object, not {type(record.body).__name__}.")
    says = speaker(NAME, record)
    try:
        claim = citation_claim(record.body)
        description = Description(claim.iri(says.source, says.key), says)
        description.claim(claim)
        article = claim.subject if claim.subject_kind == "publication" else claim.object
        describe_publication(description, record.body, article)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None
    return Mapped(description.about, description.triples)


SOURCE = Source(
    "Citations of data in the Data Citation Corpus of Make Data Count",
    records,
    triples,
    version="1",
    whole_files=False,
    asks_about="data",
    options=("prefixes", "identifiers"),
)
