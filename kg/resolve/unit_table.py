"""The units that records of photon and neutron facilities are written in: codes, factors, dimensions.

Factors are exact by definition (SI 2019, UCUM 2.1); the atomic mass constant is CODATA 2018's.
"""

from typing import NamedTuple

BASES = ("m", "kg", "s", "A", "K", "mol", "cd", "rad")
"""The order of a dimension's exponents. The radian counts as one, so that angles stay angles."""

Dimension = tuple[int, int, int, int, int, int, int, int]
NONE: Dimension = (0, 0, 0, 0, 0, 0, 0, 0)


class Atom(NamedTuple):
    """One unit: its UCUM code, its size in coherent SI units, its dimension, and the zero of its scale.

    `is_si` is false of units outside of the SI, those accepted for use with it (minute, electronvolt)
    included (SI brochure, 9th edition, table 8); counts and parts of one have no unit.
    """

    ucum: str
    factor: float
    dimension: Dimension
    offset: float = 0.0
    is_si: bool = True


def _dim(**exponents: int) -> Dimension:
    m, kg, s, a, k, mol, cd, rad = (exponents.get(name, 0) for name in BASES)
    return (m, kg, s, a, k, mol, cd, rad)


LENGTH, MASS, TIME, CURRENT = _dim(m=1), _dim(kg=1), _dim(s=1), _dim(A=1)
TEMPERATURE, ANGLE, RATE = _dim(K=1), _dim(rad=1), _dim(s=-1)
ENERGY, PRESSURE = _dim(m=2, kg=1, s=-2), _dim(m=-1, kg=1, s=-2)
POWER, VOLTAGE = _dim(m=2, kg=1, s=-3), _dim(m=2, kg=1, s=-3, A=-1)
PI = 3.141592653589793

PREFIXES = {
    "y": 1e-24, "z": 1e-21, "a": 1e-18, "f": 1e-15, "p": 1e-12, "n": 1e-9, "u": 1e-6, "m": 1e-3, "c": 1e-2,
    "d": 1e-1, "da": 1e1, "h": 1e2, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
}  # fmt: skip
"""UCUM's prefixes; the micro signs are turned to "u" before."""

LONG_PREFIXES = {
    "femto": "f", "pico": "p", "nano": "n", "micro": "u", "milli": "m", "centi": "c", "deci": "d",
    "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T",
}  # fmt: skip

METRIC: dict[str, Atom] = {
    "m": Atom("m", 1.0, LENGTH),
    "g": Atom("g", 1e-3, MASS),
    "s": Atom("s", 1.0, TIME),
    "A": Atom("A", 1.0, CURRENT),
    "K": Atom("K", 1.0, TEMPERATURE),
    "mol": Atom("mol", 1.0, _dim(mol=1)),
    "cd": Atom("cd", 1.0, _dim(cd=1)),
    "rad": Atom("rad", 1.0, ANGLE),
    "sr": Atom("sr", 1.0, _dim(rad=2)),
    "Hz": Atom("Hz", 1.0, RATE),
    "N": Atom("N", 1.0, _dim(m=1, kg=1, s=-2)),
    "Pa": Atom("Pa", 1.0, PRESSURE),
    "J": Atom("J", 1.0, ENERGY),
    "W": Atom("W", 1.0, POWER),
    "C": Atom("C", 1.0, _dim(s=1, A=1)),
    "V": Atom("V", 1.0, VOLTAGE),
    "F": Atom("F", 1.0, _dim(m=-2, kg=-1, s=4, A=2)),
    "Ohm": Atom("Ohm", 1.0, _dim(m=2, kg=1, s=-3, A=-2)),
    "S": Atom("S", 1.0, _dim(m=-2, kg=-1, s=3, A=2)),
    "Wb": Atom("Wb", 1.0, _dim(m=2, kg=1, s=-2, A=-1)),
    "T": Atom("T", 1.0, _dim(kg=1, s=-2, A=-1)),
    "H": Atom("H", 1.0, _dim(m=2, kg=1, s=-2, A=-2)),
    "Bq": Atom("Bq", 1.0, RATE),
    "Gy": Atom("Gy", 1.0, _dim(m=2, s=-2)),
    "Sv": Atom("Sv", 1.0, _dim(m=2, s=-2)),
    "eV": Atom("eV", 1.602176634e-19, ENERGY, is_si=False),
    "L": Atom("L", 1e-3, _dim(m=3), is_si=False),
    "bar": Atom("bar", 1e5, PRESSURE, is_si=False),
    "u": Atom("u", 1.66053906660e-27, MASS, is_si=False),
    "Da": Atom("u", 1.66053906660e-27, MASS, is_si=False),
    "cts": Atom("{count}", 1.0, NONE),
}
"""Units that take a prefix ("keV"), by the symbol."""

PLAIN: dict[str, Atom] = {
    "Ao": Atom("Ao", 1e-10, LENGTH, is_si=False),
    "barn": Atom("b", 1e-28, _dim(m=2), is_si=False),
    "deg": Atom("deg", PI / 180, ANGLE, is_si=False),
    "arcmin": Atom("'", PI / 10800, ANGLE, is_si=False),
    "arcsec": Atom("''", PI / 648000, ANGLE, is_si=False),
    "min": Atom("min", 60.0, TIME, is_si=False),
    "h": Atom("h", 3600.0, TIME, is_si=False),
    "d": Atom("d", 86400.0, TIME, is_si=False),
    "a": Atom("a", 31557600.0, TIME, is_si=False),
    "Cel": Atom("Cel", 1.0, TEMPERATURE, 273.15),
    "[degF]": Atom("[degF]", 5 / 9, TEMPERATURE, 459.67 * 5 / 9, is_si=False),
    "atm": Atom("atm", 101325.0, PRESSURE, is_si=False),
    "Torr": Atom("Torr", 101325.0 / 760, PRESSURE, is_si=False),
    "[psi]": Atom("[psi]", 6894.757293168361, PRESSURE, is_si=False),
    "Gs": Atom("G", 1e-4, _dim(kg=1, s=-2, A=-1), is_si=False),
    "cal": Atom("cal", 4.184, ENERGY, is_si=False),
    "[in_i]": Atom("[in_i]", 0.0254, LENGTH, is_si=False),
    "rpm": Atom("{rpm}", 1 / 60, RATE, is_si=False),
    "%": Atom("%", 1e-2, NONE),
    "[ppm]": Atom("[ppm]", 1e-6, NONE),
    "1": Atom("1", 1.0, NONE),
    "M": Atom("mol.L-1", 1e3, _dim(m=-3, mol=1), is_si=False),
    "mM": Atom("mmol.L-1", 1.0, _dim(m=-3, mol=1), is_si=False),
    "uM": Atom("umol.L-1", 1e-3, _dim(m=-3, mol=1), is_si=False),
}
"""Units that take none."""

_COUNTED = (
    "count", "photon", "electron", "neutron", "pulse", "pixel", "step", "event", "frame", "channel", "ion",
    "particle", "revolution",
)  # fmt: skip
for _name in _COUNTED:
    PLAIN[_name] = Atom(f"{{{_name}}}", 1.0, NONE)

WORDS: dict[str, str] = {
    "meter": "m", "metre": "m", "gram": "g", "gramme": "g", "second": "s", "sec": "s", "ampere": "A",
    "amp": "A", "kelvin": "K", "degk": "K", "mole": "mol", "candela": "cd", "radian": "rad",
    "hertz": "Hz", "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "coulomb": "C", "volt": "V",
    "farad": "F", "ohm": "Ohm", "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H",
    "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "electronvolt": "eV", "electron_volt": "eV",
    "liter": "L", "litre": "L", "dalton": "Da", "angstrom": "Ao", "angstroem": "Ao", "ångström": "Ao",
    "ångstrom": "Ao", "ang": "Ao", "micron": "um", "degree": "deg", "arcminute": "arcmin",
    "arcsecond": "arcsec", "minute": "min", "hour": "h", "day": "d", "year": "a", "yr": "a",
    "celsius": "Cel", "degc": "Cel", "degree_celsius": "Cel", "deg_c": "Cel", "degreec": "Cel",
    "degrees_celsius": "Cel", "degree_c": "Cel", "deg_k": "K", "fahrenheit": "[degF]", "degf": "[degF]",
    "atmosphere": "atm", "torr": "Torr", "mmhg": "Torr", "psi": "[psi]", "gauss": "Gs", "calorie": "cal",
    "inch": "[in_i]", "percent": "%", "ppm": "[ppm]", "cts": "cts", "ct": "cts", "cps": "cps",
    "px": "pixel", "ph": "photon", "rev": "revolution", "unitless": "1", "dimensionless": "1",
    "barn": "barn", "bar": "bar", "kilogram": "kg", "steradian": "sr", "molar": "M",
}  # fmt: skip
"""Names, in lower case and in the singular, to the symbols above."""

SYMBOLS: dict[str, str] = {
    "Å": "Ao", "Ω": "Ohm", "ohm": "Ohm", "°": "deg", "º": "deg", "°C": "Cel", "ºC": "Cel", "℃": "Cel",
    "°F": "[degF]", "AA": "Ao", "l": "L", "ml": "mL", "ul": "uL", "dl": "dL", "nl": "nL", "Ang": "Ao",
    "degC": "Cel", "yr": "a", "hr": "h", "hrs": "h", "mins": "min", "secs": "s", "msec": "ms",
    "usec": "us", "nsec": "ns", "Kev": "keV", "KeV": "keV", "kev": "keV", "ev": "eV", "Mev": "MeV",
    "Gev": "GeV", "kcts": "kcts", "hz": "Hz", "khz": "kHz", "Khz": "kHz", "kHZ": "kHz", "mbars": "mbar",
    "microl": "uL",
}  # fmt: skip
"""Spellings in use that leave no doubt, although no standard has them; case matters."""

QUDT: dict[str, str] = {
    "m": "M", "mm": "MilliM", "cm": "CentiM", "um": "MicroM", "nm": "NanoM", "pm": "PicoM", "km": "KiloM",
    "Ao": "ANGSTROM", "m2": "M2", "mm2": "MilliM2", "cm2": "CentiM2", "m3": "M3", "cm3": "CentiM3",
    "kg": "KiloGM", "g": "GM", "mg": "MilliGM", "ug": "MicroGM", "u": "Dalton", "s": "SEC",
    "ms": "MilliSEC", "us": "MicroSEC", "ns": "NanoSEC", "ps": "PicoSEC", "min": "MIN", "h": "HR",
    "d": "DAY", "a": "YR", "A": "A", "mA": "MilliA", "uA": "MicroA", "nA": "NanoA", "kA": "KiloA",
    "K": "K", "Cel": "DEG_C", "[degF]": "DEG_F", "mol": "MOL", "cd": "CD", "rad": "RAD",
    "mrad": "MilliRAD", "urad": "MicroRAD", "deg": "DEG", "'": "ARCMIN", "''": "ARCSEC", "sr": "SR",
    "Hz": "HZ", "kHz": "KiloHZ", "MHz": "MegaHZ", "GHz": "GigaHZ", "THz": "TeraHZ", "N": "N", "Pa": "PA",
    "hPa": "HectoPA", "kPa": "KiloPA", "MPa": "MegaPA", "GPa": "GigaPA", "bar": "BAR", "mbar": "MilliBAR",
    "atm": "ATM", "Torr": "TORR", "[psi]": "PSI", "J": "J", "mJ": "MilliJ", "kJ": "KiloJ", "eV": "EV",
    "keV": "KiloEV", "MeV": "MegaEV", "GeV": "GigaEV", "W": "W", "mW": "MilliW", "uW": "MicroW",
    "kW": "KiloW", "MW": "MegaW", "C": "C", "V": "V", "mV": "MilliV", "kV": "KiloV", "uV": "MicroV",
    "F": "FARAD", "Ohm": "OHM", "S": "S", "T": "T", "mT": "MilliT", "G": "GAUSS", "Gy": "GRAY",
    "Sv": "SV", "Bq": "BQ", "L": "L", "mL": "MilliL", "uL": "MicroL", "%": "PERCENT", "[ppm]": "PPM",
    "m-1": "PER-M", "cm-1": "PER-CentiM", "Ao-1": "PER-ANGSTROM", "s-1": "PER-SEC", "m.s-1": "M-PER-SEC",
    "mm.s-1": "MilliM-PER-SEC", "g.cm-3": "GM-PER-CentiM3", "kg.m-3": "KiloGM-PER-M3",
    "K.s-1": "K-PER-SEC", "K.min-1": "K-PER-MIN", "mol.L-1": "MOL-PER-L",
}  # fmt: skip
"""QUDT's unit for a UCUM code, where QUDT 2.1 has one with this very code."""
