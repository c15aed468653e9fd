"""Payloads of sources that speak both JSON and XML: what is kept of a record, and how it is read again."""

from kg.harvest.payload import Json, read_json
from kg.harvest.xml import Element, read_xml, write_xml


def read_payload(raw: bytes) -> Json:
    """The element in XML, the value in JSON. Raises BadRecord as their readers do."""
    return read_xml(raw) if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else read_json(raw)


def kept(element: Element) -> tuple[bytes, Element]:
    """The bytes to keep of an element out of a larger document, and the element as it is read from them.

    Both, because writing drops white space between elements: what is mapped now and what is mapped in a
    replay must be the same.
    """
    raw = write_xml(element)
    return raw, read_xml(raw)
