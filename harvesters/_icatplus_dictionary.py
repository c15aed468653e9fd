"""The ESRF's dictionary of its parameters: which field of NeXus each of them is, its unit and its type.

It comes with the package icat-esrf-definitions, as the template of an HDF5 file. That is all that is read of
the package, and it is read as XML like any other.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pyoxigraph import NamedNode

from kg.errors import BadInput
from kg.harvest.xml import Element, read_xml
from kg.rdf.names import NEXUS

_NAME = re.compile(r"\$\{(\w+)\}$")
_MANUAL = re.compile(r"https://manual\.nexusformat\.org/classes/\w+/(NX\w+)\.html#([a-z0-9-]+)-field")


@dataclass(frozen=True, slots=True)
class Definition:
    """One parameter. `nexus` is the field of NeXus, or only its class where the manual has no such field.

    `kind` is the type in NeXus's words ("NX_NUMBER"), `unit` what the value is in; `is_position` for motors.
    """

    name: str
    nexus: NamedNode
    kind: str
    unit: str | None
    text: str
    is_position: bool


def definition(name: str) -> Definition | None:
    """What the dictionary says of a parameter of this name."""
    return dictionary().get(name)


@cache
def dictionary() -> dict[str, Definition]:
    """All parameters by name, of the installed release.

    Raises:
        BadInput: the package is not installed.
    """
    spec = find_spec("icat_esrf_definitions")
    if spec is None or spec.origin is None:
        raise BadInput("The ESRF's dictionary is missing: install the package icat-esrf-definitions.")
    return read_dictionary((Path(spec.origin).parent / "hdf5_cfg.xml").read_bytes())


def read_dictionary(data: bytes) -> dict[str, Definition]:
    """All parameters in such a file; of a name that stands in two places the first."""
    found: dict[str, Definition] = {}
    _walk(read_xml(data), (), found)
    return found


def _walk(group: Element, outer: tuple[str, ...], found: dict[str, Definition]) -> None:
    classes = (*outer, group.attribute("NX_class") or "NXcollection")
    for child in group.children:
        if child.local == "group":
            _walk(child, classes, found)
        elif (named := _NAME.match(child.text.strip())) and named[1] not in found:
            found[named[1]] = _definition(named[1], child, classes)


def _definition(name: str, field: Element, classes: tuple[str, ...]) -> Definition:
    text = field.attribute("ESRF_description") or ""
    return Definition(
        name,
        _nexus(field.local, classes[-1], text),
        field.attribute("NAPItype") or "NX_CHAR",
        field.attribute("units"),
        text,
        "NXpositioner" in classes or "positioners" in name.lower(),
    )


def _nexus(field: str, nexus_class: str, text: str) -> NamedNode:
    """The field, if the text links to it in NeXus's manual: the ESRF has many fields that NeXus has not."""
    manual = _MANUAL.search(text)
    if manual is None:
        return NEXUS[nexus_class]
    documented, anchor = manual.groups()
    is_this = anchor == f"{documented}-{field}".lower().replace("_", "-")
    return NEXUS[f"{documented}-{field}"] if is_this else NEXUS[nexus_class]
