"""Find OAI-PMH records in files: recorded answers of ListRecords or GetRecord, and single records."""

from collections.abc import Iterator
from pathlib import Path

from harvesters._oai_protocol import error_in, records_in
from harvesters._oai_record import sort_record
from kg.errors import BadRecord
from kg.harvest.source import Aside, Item, World
from kg.harvest.xml import Element, element_of, xml_tree

LARGEST = 2**28
"""Bytes of the largest file read; a larger one is to be split."""


def records_in_files(world: World) -> Iterator[Item]:
    """Every record in every file, and every file that holds none."""
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        if path.suffix.lower() != ".xml":
            yield Aside("file", origin, b"", origin, "No XML file.", "skipped")
        elif path.stat().st_size > LARGEST:
            yield Aside(
                "file", origin, b"", origin, f"Larger than {LARGEST >> 20} MB: split it.", "quarantined"
            )
        else:
            yield from _in_file(world, path.read_bytes(), origin)


def _in_file(world: World, data: bytes, origin: str) -> Iterator[Item]:
    try:
        answer = element_of(world.contained_bytes(xml_tree, data))
    except BadRecord as error:
        yield Aside("file", origin, data, origin, str(error), "quarantined")
        return
    found = records_in(answer)
    for number, element in enumerate(found):
        yield sort_record(world, element, origin, str(number), _repository(answer))
    if not found:
        yield Aside("file", origin, data, origin, _why_empty(answer), "skipped")


def _why_empty(answer: Element) -> str:
    error = error_in(answer)
    return f"An OAI-PMH error: {str(error).rstrip('.')}." if error else "Holds no OAI-PMH record."


def _repository(answer: Element) -> str:
    """The address that an answer says was asked: identifiers are unique within it only."""
    return answer.said("request") or ""
