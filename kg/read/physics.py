"""Energy and wavelength of photons and neutrons: the same condition, said in two ways.

The constants are those of the SI (2019, exact) and, for the mass of the neutron, of CODATA 2018
(E. Tiesinga et al., Rev. Mod. Phys. 93, 025010, 2021), like those of kg/resolve/unit_table.py.
"""

import math
from typing import Literal

from kg.read.chip import Chip

PLANCK = 6.62607015e-34
"""J s, exact."""
LIGHT = 299792458.0
"""m/s, exact."""
NEUTRON_MASS = 1.67492749804e-27
"""kg, CODATA 2018, relative uncertainty 5.7e-10."""

Probe = Literal["photon", "neutron"]

_ENERGIES: dict[Probe, str] = {"photon": "photon energy", "neutron": "neutron energy"}
ENERGY_NAMES = frozenset({"energy", *_ENERGIES.values()})


def photon_energy(wavelength: float) -> float:
    """Joules of a photon of this wavelength in metres, and, the law being its own inverse, the reverse.

    >>> round(photon_energy(1e-10) / 1.602176634e-16, 4)
    12.3984
    """
    if math.isinf(wavelength):
        return 0.0
    return PLANCK * LIGHT / wavelength if wavelength else math.inf


def neutron_energy(wavelength: float) -> float:
    """Joules of a slow neutron of this wavelength in metres.

    >>> round(neutron_energy(1e-10) / 1.602176634e-22, 3)
    81.804
    """
    if math.isinf(wavelength):
        return 0.0
    return (PLANCK / wavelength) ** 2 / (2 * NEUTRON_MASS) if wavelength else math.inf


def neutron_wavelength(energy: float) -> float:
    """Metres of a slow neutron of this energy in joules."""
    if math.isinf(energy):
        return 0.0
    return PLANCK / math.sqrt(2 * NEUTRON_MASS * energy) if energy else math.inf


def equivalents(chip: Chip, probe: Probe | None) -> tuple[tuple[str, float, float], ...]:
    """What a parameter chip asks of each quantity that tells of it: (name, lowest, highest) in SI.

    The first is the quantity that was named; an "energy" is that of the probe. Without a probe, or for other
    quantities than energy and wavelength, there is nothing beside it. What is asked of the energy of photons
    says nothing about neutrons: for them there is nothing at all.
    """
    if chip.si is None:
        return ()
    low, high = chip.si
    if chip.label in ENERGY_NAMES:
        return (
            _of_energy(chip.label, max(0.0, low), max(0.0, high), probe)
            if probe
            else ((chip.label, low, high),)
        )
    if chip.label == "wavelength" and probe:
        least, most = max(0.0, low), max(0.0, high)
        to_energy = photon_energy if probe == "photon" else neutron_energy
        return (chip.label, low, high), (_ENERGIES[probe], to_energy(most), to_energy(least))
    return ((chip.label, low, high),)


def _of_energy(name: str, low: float, high: float, probe: Probe) -> tuple[tuple[str, float, float], ...]:
    if name not in ("energy", _ENERGIES[probe]):
        return ()
    to_wavelength = photon_energy if probe == "photon" else neutron_wavelength
    return (_ENERGIES[probe], low, high), ("wavelength", to_wavelength(high), to_wavelength(low))
