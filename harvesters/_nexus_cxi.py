"""CXI files: groups known by their names, SI units throughout and stated nowhere."""

from typing import Any

from harvesters._hdf5_node import Issue, Node
from harvesters._nexus_entry import entries_of


def cxi_facts(root: Node, issues: list[Issue]) -> list[dict[str, Any]]:
    """The entries of a CXI file, its energies taken as joule and its wavelengths as metre."""
    for entry in root.children:
        _give_units(entry)
    return entries_of(root, issues)


def _give_units(node: Node) -> None:
    if node.kind == "NXsource":
        # CXI keeps the energy of the photons where NeXus keeps that of the stored electrons.
        for name, incident, unit in (
            ("energy", "incident_energy", "J"),
            ("wavelength", "incident_wavelength", "m"),
        ):
            if value := node.fields.pop(name, None):
                value.attributes.setdefault("units", unit)
                node.fields[incident] = value
    for child in node.children:
        _give_units(child)
