"""Find DataCite records in files: recorded REST answers, single items, lists or lines of them, kernel XML.

DataCite's public data file holds one item a line, packed by gzip.
"""

from collections.abc import Iterator
from pathlib import Path

from harvesters._answers import JSON_SUFFIXES, answers_in, bytes_of, named_files, plain_suffix
from harvesters._datacite_rest import sort_item
from harvesters._datacite_words import said
from harvesters._datacite_xml import attributes_of, is_resource
from harvesters._payload import kept
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Aside, Gone, Item, Record, World
from kg.harvest.xml import Element, element_of, xml_tree


def records_in_files(world: World) -> Iterator[Item]:
    """Every record in every file, and every file that holds none."""
    for path, origin in named_files(world):
        suffix = plain_suffix(path)
        if suffix in JSON_SUFFIXES:
            yield from answers_in(path, origin, lambda body, where: _in_json(world, body, where))
        elif suffix == ".xml":
            yield from _in_xml_file(world, path, origin)
        else:
            yield not_read(origin, b"", "No JSON or XML file.", "skipped")


def _in_xml_file(world: World, path: Path, origin: str) -> Iterator[Item]:
    data = b""
    try:
        data = bytes_of(path)
        yield from _in_xml(world, data, origin)
    except BadRecord as error:
        yield not_read(origin, data, str(error), "quarantined")


def not_read(origin: str, data: bytes, reason: str, outcome: str) -> Aside:
    """Put a whole file aside."""
    return Aside(
        "file", origin, data, origin, reason, "quarantined" if outcome == "quarantined" else "skipped"
    )


def xml_record(element: Element, origin: str, facility: str | None) -> Record | Aside:
    """A kernel XML document as a record of its own kind; the REST answer of the same DOI is another."""
    raw, body = kept(element)
    doi = said(attributes_of(body), "doi")
    if doi is None:
        return Aside("kernel-4", origin, raw, origin, "A DataCite record without DOI.", "quarantined")
    return Record("kernel-4", doi.lower(), body, raw, origin, facility)


def _in_xml(world: World, data: bytes, origin: str) -> Iterator[Record | Aside]:
    element = element_of(world.contained_bytes(xml_tree, data))
    if is_resource(element):
        yield xml_record(element, origin, world.facility)
    else:
        yield not_read(origin, data, f"No DataCite record: it begins with <{element.local[:40]}>.", "skipped")


def _in_json(world: World, body: Json, origin: str) -> Iterator[Record | Aside | Gone]:
    inner = body.get("data") if isinstance(body, dict) and "attributes" not in body else None
    members = inner if isinstance(inner, list) else body if isinstance(body, list) else [inner or body]
    for number, item in enumerate(members):
        yield sort_item(item, origin, str(number), world.facility)
