"""Whole documents: the JSON and XML files below a place, or the one that an address on the web answers."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.payload import Json, is_page, read_json
from kg.harvest.source import Aside, Item, World
from kg.harvest.xml import element_of, xml_tree

LARGEST = 2**28
"""Bytes of the largest file read; a larger one is to be split."""

JSON_ONLY = (".json", ".jsonld")
JSON_AND_XML = (*JSON_ONLY, ".xml")


class Document(NamedTuple):
    """A document as values (an Element, if it is XML), and where it came from."""

    body: Json
    origin: str


def in_documents(
    world: World, found_in: Callable[[Document], Iterator[Item]], suffixes: Collection[str] = JSON_ONLY
) -> Iterator[Item]:
    """What `found_in` finds in every document, and every file that holds none.

    Raises:
        SourceUnavailable: the address answers something else than JSON or XML.
    """
    if world.live:
        yield from found_in(Document(_asked(world, suffixes), world.place))
        return
    root = Path(world.place)
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        if path.suffix.lower() not in suffixes:
            yield not_read(origin, b"", f"No file of {', '.join(suffixes)}.", is_skipped=True)
        elif path.stat().st_size > LARGEST:
            yield not_read(origin, b"", f"Larger than {LARGEST >> 20} MB: split it.")
        else:
            data = path.read_bytes()
            try:
                yield from found_in(Document(_read(world, data), origin))
            except BadRecord as error:
                yield not_read(origin, data, str(error))


def not_read(origin: str, data: bytes, reason: str, *, is_skipped: bool = False) -> Aside:
    """Put a whole file aside."""
    return Aside("file", origin, data, origin, reason, "skipped" if is_skipped else "quarantined")


def _asked(world: World, suffixes: Collection[str]) -> Json:
    accept = "application/ld+json, application/json"
    if ".xml" in suffixes:
        accept += ", application/xml;q=0.9, text/xml;q=0.8"
    data = world.get_bytes("", accept=accept)
    try:
        if is_page(data):
            raise BadRecord("It is a web page.")
        return _read(world, data)
    except BadRecord as error:
        raise SourceUnavailable(f"{world.place} answers no document that is read here. {error}") from None


def _read(world: World, data: bytes) -> Json:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return element_of(world.contained_bytes(xml_tree, data))
    return read_json(data)
