"""Energy and wavelength of the beam: read where files keep them, one from the other where that is certain."""

from dataclasses import dataclass
from typing import Any

from harvesters._hdf5_node import Issue, Node
from harvesters._nexus_probe import Probe
from harvesters._nexus_reading import Reading, quantity_of

PHOTON_KEV_ANGSTROM = 12.398419843
"""Energy times wavelength of a photon."""

NEUTRON_MEV_ANGSTROM2 = 81.804
"""Energy times squared wavelength of a neutron, in meV."""

_KEV_IN_MEV = 1e6


@dataclass(frozen=True, slots=True)
class Beam:
    """Energy and wavelength where the file gives them, and the numbers as far as they follow."""

    energy: Reading | None
    wavelength: Reading | None
    energy_kev: float | None
    wavelength_angstrom: float | None


def places_of(
    instruments: list[Node], samples: list[Node], entry: Node
) -> tuple[list[tuple[Node, str]], ...]:
    """Where energy and wavelength may stand, best first."""
    inside = [part for instrument in instruments for part in instrument.children]
    loose = [*inside, *entry.children]
    beams = [
        node
        for node in [*inside, *[p for s in samples for p in s.children], *entry.children]
        if node.kind == "NXbeam"
    ]
    monochromators = [node for node in loose if node.kind == "NXmonochromator"]
    crystals = [node for node in loose if node.kind == "NXcrystal"]
    crystals += [part for node in monochromators for part in node.children]
    selectors = [node for node in inside if node.kind == "NXvelocity_selector"]
    sources = [node for node in loose if node.kind == "NXsource"]
    energies = [(node, "incident_energy") for node in beams]
    energies += [(node, "energy") for node in [*monochromators, *instruments, *beams]]
    energies += [(node, "incident_energy") for node in [*sources, *instruments, *samples]]
    wavelengths = [(node, "incident_wavelength") for node in beams]
    wavelengths += [
        (n, name)
        for n in [*monochromators, *crystals, *instruments, *selectors, *beams]
        for name in ("wavelength", "lambda")
    ]
    wavelengths += [(node, "incident_wavelength") for node in [*sources, *instruments, *samples]]
    return energies, wavelengths


def beam_of(
    energies: list[tuple[Node, str]], wavelengths: list[tuple[Node, str]], probe: Probe, issues: list[Issue]
) -> Beam:
    """Read both; where one is missing it follows from the other for photons and neutrons only."""
    energy = quantity_of(energies, "energy", issues)
    wavelength = quantity_of(wavelengths, "wavelength", issues)
    kev = energy.number if energy else None
    angstrom = wavelength.number if wavelength else None
    if kev is None and angstrom is not None:
        kev = _energy(angstrom, probe)
    elif angstrom is None and kev is not None:
        angstrom = _wavelength(kev, probe)
    return Beam(energy, wavelength, kev, angstrom)


def beam_facts(beam: Beam) -> dict[str, Any]:
    """The beam as it stands in the answer of `kg inspect`."""
    facts: dict[str, Any] = {"energy_keV": beam.energy_kev, "wavelength_angstrom": beam.wavelength_angstrom}
    for name, reading, number in (
        ("energy", beam.energy, beam.energy_kev),
        ("wavelength", beam.wavelength, beam.wavelength_angstrom),
    ):
        facts[f"{name}_basis"] = "read" if reading else "derived" if number is not None else None
        facts[f"{name}_path"] = reading.path if reading else None
        facts[f"{name}_field"] = reading.field if reading else None
        spread = reading is not None and reading.lowest != reading.highest
        facts[f"{name}_range"] = [reading.lowest, reading.highest] if reading and spread else None
    return facts


def _energy(angstrom: float, probe: Probe) -> float | None:
    if probe.is_photon:
        return PHOTON_KEV_ANGSTROM / angstrom
    return NEUTRON_MEV_ANGSTROM2 / angstrom**2 / _KEV_IN_MEV if probe.name == "neutron" else None


def _wavelength(kev: float, probe: Probe) -> float | None:
    if probe.is_photon:
        return PHOTON_KEV_ANGSTROM / kev
    return float((NEUTRON_MEV_ANGSTROM2 / (kev * _KEV_IN_MEV)) ** 0.5) if probe.name == "neutron" else None
