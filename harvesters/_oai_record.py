"""What one <record> of OAI-PMH is, and what kind of metadata it carries."""

from urllib.parse import quote

from harvesters._bioschemas_rdf import check_rdf, is_rdf
from harvesters._payload import kept
from kg.errors import BadRecord
from kg.harvest.source import Aside, Gone, Record, World
from kg.harvest.xml import Element, write_xml

KIND = "record"
"""One kind for all metadata formats: a deletion does not say in which format the record was."""


def sort_record(
    world: World, element: Element, address: str, number: str, scope: str = ""
) -> Record | Aside | Gone:
    """The record, its deletion, or what else it is.

    `scope` tells identifiers of several repositories apart, where files hold answers of more than one.
    """
    identifier = element.said("header", "identifier")
    raw, body = kept(element)
    if identifier is None:
        reason = "A record without identifier."
        return Aside(KIND, f"{address}#{number}", raw, address, reason, "quarantined")
    key = f"{scope} {identifier}" if scope else identifier
    datestamp = body.said("header", "datestamp")
    header = body.first("header")
    if header is not None and (header.attribute("status") or "").casefold() == "deleted":
        return Gone(KIND, key, address, datestamp)
    if payload(body) is None:
        reason = "It has no metadata in the format asked for."
        return Aside(KIND, key, raw, address, reason, "skipped")
    return _tried(world, Record(KIND, key, body, raw, address, world.facility, datestamp))


def _tried(world: World, record: Record) -> Record | Aside:
    """RDF is parsed once in containment before it is mapped: what would break the parser breaks there."""
    carried = payload(record.body)
    if carried is not None and is_rdf(carried):
        try:
            world.contained_bytes(check_rdf, write_xml(carried))
        except BadRecord as error:
            return Aside(KIND, record.key, record.raw, record.origin, str(error), "quarantined")
    return record


def payload(record: Element) -> Element | None:
    """The metadata inside a record."""
    metadata = record.first("metadata")
    return metadata.children[0] if metadata is not None and metadata.children else None


def record_address(place: str, prefix: str, identifier: str) -> str:
    """The address that answers one record."""
    arguments = (
        f"verb=GetRecord&metadataPrefix={quote(prefix, safe='')}&identifier={quote(identifier, safe='')}"
    )
    return f"{place}?{arguments}"
