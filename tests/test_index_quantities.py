"""Which quantity a parameter is, by its unit and every word of its name."""

from collections import Counter

import pytest

from kg.index.documents import Quantity
from kg.index.quantities import Parameter, quantities, quantity_of

JOULE = "kg.m2.s-2"


@pytest.mark.parametrize(
    ("name", "unit", "quantity"),
    [
        ("temperature", "K", "temperature"),
        ("sampleTemperature", "K", "temperature"),
        ("Sample temperature (set point)", "K", None),  # "point" could be the place it was measured at
        ("mean_sample_temp", "K", "temperature"),
        ("temperature", "m", None),
        ("detector temperature", "K", None),
        ("Chop1:EnergyReq", JOULE, None),
        ("Magnetic field", "kg.s-2.A-1", "magnetic field"),
        ("incident_photon_energy", JOULE, "energy"),
        ("incident X-ray wavelength", "m", "wavelength"),
        ("beamSizeAtSampleX", "m", None),
        ("sample_pressure", "kg.m-1.s-2", "pressure"),
        ("", "K", None),
        ("温度", "K", None),
    ],
)
def test_a_name_is_a_quantity_if_no_word_of_it_says_otherwise(
    name: str, unit: str, quantity: str | None
) -> None:
    assert quantity_of(name, unit) == quantity


def test_one_end_alone_is_a_value_and_ends_the_wrong_way_round_are_two() -> None:
    alone = quantities([Parameter("temperature_max", 300.0, "K", "300 K")], None, Counter())
    wrong = [Parameter("temperature_min", 30.0, "K"), Parameter("temperature_max", 20.0, "K")]

    assert alone == (Quantity("temperature", 300.0, 300.0, "300 K"),)
    assert [(of.low, of.high) for of in quantities(wrong, None, Counter())] == [(20.0, 20.0), (30.0, 30.0)]


def test_values_that_cannot_be_are_left_out_with_the_reason() -> None:
    left_out: Counter[str] = Counter()
    stated = [Parameter("temperature", value, "K") for value in (-3.0, 0.0, float("nan"), float("inf"))]

    assert quantities(stated, None, left_out) == ()
    assert left_out == {"value that is none": 4}


def test_the_name_decides_over_the_probe_and_nothing_is_derived_beside_a_stated_value() -> None:
    stated = [
        Parameter("photon_energy", 2.0e-15, JOULE, "12.5 keV"),
        Parameter("wavelength", 3.0e-10, "m", "3 angstrom"),
    ]

    found = quantities(stated, "x-ray", Counter())

    assert found == (
        Quantity("photon energy", 2.0e-15, 2.0e-15, "12.5 keV"),
        Quantity("wavelength", 3.0e-10, 3.0e-10, "3 angstrom"),
    )


def test_the_ends_of_a_derived_interval_change_places() -> None:
    stated = [Parameter("energy_min", 1.0e-15, JOULE), Parameter("energy_max", 2.0e-15, JOULE)]

    (wave,) = [of for of in quantities(stated, "photon", Counter()) if of.name == "wavelength"]

    # Planck's constant times the speed of light is 1.98644586e-25 J m.
    assert wave.low == pytest.approx(0.99322293e-10)
    assert wave.high == pytest.approx(1.98644586e-10)


def test_muons_have_neither() -> None:
    left_out: Counter[str] = Counter()

    assert quantities([Parameter("energy", 1e-15, JOULE)], "muon", left_out) == ()
    assert left_out == {"energy of an unknown probe": 1}
