"""The PaNOSC search API: one provider at a time, over REST or from recorded payloads."""

from collections.abc import Callable, Iterator

from harvesters._panosc_dataset import dataset_triples, instrument_triples
from harvesters._panosc_document import document_triples
from harvesters._panosc_files import records_in_files
from harvesters._panosc_live import records_on_the_web
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World

_MAPPINGS: dict[str, Callable[[Record], Mapped]] = {
    "document": document_triples,
    "dataset": dataset_triples,
    "instrument": instrument_triples,
}


def records(world: World) -> Iterator[Item]:
    """Every entity there is, and everything else that was met on the way."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a record says, as triples.

    Raises:
        BadRecord: it is no entity of a kind that is mapped, or has no identifier.
    """
    mapping = _MAPPINGS.get(record.kind)
    if mapping is None:
        raise BadRecord(f"The PaNOSC search API has no {record.kind!r}.")
    if not isinstance(record.body, dict):
        raise BadRecord(f"A {record.kind} must be a JSON object, not {type(record.body).__name__}.")
    try:
        return mapping(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "The PaNOSC search API of one provider: documents, datasets, instruments", records, triples, version="5"
)
