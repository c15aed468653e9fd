"""Dumps that python-icat writes in XML, as the same plain values as those in YAML."""

from harvesters._icat_schema import LISTS
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.xml import Element, read_xml


def entities_in_xml(data: bytes) -> list[list[Json]]:
    """The chunks of a dump, each a list of `[entity, key, fields]`; every value is text.

    An ingest file (`icatingest`) is not read: its datasets name no investigation, so nobody can tell which
    they are; nor is a list of references and what is to be added to them.

    Raises:
        BadRecord: no well-formed XML, or none of these dumps.
    """
    root = read_xml(data)
    if root.local == "icatingest":
        raise BadRecord(
            "An ingest file: it does not say which investigation its datasets belong to. Harvest the "
            "catalogue they went into, or a dump of it."
        )
    if root.local != "icatdata":
        raise BadRecord(f"No dump of an ICAT: it begins with <{root.local[:40]}>.")
    return [[_entity(one) for one in chunk.children] for chunk in root.all("data")]


def _entity(element: Element) -> list[Json]:
    name = element.local
    return [name[:1].upper() + name[1:], element.attributes.get("id", ""), _fields(element)]


def _fields(element: Element) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for child in element.children:
        value = _value(child)
        if child.local in LISTS:
            found.setdefault(child.local, []).append(value)
        else:
            found[child.local] = value
    return found


def _value(element: Element) -> Json:
    """A reference by key, one by attributes (`<type name="Probe" units="N/A"/>`), an object, or a text."""
    if reference := element.attributes.get("ref"):
        return reference
    if element.children:
        return _fields(element)
    if not element.attributes:
        return element.text.strip() or None
    found: dict[str, Json] = {}
    for path, value in element.attributes.items():
        *outer, last = path.split(".")[:8]
        inner = found
        for step in outer:
            inner = inner.setdefault(step, {})
            if not isinstance(inner, dict):
                raise BadRecord(f"The attributes of <{element.local[:40]}> contradict each other.")
        inner[last] = value
    return found
