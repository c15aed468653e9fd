"""SciCat catalogues, version 3 and 4, over REST or from recorded payloads."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from harvesters._scicat_block import block_triples
from harvesters._scicat_bson import SIGN, plain
from harvesters._scicat_dataset import dataset_triples
from harvesters._scicat_files import records_in_files
from harvesters._scicat_live import records_on_the_web
from harvesters._scicat_others import instrument_triples, proposal_triples
from harvesters._scicat_published import published_triples
from harvesters._scicat_sample import sample_triples
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World

_MAPPINGS: dict[str, Callable[[Record], Mapped]] = {
    "published-data": published_triples,
    "dataset": dataset_triples,
    "sample": sample_triples,
    "instrument": instrument_triples,
    "proposal": proposal_triples,
    "origdatablock": block_triples,
    "datablock": block_triples,
}


def records(world: World) -> Iterator[Item]:
    """Every record there is, and everything else that was met on the way."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a record says, as triples.

    Raises:
        BadRecord: it is no record of a kind that is mapped, or has no identifier.
    """
    mapping = _MAPPINGS.get(record.kind)
    if mapping is None:
        raise BadRecord(f"SciCat has no kind of record called {record.kind!r}.")
    if not isinstance(record.body, dict):
        raise BadRecord(f"A {record.kind} must be a JSON object, not {type(record.body).__name__}.")
    if SIGN in record.raw:
        record = replace(record, body=plain(record.body))
    try:
        return mapping(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "Catalogues of the SciCat family: published data, datasets, files, samples, proposals, instruments",
    records,
    triples,
    version="7",
    incremental=True,
)
