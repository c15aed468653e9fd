"""Quantities with unit and comparison are read in five languages; the expectations were written first."""

import pytest
from questions import ask, of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("superconducting crystals below 12 K", ["temperature < 12 K"]),
        ("SANS on skyrmions with T < 40 K", ["temperature < 40 K"]),
        ("powder diffraction of garnet kept at 4 kelvin", ["temperature = 4 K"]),
        ("cubanite between 10 and 80 kelvin", ["temperature between 10 to 80 K"]),
        ("spin ice 2-20 K", ["temperature between 2 to 20 K"]),
        ("spin ice from 2 K to 20 K", ["temperature between 2 to 20 K"]),
        ("diffraction with photon energy above 30 keV", ["photon energy > 30 keV"]),
        ("x-ray diffraction at 8 keV", ["photon energy = 8 keV"]),
        ("neutron diffraction with wavelength 2.4 Å", ["wavelength = 2.4 Å"]),
        ("reflectometry λ = 5.2 angstrom", ["wavelength = 5.2 Å"]),
        ("vortex lattice in 7 T magnetic field", ["magnetic field = 7 T"]),
        ("ice at 3 GPa", ["pressure = 3 GPa"]),
        ("steel at 600 °C", ["temperature = 600 °C"]),
        ("brine at -5 °C", ["temperature = -5 °C"]),
        ("pressure of at least 20 GPa in hydrides", ["pressure >= 20 GPa"]),
        ("no more than 300 K perovskites", ["temperature <= 300 K"]),
        ("fields up to 14 tesla", ["magnetic field <= 14 T"]),
        ("temperatures higher than 1500K in alumina", ["temperature > 1500 K"]),
        ("Ei = 25 meV inelastic scattering", ["neutron energy = 25 meV"]),
        ("imaging with 60 keV x-rays", ["photon energy = 60 keV"]),
        ("T≥77K", ["temperature >= 77 K"]),
        ("5 K < T < 50 K ferrites", ["temperature between 5 to 50 K"]),
        ("diffraction 30 K or below", ["temperature <= 30 K"]),
        ("high pressure study, energy above 40 keV", ["energy > 40 keV"]),
        ("Pulverdiffraktion unter 30 K", ["temperature < 30 K"]),
        ("Messungen bei 2,5 K an Spinketten", ["temperature = 2.5 K"]),
        ("Tomographie mit einer Energie über 50 keV", ["energy > 50 keV"]),
        ("Proben zwischen 100 und 300 Kelvin", ["temperature between 100 to 300 K"]),
        ("Magnetfeld von mindestens 5 T", ["magnetic field >= 5 T"]),
        ("diffraction au-dessus de 60 keV", ["energy > 60 keV"]),
        ("échantillons entre 5 et 50 K", ["temperature between 5 to 50 K"]),
        ("pression supérieure à 10 GPa", ["pressure > 10 GPa"]),
        ("difracción por debajo de 20 K", ["temperature < 20 K"]),
        ("medidas entre 10 y 90 K", ["temperature between 10 to 90 K"]),
        ("diffrazione sotto 4 K", ["temperature < 4 K"]),
        ("campioni tra 20 e 200 K", ["temperature between 20 to 200 K"]),
        ("campo magnetico di almeno 2 T", ["magnetic field >= 2 T"]),
        ("longueur d'onde de 6 Å", ["wavelength = 6 Å"]),
        ("Neutronenreflektometrie mit Wellenlänge 4,5 Å", ["wavelength = 4.5 Å"]),
        ("photon energies between 5 and 20 keV at ESRF", ["photon energy between 5 to 20 keV"]),
        ("Proben bei Drücken über 5 GPa seit 2018", ["pressure > 5 GPa"]),
        ("SANS under a magnetic field of 2 T", ["magnetic field = 2 T"]),
        ("température inférieure à 10 K, données ouvertes", ["temperature < 10 K"]),
        ("moins de 100 K", ["temperature < 100 K"]),
        ("presión de hasta 30 GPa", ["pressure <= 30 GPa"]),
        ("temperatura superior a 300 °C", ["temperature > 300 °C"]),
        ("temperature comprese tra 100 e 200 K", ["temperature between 100 to 200 K"]),
        ("muon spectroscopy at 50 mK", ["temperature = 50 mK"]),
        ("diffraction, 300 K to 900 K", ["temperature between 300 to 900 K"]),
        ("x-ray wavelength of 0.7 Å", ["wavelength = 0.7 Å"]),
        ("wavelengths longer than 10 Å neutron", ["wavelength > 10 Å"]),
        ("5 T T-shaped", ["magnetic field = 5 T"]),
        ("grown at 700 °C and measured at 5 K", ["temperature = 5 K"]),
        ("XRD at 20-30 keV", ["photon energy between 20 to 30 keV"]),
        ("SAXS, -20 °C", ["temperature = -20 °C"]),
        ("SAXS -20 °C", ["temperature = -20 °C"]),
        ("-5 °C to 10 °C", ["temperature between -5 to 10 °C"]),
        ("Eis, -5 bis 10 °C", ["temperature between -5 to 10 °C"]),
        ("glace, −20 °C", ["temperature = -20 °C"]),
        ("not -20 °C", ["-temperature = -20 °C"]),
        ("not at -20 °C", ["-temperature = -20 °C"]),
        ("10^5 Pa", ["pressure = 100000 Pa"]),
        ("10⁵ Pa", ["pressure = 100000 Pa"]),
        ("10**5 Pa", ["pressure = 100000 Pa"]),
        ("10^-6 mbar", ["pressure = 1e-06 mbar"]),
        ("10⁻⁶ mbar", ["pressure = 1e-06 mbar"]),
        ("below 10^-6 mbar", ["pressure < 1e-06 mbar"]),
        ("unter 10^-6 mbar Druck", ["pressure < 1e-06 mbar"]),
        ("5*10^-6 mbar", ["pressure = 5e-06 mbar"]),
        ("10^5-10^6 Pa", ["pressure between 100000 to 1e+06 Pa"]),
    ],
)
def test_a_quantity_is_read(text: str, wanted: list[str]) -> None:
    assert of(text, "parameter") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "potassium K and carbon C in feldspar",
        "steel annealed at 500 °C",
        "superconductors with Tc above 77 K",
        "nanoparticles of 5 nm",
        "heating rate 5 K/min",
        "resolution better than 2 Å",
        "energy resolution below 10 meV",
        "K2CO3 3 C",
        "band gap of 1.5 eV",
        "4K detector frames",
        "battery cycled at 1 C",
        "NaN K and 1e999 K",
        "water under 3 kbar in 2014",
        "films at room temperature",
        "30 MeV protons on steel",
        "tensile strength of 500 MPa",
        "1.5 Å resolution lysozyme",
    ],
)
def test_what_is_no_condition_of_a_measurement_is_none(text: str) -> None:
    assert of(text, "parameter") == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at 2 K", 1.5, 2.5),  # half a unit of the last digit
        ("at 2.0 K", 1.95, 2.05),
        ("at 300 K", 297.0, 303.0),  # one per cent is more than half a kelvin
        ("at 200 °C", 471.15, 475.15),  # one per cent of 200 degrees, above 273.15 K
        ("about 100 K", 90.0, 110.0),
        ("300 ± 5 K", 295.0, 305.0),
        ("between 5 and 50 K", 5.0, 50.0),
        ("3 GPa", 2.5e9, 3.5e9),
        ("magnetic field of 500 mT", 0.495, 0.505),
    ],
)
def test_the_interval_is_that_of_the_precision_stated(text: str, low: float, high: float) -> None:
    (chip,) = ask(text).chip("parameter")

    assert chip.si == pytest.approx((low, high), rel=1e-12)


def test_an_open_end_is_infinite_and_strict_where_the_words_are() -> None:
    (below,) = ask("below 30 K").chip("parameter")
    (least,) = ask("at least 30 K").chip("parameter")

    assert (below.si, below.strict) == ((float("-inf"), 30.0), (False, True))
    assert (least.si, least.strict) == ((30.0, float("inf")), (False, False))


def test_a_quantity_says_its_kind_and_its_place() -> None:
    (chip,) = ask("ferrites below 30 K").chip("parameter")

    assert chip.iri == "http://qudt.org/vocab/quantitykind/Temperature"
    assert (chip.span, chip.unit, chip.si_unit) == ((9, 19), "K", "K")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("above 40 keV", "energy"),
        ("XRR above 12 keV", "photon energy"),
        ("SANS with energy above 5 meV", "neutron energy"),
        ("SANS and XRR with energy above 5 meV", "energy"),
    ],
)
def test_an_energy_is_that_of_the_probe_where_the_techniques_tell(text: str, label: str) -> None:
    assert [chip.label for chip in ask(text).chip("parameter")] == [label]


@pytest.mark.parametrize(
    "text",
    [
        "1 500 K",
        "000 K",
        "5 K/min",
        "5 K²",
        "1e999 K",
        "-1e-999 K",
        "5 K-doped_x",
        "3^5 Pa",
        "5.10^5 Pa",
        "2 • 10^5 Pa",
        "10^{5} Pa",
        "10^100 Pa",
        "3⁵ Pa",
    ],
)
def test_a_number_that_may_be_another_is_left(text: str) -> None:
    assert of(text, "parameter") == []


def test_points_and_commas_are_read_as_the_language_has_them() -> None:
    assert of("at 1,500 K with the beam", "parameter") == ["temperature = 1500 K"]
    assert of("Messungen bei 1,500 K mit der Probe", "parameter") == ["temperature = 1.5 K"]
    assert of("Messungen bei 1.500 K mit der Probe", "parameter") == []  # either may be meant


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Messungen unter 4 K", "number with its unit, German words unreviewed"),
        ("mesures entre 5 et 50 kelvins", "number with its unit, French words unreviewed"),
        ("medidas por debajo de 20 K", "number with its unit, Spanish words unreviewed"),
        ("misure sotto i 10 K", "number with its unit, Italian words unreviewed"),
        ("Messungen bei T < 4 K", "number with its unit"),  # signs are of every language
        ("measurements below 4 K", "number with its unit"),
        (
            "SANS mit Energie über 20 meV",
            "number with its unit, German words unreviewed; neutron energy by the technique",
        ),
    ],
)
def test_a_quantity_says_whose_words_told_of_it(text: str, basis: str) -> None:
    (chip,) = ask(text).chip("parameter")

    assert chip.basis == basis
