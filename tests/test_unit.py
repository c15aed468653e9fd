"""Units as sources write them, against pint and against every unit in the real records."""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pint
import pytest

from kg.resolve.unit import resolve_unit, si_finding, si_unit_finding
from kg.resolve.unit_table import QUDT

PINT: "pint.UnitRegistry[float]" = pint.UnitRegistry()

NO_UNITS_HERE = {
    "type.units",  # a misplaced path in a seed record
    "C",  # without the name of the quantity it may be coulomb or degree Celsius
    "A",
}
"""What stands under "unit" in the real catalogue records and is not understood alone."""


@pytest.mark.parametrize(
    ("said", "ucum", "qudt", "si", "expected"),
    [
        # value 2 in this unit, worked out by hand
        ("keV", "keV", "KiloEV", "kg.m2.s-2", 3.204353268e-16),
        ("mm", "mm", "MilliM", "m", 2e-3),
        ("μm", "um", "MicroM", "m", 2e-6),
        ("Angstrom", "Ao", "ANGSTROM", "m", 2e-10),
        ("Å-1", "Ao-1", "PER-ANGSTROM", "m-1", 2e10),
        ("Å⁻¹", "Ao-1", "PER-ANGSTROM", "m-1", 2e10),
        ("1/angstrom", "Ao-1", "PER-ANGSTROM", "m-1", 2e10),
        ("1/Ang", "Ao-1", "PER-ANGSTROM", "m-1", 2e10),
        ("deg", "deg", "DEG", "rad", math.pi / 90),
        ("celsius", "Cel", "DEG_C", "K", 275.15),
        ("°C", "Cel", "DEG_C", "K", 275.15),
        ("deg C", "Cel", "DEG_C", "K", 275.15),
        ("K/min", "K.min-1", "K-PER-MIN", "K.s-1", 2 / 60),
        ("°C/min", "Cel.min-1", None, "K.s-1", 2 / 60),  # a difference has no zero
        ("mbar", "mbar", "MilliBAR", "kg.m-1.s-2", 200.0),
        ("(kg m^2) / s^2", "kg.m2.s-2", None, "kg.m2.s-2", 2.0),
        ("kg / (m s^2)", "kg.m-1.s-2", None, "kg.m-1.s-2", 2.0),
        ("mbar l/s/cm^2", "mbar.L.s-1.cm-2", None, "kg.s-3", 2000.0),  # 100 Pa · 1e-3 m³ / s / 1e-4 m²
        ("counts/s", "{count}.s-1", None, "s-1", 2.0),
        ("photons/s", "{photon}.s-1", None, "s-1", 2.0),
        ("electrons/Å²", "{electron}.Ao-2", None, "m-2", 2e20),
        ("gauss", "G", "GAUSS", "kg.s-2.A-1", 2e-4),
        ("(K)/(min)", "K.min-1", "K-PER-MIN", "K.s-1", 2 / 60),
        ("m^(2)", "m2", "M2", "m2", 2.0),
        ("nA", "nA", "NanoA", "A", 2e-9),
        ("rpm", "{rpm}", None, "s-1", 2 / 60),
        ("%", "%", "PERCENT", "1", 0.02),
        ("g/cm³", "g.cm-3", "GM-PER-CentiM3", "kg.m-3", 2000.0),
        ("Gy/mA/s", "Gy.mA-1.s-1", None, "m2.s-3.A-1", 2000.0),
        ("nm·rad", "nm.rad", None, "m.rad", 2e-9),
        ("s A", "s.A", None, "s.A", 2.0),
        ("Angstroms/Angstroms", "1", None, "1", 2.0),
    ],
)
def test_a_unit_gives_code_iri_and_si_value(
    said: str, ucum: str, qudt: str | None, si: str, expected: float
) -> None:
    unit, finding = resolve_unit(said)

    assert unit is not None
    assert finding is None
    assert (unit.ucum, unit.si) == (ucum, si)
    assert (unit.qudt.value.removeprefix("http://qudt.org/vocab/unit/") if unit.qudt else None) == qudt
    assert math.isclose(unit.to_si(2), expected, rel_tol=1e-12)


@pytest.mark.parametrize(
    "said",
    [
        "m", "mm", "um", "nm", "pm", "km", "angstrom", "kg", "g", "mg", "s", "ms", "us", "ns", "ps", "fs",
        "min", "hour", "day", "A", "mA", "uA", "K", "mK", "degC", "mol", "cd", "rad", "mrad", "deg", "Hz",
        "kHz", "MHz", "GHz", "N", "Pa", "hPa", "kPa", "MPa", "GPa", "bar", "mbar", "atm", "torr", "psi",
        "J", "mJ", "nJ", "eV", "keV", "MeV", "GeV", "meV", "W", "mW", "kW", "MW", "V", "mV", "kV", "F",
        "ohm", "S", "T", "mT", "Gy", "Sv", "Bq", "L", "mL", "uL", "percent", "m/s", "mm/s", "1/cm",
        "1/nm", "1/s", "kg/m^3", "g/cm^3", "J/(kg*K)", "W/(m*K)", "mol/L", "mJ/cm^2", "m^2", "mm^2",
        "nm^3", "V/m", "mT/s", "Da", "kDa", "inch", "cal", "arcmin", "arcsec", "degF",
    ],
)  # fmt: skip
def test_pint_agrees(said: str) -> None:
    """pint is an independent reader of units; "current" tells that A is the ampere."""
    unit, _ = resolve_unit(said, "current")

    assert unit is not None
    theirs = PINT.Quantity(2, said.replace("L", "liter") if said.endswith("L") else said).to_base_units()
    assert math.isclose(unit.to_si(2), _coherent(theirs), rel_tol=1e-6)


def _coherent(quantity: Any) -> float:  # noqa: ANN401 - pint is untyped here
    """Pint's base of mass is the gram."""
    mass = dict(quantity.dimensionality).get("[mass]", 0)
    in_grams = "gram" in str(quantity.units) and "kilogram" not in str(quantity.units)
    return float(quantity.magnitude) * (1e-3**mass if in_grams else 1)


@pytest.mark.parametrize(
    ("said", "quantity", "ucum"),
    [
        ("A", "wavelength", "Ao"),
        ("A", "unit_cell_a", "Ao"),
        ("1/A", "qmin", "Ao-1"),
        ("A", "ring_current", "A"),
        ("C", "sample_temperature", "Cel"),
        ("V/A", "", "V.A-1"),
        ("mA", "", "mA"),
        ("deg", "two_theta", "deg"),
        ("C", "proton_charge", "C"),
        ("C", "Total charge", "C"),
        ("C", "BL17:Det:PCharge:C", "C"),
        ("uC", "proton_charge", "uC"),
        ("C", "discharge_temperature", "Cel"),
        ("celsius", "temperature_of_charge", "Cel"),
    ],
)
def test_the_name_of_the_quantity_decides_between_two_meanings(said: str, quantity: str, ucum: str) -> None:
    unit, finding = resolve_unit(said, quantity)

    assert unit is not None
    assert (unit.ucum, finding) == (ucum, None)


@pytest.mark.parametrize(
    ("said", "quantity"),
    [
        ("A", "x"),
        ("1/A", "x"),
        ("C", "x"),
        ("deg", "temperature"),
        ("J/kg K", "x"),
        ("C", "detector"),
        ("C", "temperature_of_charge"),
        ("C", "charge_rate"),
        ("C", "discharge"),
        ("C", "charger"),
    ],
)
def test_where_nothing_decides_nothing_is_chosen(said: str, quantity: str) -> None:
    unit, finding = resolve_unit(said, quantity)

    assert unit is None
    assert finding is not None
    assert finding.rule == "unit-ambiguous"


@pytest.mark.parametrize("said", ["celsius", "degC", "°C", "K"])
def test_a_charge_in_degrees_stays_unresolved(
    said: str,
) -> None:  # recorded: the proton charge of an ESS detector
    unit, finding = resolve_unit(said, "BL17:Det:PCharge:C")

    assert unit is None
    assert finding is not None
    assert (finding.rule, finding.said, finding.understood) == ("unit-quantity-differs", said, None)
    assert finding.remedy.endswith('"BL17:Det:PCharge:C" is a charge: write C for coulomb.')


# By the SI brochure, 9th edition: tables 2, 4 and 7 are of the SI, table 8 and what no table has are not.
@pytest.mark.parametrize(
    ("stated", "si"),
    [
        ("1/Ang", "m-1"),
        ("Å", "m"),
        ("eV", "kg.m2.s-2"),
        ("keV", "kg.m2.s-2"),
        ("bar", "kg.m-1.s-2"),
        ("min", "s"),
        ("deg", "rad"),
        ("L/min", "m3.s-1"),
    ],
)
def test_a_unit_outside_of_the_si_is_found_where_one_of_the_si_is_asked_for(stated: str, si: str) -> None:
    finding = si_unit_finding(stated, "scientificMetadata.*.unitSI")

    assert finding is not None
    assert (finding.rule, finding.said, finding.understood) == ("unit-si-foreign", stated, si)


@pytest.mark.parametrize(
    "stated",
    ["m", "mm", "K", "degC", "s A", "(kg m^2) / s^2", "kg / (m s^2)", "s^-1", "hertz", "rad", "A", "", "1"],
)
def test_a_unit_of_the_si_is_none(stated: str) -> None:
    assert si_unit_finding(stated, "unitSI") is None


def test_half_an_si_unit_is_found() -> None:  # recorded: MAX IV
    finding = si_unit_finding("(kg", "unitSI")

    assert finding is not None
    assert (finding.rule, finding.said) == ("unit-unknown", "(kg")
    assert finding.remedy == 'Write the whole SI unit, such as kg.m2.s-2, instead of "(kg".'


@pytest.mark.parametrize(
    "said",
    [
        "NX_LENGTH",
        "type.units",
        "tube number",
        "(kg",
        "kg)",
        "((m",
        "//",
        "^",
        "m^99",
        "10^3 s",
        "Kw",
        "x" * 61,
        "m" * 60,
    ],
)
def test_what_is_no_unit_is_reported(said: str) -> None:
    unit, finding = resolve_unit(said)

    assert unit is None
    assert finding is not None
    assert (finding.rule, finding.said) == ("unit-unknown", said)


@pytest.mark.parametrize("said", ["", "-", "none", "[]", "NX_UNITLESS", "a.u.", "arb. units"])
def test_no_unit_and_an_arbitrary_one_are_no_findings(said: str) -> None:
    assert resolve_unit(said) == (None, None)


@pytest.mark.parametrize(
    ("value", "unit", "stated", "stated_unit", "fits"),
    [
        (13.0, "keV", 2.082829e-15, "(kg m^2) / s^2", True),
        (13.0, "keV", 2.082829e-15, "(kg", True),  # cut short at the source; the number is right
        (13.0, "keV", 13000.0, "eV", True),
        (13.0, "keV", 2.08e-12, "(kg m^2) / s^2", False),
        (20.0, "celsius", 293.15, "K", True),
        (20.0, "celsius", 20.0, "K", False),
        (180.0, "deg", math.pi, "rad", True),
        (180.0, "deg", math.pi, "", True),
        (5.0, "mm", 0.005, "m", True),
        (5.0, "mm", 0.005, "s", False),
    ],
)
def test_a_stated_si_value_is_compared(
    value: float, unit: str, stated: float, stated_unit: str, fits: bool
) -> None:
    understood, _ = resolve_unit(unit)
    assert understood is not None

    finding = si_finding(value, understood, stated, stated_unit, "energy.valueSI")

    assert (finding is None) == fits
    if finding is not None:
        assert (finding.rule, finding.field) == ("unit-si-differs", "energy.valueSI")


def test_celsius_read_as_coulomb_by_the_source_is_found() -> None:  # recorded: DESY
    understood, _ = resolve_unit("C", "sample_temperature")
    assert understood is not None

    finding = si_finding(600.0, understood, 600.0, "s A", "sample_temperature.valueSI")

    assert finding is not None
    assert finding.remedy == 'Write the SI value in K: "s A" measures something else.'


def test_every_qudt_name_belongs_to_a_code_that_is_made() -> None:
    spelled = {"[degF]": "degF", "[psi]": "psi", "[ppm]": "ppm", "''": "arcsec", "'": "arcmin", "G": "gauss"}

    for code in QUDT:
        unit, _ = resolve_unit(spelled.get(code, code), "temperature" if code == "Cel" else "current")
        if code not in {"C", "d"}:
            assert unit is not None, code
            assert unit.ucum == code


def units_in(tree: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(tree, dict):
        yield from (tree[key] for key in ("unit", "u") if isinstance(tree.get(key), str))
        for inner in tree.values():
            yield from units_in(inner)
    elif isinstance(tree, list):
        for inner in tree:
            yield from units_in(inner)


def test_every_unit_of_the_real_catalogue_records_is_understood(shared_data: Path) -> None:
    files = (shared_data / "catalogues").rglob("*.json")
    said = {unit for file in files for unit in units_in(json.loads(file.read_text("utf-8")))}

    lost = {unit for unit in said if unit.strip() and resolve_unit(unit)[0] is None}

    assert len(said) == 26
    assert lost == NO_UNITS_HERE
