"""Source of training: TeSS, such as https://pan-training.eu: materials, courses and events.

    kg harvest tess https://pan-training.eu/oai-pmh

Over OAI-PMH in the format "rdf" (Bioschemas in RDF/XML), else as JSON; in files also JSON-LD as it stands in
the pages. Unverified: no live service was reached; the shapes are from TeSS's source code and one payload.
"""

from collections.abc import Iterator

from harvesters._bioschemas import training_triples
from harvesters._bioschemas_node import Node
from harvesters._bioschemas_rdf import is_rdf, main_node
from harvesters._oai_record import payload
from harvesters._payload import read_payload
from harvesters._tess_files import records_in_files
from harvesters._tess_json import node_of_training
from harvesters._tess_live import records_on_the_web
from kg.errors import BadRecord
from kg.harvest.source import Item, Mapped, Record, Source, World
from kg.harvest.xml import Element


def records(world: World) -> Iterator[Item]:
    """Every material, course and event there is, or in the files."""
    return records_on_the_web(world) if world.live else records_in_files(world)


def triples(record: Record) -> Mapped:
    """What a training resource says, as triples.

    Raises:
        BadRecord: it is none, or has no address.
    """
    try:
        return training_triples(record, _node(record))
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _node(record: Record) -> Node:
    body = record.body
    if isinstance(body, dict):
        node = node_of_training(body)
        if node.iri is None and "://" in record.key:
            node.iri = record.key
        return node
    if not isinstance(body, Element):
        raise BadRecord(f"A training resource must be an object, not {type(body).__name__}.")
    rdf = body if is_rdf(body) else payload(body)
    if rdf is None or not is_rdf(rdf):
        raise BadRecord(
            "The record's metadata are not in the format rdf: ask for that with the option format=rdf."
        )
    return main_node(rdf)


SOURCE = Source(
    "Training materials, courses and events of a TeSS: Bioschemas over OAI-PMH, JSON or JSON-LD",
    records,
    triples,
    version="2",
    body=read_payload,
    incremental=True,
)
