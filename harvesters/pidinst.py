"""Source of registered instruments: PIDINST 1.0 records, XML or JSON, in files or at one address.

    kg harvest pidinst records/

The persistent identifier is the instrument's IRI. The IRI that catalogues get which know only its name is
linked as the same where the owner's ROR and the name make that certain.
"""

from collections.abc import Iterator

from harvesters._documents import JSON_AND_XML, Document, in_documents, not_read
from harvesters._payload import kept, read_payload
from harvesters._pidinst_triples import instrument_triples
from harvesters._pidinst_xml import fields_of, is_instrument
from harvesters._read import branch, first_text
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Mapped, Record, Source, World
from kg.harvest.xml import Element


def records(world: World) -> Iterator[Item]:
    """Every instrument in the files, or in the answer of the address."""
    return in_documents(world, lambda document: _in(document, world.facility), JSON_AND_XML)


def triples(record: Record) -> Mapped:
    """What an instrument's record says, as triples.

    Raises:
        BadRecord: it is no PIDINST record.
    """
    body = fields_of(record.body) if isinstance(record.body, Element) else record.body
    if not isinstance(body, dict):
        raise BadRecord(f"A PIDINST record must be an object, not {type(body).__name__}.")
    try:
        return instrument_triples(record, body)
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _in(document: Document, facility: str | None) -> Iterator[Item]:
    body, origin = document
    if isinstance(body, Element):
        found = [body] if is_instrument(body) else list(body.all("instrument"))
        members: list[Json] = found
    else:
        members = body if isinstance(body, list) else [body]
    if not members:
        yield not_read(origin, b"", "Holds no instrument.", is_skipped=True)
    for number, member in enumerate(members):
        yield _record(member, origin, number, facility)


def _record(member: Json, origin: str, number: int, facility: str | None) -> Record | Aside:
    if isinstance(member, Element):
        raw, body = kept(member)
        fields = fields_of(body)
    else:
        raw, body, fields = write_json(member), member, member
    place = f"{origin}#{number}"
    key = first_text(branch(fields, "identifier"), "identifier")
    if key is None or not (isinstance(fields, dict) and first_text(fields, "name")):
        return Aside("unknown", place, raw, origin, "No PIDINST record: no identifier or no name.", "skipped")
    return Record("instrument", key, body, raw, origin, facility)


SOURCE = Source(
    "Registered instruments: PIDINST 1.0 in XML or JSON",
    records,
    triples,
    version="3",
    body=read_payload,
)
