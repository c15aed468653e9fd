"""Source of organisations: the Research Organization Registry, schema 2, its interface or its dump.

    kg harvest ror https://api.ror.org/v2 --option ids=02550n020,01js2sh04
    kg harvest ror https://api.ror.org/v2 --option query=synchrotron
    kg harvest ror v2.0-ror-data.json

Unverified: the service was not reached; shapes are from its documentation. The metadata are CC0.
"""

from collections.abc import Iterator

from harvesters._ror_files import records_in_files
from harvesters._ror_live import records_on_the_web
from harvesters._ror_triples import organisation_triples
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World


def records(world: World) -> Iterator[Item]:
    """The organisations with these identifiers, or found by this query, or all in the dump."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What the registry says of an organisation, as triples.

    A withdrawn record stays, with what has taken its place: its identifier stands in other catalogues.

    Raises:
        BadRecord: it is no record of ROR, or its identifier cannot be one.
    """
    if not isinstance(record.body, dict):
        raise BadRecord(f"A record of ROR must be an object, not {type(record.body).__name__}.")
    return organisation_triples(record.body)


SOURCE = Source(
    "Organisations: the Research Organization Registry, schema 2",
    records,
    triples,
    version="2",
    options=("ids", "query"),
)
