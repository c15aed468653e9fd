"""Find Zenodo's records in files: recorded answers, single records, and exports in DataCite's kernel XML."""

from collections.abc import Iterator
from pathlib import Path

from harvesters._datacite_files import not_read, xml_record
from harvesters._datacite_xml import is_resource
from harvesters._documents import LARGEST
from harvesters._zenodo_live import members_in, record_item
from kg.errors import BadRecord
from kg.harvest.payload import read_json
from kg.harvest.source import Aside, Record, World
from kg.harvest.xml import element_of, xml_tree


def records_in_files(world: World) -> Iterator[Record | Aside]:
    """Every record in every file, and every file that holds none."""
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        if path.suffix.lower() not in {".json", ".xml"}:
            yield not_read(origin, b"", "No JSON or XML file.", "skipped")
        elif path.stat().st_size > LARGEST:
            yield not_read(origin, b"", f"Larger than {LARGEST >> 20} MB: split it.", "quarantined")
        else:
            data = path.read_bytes()
            read = _in_xml if path.suffix.lower() == ".xml" else _in_json
            try:
                yield from read(world, data, origin)
            except BadRecord as error:
                yield not_read(origin, data, str(error), "quarantined")


def _in_xml(world: World, data: bytes, origin: str) -> list[Record | Aside]:
    element = element_of(world.contained_bytes(xml_tree, data))
    if is_resource(element):
        return [xml_record(element, origin, world.facility)]
    return [not_read(origin, data, f"No DataCite record: it begins with <{element.local[:40]}>.", "skipped")]


def _in_json(world: World, data: bytes, origin: str) -> list[Record | Aside]:
    body = read_json(data)
    members = members_in(body)
    if members is None:
        return [record_item(body, origin, world.facility)]
    return [record_item(one, f"{origin}#{number}", world.facility) for number, one in enumerate(members)]
