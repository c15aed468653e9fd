"""Find training in files: TeSS's JSON, JSON-LD, RDF/XML and recorded answers of its OAI-PMH service."""

from collections.abc import Iterator
from pathlib import Path

from harvesters._bioschemas_rdf import check_rdf, is_rdf
from harvesters._oai_protocol import records_in
from harvesters._oai_record import sort_record
from harvesters._payload import kept
from harvesters._tess_json import is_training, page_address, pieces
from kg.errors import BadRecord
from kg.harvest.payload import Json, read_json, write_json
from kg.harvest.source import Aside, Item, Record, World
from kg.harvest.xml import Element, element_of, write_xml, xml_tree

LARGEST = 2**28
"""Bytes of the largest file read; a larger one is to be split."""


def records_in_files(world: World) -> Iterator[Item]:
    """Every record in every file, and every file that holds none."""
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        suffix = path.suffix.lower()
        if suffix not in {".json", ".jsonld", ".xml", ".rdf"}:
            yield Aside("file", origin, b"", origin, "No JSON, JSON-LD, XML or RDF/XML file.", "skipped")
        elif path.stat().st_size > LARGEST:
            yield Aside(
                "file", origin, b"", origin, f"Larger than {LARGEST >> 20} MB: split it.", "quarantined"
            )
        else:
            data = path.read_bytes()
            try:
                is_json = suffix in {".json", ".jsonld"}
                yield from _in_json(world, data, origin) if is_json else _in_xml(world, data, origin)
            except BadRecord as error:
                yield Aside("file", origin, data, origin, str(error), "quarantined")


def json_record(body: Json, origin: str, number: str, place: str, facility: str | None) -> Record | Aside:
    """The record in a piece of JSON, or what else it is."""
    try:
        raw = write_json(body)
    except BadRecord as error:
        return Aside(
            "training", f"{origin}#{number}", b"", origin, f"{error} It was not kept.", "quarantined"
        )
    if not is_training(body):
        reason = "Describes no training material, course or event."
        return Aside("unknown", f"{origin}#{number}", raw, origin, reason, "skipped")
    address = page_address(body, place) or f"{origin}#{number}"
    attributes = body.get("attributes")
    changed = (attributes if isinstance(attributes, dict) else body).get("updated_at")
    return Record("training", address, body, raw, address if "://" in address else origin, facility, changed)


def _in_json(world: World, data: bytes, origin: str) -> Iterator[Record | Aside]:
    for number, body in enumerate(pieces(read_json(data))):
        yield json_record(body, origin, str(number), "", world.facility)


def _in_xml(world: World, data: bytes, origin: str) -> Iterator[Item]:
    root = element_of(world.contained_bytes(xml_tree, data))
    found = records_in(root) if root.local in {"OAI-PMH", "record"} else []
    for number, element in enumerate(found):
        yield sort_record(world, element, origin, str(number))
    rdf = _rdf_in(root)
    if rdf is not None:
        world.contained_bytes(check_rdf, write_xml(rdf))
        raw, body = kept(rdf)
        yield Record("rdf", origin, body, raw, origin, world.facility)
    elif not found:
        yield Aside("file", origin, data, origin, "Holds no training material, course or event.", "skipped")


def _rdf_in(root: Element) -> Element | None:
    """An <rdf:RDF>, alone or as the only thing in an OAI-PMH record's <metadata>."""
    if is_rdf(root):
        return root
    inner = root.children[0] if root.local == "metadata" and root.children else None
    return inner if inner is not None and is_rdf(inner) else None
