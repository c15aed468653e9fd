"""Source of project outputs: the communities of Zenodo, or of another Invenio, and exports of them in files.

    kg harvest zenodo https://zenodo.org --option communities=panosc

Deliverables and reports become outputs of the project whose grant they name; data, software and publications
what they are. Unverified: no live service was reached.
"""

from collections.abc import Iterator

from harvesters._claims import speaker
from harvesters._datacite_triples import datacite_triples
from harvesters._datacite_xml import attributes_of
from harvesters._payload import read_payload
from harvesters._zenodo_files import records_in_files
from harvesters._zenodo_live import records_on_the_web
from harvesters._zenodo_record import attributes_of_zenodo, record_kind
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.xml import Element


def records(world: World) -> Iterator[Item]:
    """Every record of the named communities, or in the files."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a record says, as triples.

    Raises:
        BadRecord: it is no record of Zenodo, or has no DOI.
    """
    body, said_by = record.body, speaker("zenodo", record)
    try:
        if isinstance(body, Element):
            return datacite_triples(record, attributes_of(body), said_by)
        if not isinstance(body, dict):
            raise BadRecord(f"A record must be an object, not {type(body).__name__}.")
        return datacite_triples(record, attributes_of_zenodo(body), said_by, kind=record_kind(body))
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "Project outputs: communities of Zenodo and other Invenio repositories",
    records,
    triples,
    version="6",
    body=read_payload,
    options=("communities",),
)
