"""What is read from NeXus files: for each class its fields, and the classes of groups to descend to."""

import re

from h5py import h5g

from harvesters._hdf5_node import Issue
from harvesters._hdf5_values import attribute_text
from harvesters._hdf5_walk import VALUE_GROUP, ClassPlan

_UNITS = (b"units",)
_NONE: tuple[bytes, ...] = ()


def _plain(*names: str) -> dict[bytes, tuple[bytes, ...]]:
    return {name.encode(): _NONE for name in names}


def _quantities(*names: str) -> dict[bytes, tuple[bytes, ...]]:
    return {name.encode(): _UNITS for name in names}


_ENTRY = ClassPlan(
    fields=_plain(
        "title", "definition", "start_time", "end_time", "experiment_identifier", "collection_identifier",
        "entry_identifier", "entry_identifier_uuid", "experiment_description", "program_name",
    ),
    children=frozenset(
        {"NXentry", "NXsubentry", "NXinstrument", "NXsample", "NXuser", "NXsource", "NXbeam",
         "NXmonochromator", "NXprocess", "NXcite"}
    ),
    prefix=b"identifier_technique",
)  # fmt: skip

PLAN: dict[str, ClassPlan] = {
    "NXroot": ClassPlan(
        fields=_plain("cxi_version", "number_of_entries"),
        children=frozenset({"NXentry"}),
        attributes=(
            b"file_name", b"file_time", b"creator", b"publisher", b"instrument", b"NeXus_version",
            b"openPMD", b"openPMDextension", b"author", b"software", b"softwareVersion", b"date",
        ),
    ),
    "NXentry": _ENTRY,
    "NXsubentry": _ENTRY,
    "NXinstrument": ClassPlan(
        fields={b"name": (b"short_name",)}
        | _quantities("incident_energy", "incident_wavelength", "energy", "wavelength"),
        children=frozenset(
            {"NXsource", "NXbeam", "NXmonochromator", "NXcrystal", "NXvelocity_selector", "NXsample",
             "NXcite"}
        ),
        attributes=(b"short_name",),
    ),
    "NXsource": ClassPlan(
        fields={b"name": (b"short_name",)}
        | _plain("type", "probe", "radiation")
        | _quantities("incident_energy", "incident_wavelength", "energy", "wavelength"),
    ),
    "NXbeam": ClassPlan(
        fields=_quantities("incident_energy", "incident_wavelength", "energy", "wavelength")
    ),
    "NXmonochromator": ClassPlan(
        fields=_quantities("energy", "wavelength", "lambda"), children=frozenset({"NXcrystal"})
    ),
    "NXcrystal": ClassPlan(fields=_quantities("wavelength", "lambda")),
    "NXvelocity_selector": ClassPlan(fields=_quantities("wavelength", "lambda")),
    "NXsample": ClassPlan(
        fields=_plain("name", "sample_name", "ID", "chemical_formula", "description", "details")
        | _quantities("temperature", "sample_temperature", "incident_energy", "incident_wavelength"),
        children=frozenset({"NXbeam"}),
        is_sparse=True,
    ),
    "NXuser": ClassPlan(fields=_plain("name", "role", "affiliation", "ORCID", "orcid")),
    "NXprocess": ClassPlan(fields=_plain("program")),
    "NXcite": ClassPlan(fields=_plain("doi")),
    VALUE_GROUP: ClassPlan(fields=_quantities("value") | _plain("identifier")),
}  # fmt: skip

_CANSAS = {
    "SASentry": "NXentry",
    "SASinstrument": "NXinstrument",
    "SASsource": "NXsource",
    "SASsample": "NXsample",
    "SASprocess": "NXprocess",
    "SASuser": "NXuser",
}

_NAMES = re.compile(rb"(entry|instrument|source|sample|beam|monochromator|user)(?:_?\d+)?$")


def class_stated(group: h5g.GroupID, name: bytes) -> str | None:
    """The class that the group states by NX_class, else by canSAS_class."""
    unread: list[Issue] = []
    if stated := attribute_text(group, b"NX_class", "", unread):
        return stated
    return _CANSAS.get(attribute_text(group, b"canSAS_class", "", unread) or "")


def class_by_name(group: h5g.GroupID, name: bytes) -> str | None:
    """The class that the group states, else the one its name suggests ("entry_1", "instrument", …)."""
    if stated := class_stated(group, name):
        return stated
    found = _NAMES.match(name)
    return f"NX{found.group(1).decode()}" if found else None
