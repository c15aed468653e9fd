"""Energies to keV, wavelengths to angstrom, temperatures to kelvin: only from units that leave no doubt.

Units are case-sensitive. Within its quantity a spelling is plain: "A" is the angstrom of a wavelength,
"C" the degree Celsius of a temperature. Names of unit categories ("NX_ENERGY"), which some writers copy,
are no units.
"""

from typing import Literal

Quantity = Literal["energy", "wavelength", "temperature"]

NORMAL_UNIT: dict[Quantity, str] = {"energy": "keV", "wavelength": "angstrom", "temperature": "K"}

_JOULE_IN_KEV = 1 / 1.602176634e-16

_ANGSTROM = (
    "A", "\u00c5", "\u212b", "AA", "Ang", "ang", "angstrom", "Angstrom", "ANGSTROM", "angstroms", "Angstroms",
    "angstroem", "Angstroem", "ångström", "Ångström", "ångstrom", "Ångstrom",
)  # fmt: skip

_FACTORS: dict[Quantity, dict[str, float]] = {
    "energy": {
        **dict.fromkeys(("keV", "KeV", "kev", "KEV", "kiloelectronvolt"), 1.0),
        **dict.fromkeys(("eV", "ev", "EV", "electronvolt", "electron_volt"), 1e-3),
        "meV": 1e-6,
        "µeV": 1e-9,
        "μeV": 1e-9,
        "ueV": 1e-9,
        "MeV": 1e3,
        "GeV": 1e6,
        **dict.fromkeys(("J", "joule", "Joule", "joules"), _JOULE_IN_KEV),
    },
    "wavelength": {
        **dict.fromkeys(_ANGSTROM, 1.0),
        **dict.fromkeys(("nm", "nanometer", "nanometre", "nanometers", "nanometres"), 10.0),
        **dict.fromkeys(("pm", "picometer", "picometre"), 0.01),
        **dict.fromkeys(("um", "µm", "μm", "micrometer", "micrometre", "micron"), 1e4),
        **dict.fromkeys(("m", "meter", "metre", "meters", "metres"), 1e10),
    },
    "temperature": {
        **dict.fromkeys(("K", "kelvin", "Kelvin", "degK", "deg K"), 1.0),
        "mK": 1e-3,
    },
}

_CELSIUS = {"C", "°C", "ºC", "degC", "deg C", "deg_C", "celsius", "Celsius", "degree_Celsius", "degreeC"}


def normalised(number: float, unit: str, quantity: Quantity) -> float | None:
    """The number in keV, angstrom or kelvin; None where the unit is not known for this quantity."""
    if quantity == "temperature" and unit in _CELSIUS:
        return number + 273.15
    factor = _FACTORS[quantity].get(unit)
    return None if factor is None else number * factor
