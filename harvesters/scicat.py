"""SciCat catalogues, version 3 and 4, over REST or from recorded payloads."""

from collections.abc import Callable, Iterator

from harvesters._scicat_dataset import dataset_triples
from harvesters._scicat_files import records_in_files
from harvesters._scicat_live import records_on_the_web
from harvesters._scicat_others import instrument_triples, proposal_triples
from harvesters._scicat_published import published_triples
from harvesters._scicat_sample import sample_triples
from kg.errors import BadRecord
from kg.harvest.source import Aside, Mapped, Record, Source, World
from kg.rdf.mint import digest

_MAPPINGS: dict[str, Callable[[Record], Mapped]] = {
    "published-data": published_triples,
    "dataset": dataset_triples,
    "sample": sample_triples,
    "instrument": instrument_triples,
    "proposal": proposal_triples,
}


def records(world: World) -> Iterator[Record | Aside]:
    """Every record there is; what was read before under the same key is put aside, and said."""
    seen: dict[str, str] = {}
    for found in records_on_the_web(world) if world.live else records_in_files(world):
        if isinstance(found, Aside):
            yield found
            continue
        name, content = digest(found.kind, found.key), digest(found.raw.decode("utf-8", "replace"))
        earlier = seen.setdefault(name, content)
        if earlier is content:
            yield found
        else:
            yield _repeated(found, is_same=earlier == content)


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
    try:
        return mapping(record)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _repeated(record: Record, is_same: bool) -> Aside:
    how = (
        "Read before with the same content." if is_same else "Read before with other content, which was kept."
    )
    return Aside(record.kind, record.key, record.raw, record.origin, how, "skipped")


SOURCE = Source("Catalogues of the SciCat family: published data and datasets", records, triples, version="1")
