"""Source of ICAT catalogues: a server's REST interface, and dumps of it in files.

    kg harvest icat https://icat.example.org --facility ISIS
    kg harvest icat https://icat.example.org --option plugin=anon --option files=no
    kg harvest icat icatdump.yaml

Files: dumps of python-icat (YAML, XML), of the server itself (`/icat/port`), and recorded answers (JSON).
"""

from collections.abc import Callable, Iterator

from harvesters._icat_addresses import without_mail
from harvesters._icat_dataset import dataset_triples
from harvesters._icat_files import records_in_files
from harvesters._icat_investigation import investigation_triples
from harvesters._icat_live import records_on_the_web
from harvesters._icat_others import facility_triples, instrument_triples, study_triples
from harvesters._icat_publication import publication_triples
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World

_MAPPINGS: dict[str, Callable[[Record], Mapped]] = {
    "Facility": facility_triples,
    "Instrument": instrument_triples,
    "Investigation": investigation_triples,
    "Study": study_triples,
    "DataPublication": publication_triples,
    "Dataset": dataset_triples,
}


def records(world: World) -> Iterator[Item]:
    """Every entity that is a record of its own, on the server or in the files."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What an entity says, as triples.

    Raises:
        BadRecord: it is of no kind that is mapped, or lacks what names it.
    """
    mapping = _MAPPINGS.get(record.kind)
    if mapping is None:
        raise BadRecord(f"ICAT has no entity {record.kind!r} that is a record of its own.")
    if not isinstance(record.body, dict):
        raise BadRecord(f"A {record.kind} must be an object, not {type(record.body).__name__}.")
    try:
        return mapping(without_mail(record))
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "ICAT catalogues: investigations, datasets, data publications, studies, instruments; REST and dumps",
    records,
    triples,
    version="6",
    incremental=True,
    options=("plugin", "files"),
)
