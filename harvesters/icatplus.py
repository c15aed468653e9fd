"""Source of the ESRF's open catalogue: ICAT+ over HTTP, or its recorded answers in files.

    kg harvest icatplus https://icatplus.esrf.fr
    kg harvest icatplus https://icatplus.esrf.fr --option doi=10.15151/ESRF-DC-142893590

Parameters are typed by the ESRF's own dictionary. Palaeontology and the Human Organ Atlas are ordinary data
collections (10.15151/ESRF-DC-…): their DOIs bring their metadata as at DataCite, and their datasets.
"""

from collections.abc import Callable, Iterator

from harvesters._claims import speaker
from harvesters._datacite_rest import attributes_in, completed
from harvesters._datacite_triples import datacite_triples
from harvesters._icat_addresses import without_mail
from harvesters._icatplus_dataset import dataset_triples, part_triples
from harvesters._icatplus_files import records_in_files
from harvesters._icatplus_live import records_on_the_web
from harvesters._icatplus_others import instrument_triples, parameter_triples, technique_triples
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World


def _doi_triples(record: Record) -> Mapped:
    return datacite_triples(record, completed(attributes_in(record.body)), speaker("icatplus", record))


_MAPPINGS: dict[str, Callable[[Record], Mapped]] = {
    "dataset": dataset_triples,
    "part": part_triples,
    "doi": _doi_triples,
    "instrument": instrument_triples,
    "technique": technique_triples,
    "parameter": parameter_triples,
}


def records(world: World) -> Iterator[Item]:
    """Every open record, and everything else that was met on the way."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a record says, as triples.

    Raises:
        BadRecord: it is no record of a kind that is mapped, or lacks what names it.
    """
    mapping = _MAPPINGS.get(record.kind)
    if mapping is None:
        raise BadRecord(f"ICAT+ has no kind of record called {record.kind!r}.")
    if not isinstance(record.body, dict):
        raise BadRecord(f"A {record.kind} must be a JSON object, not {type(record.body).__name__}.")
    try:
        return mapping(without_mail(record))
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


SOURCE = Source(
    "The ESRF's open catalogue (ICAT+): datasets with typed parameters, instruments, DOIs of data",
    records,
    triples,
    version="6",
    options=("doi",),
)
