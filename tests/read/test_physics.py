"""Energy and wavelength say the same of one probe; pint and figures known by heart are the judges."""

import math

import pint
import pytest
from questions import ask

from kg.read.physics import (
    LIGHT,
    NEUTRON_MASS,
    PLANCK,
    equivalents,
    neutron_energy,
    neutron_wavelength,
    photon_energy,
)

EV = 1.602176634e-19


def test_the_constants_are_those_of_codata() -> None:
    units: pint.UnitRegistry[float] = pint.UnitRegistry()
    known = [units.planck_constant, units.speed_of_light, units.neutron_mass]

    ours = [PLANCK, LIGHT, NEUTRON_MASS]
    theirs = [(1 * of).to_base_units().magnitude for of in known]
    assert ours == pytest.approx(theirs, rel=1e-8)


def test_known_pairs() -> None:
    assert photon_energy(1e-10) == pytest.approx(12398.42 * EV, rel=1e-6)  # 12.398 keV at 1 Å
    assert neutron_energy(1.8e-10) == pytest.approx(25.25e-3 * EV, rel=1e-3)  # thermal: 1.8 Å, 25.3 meV
    assert neutron_wavelength(neutron_energy(5e-10)) == pytest.approx(5e-10, rel=1e-12)


def test_a_photon_energy_is_a_wavelength_too() -> None:
    (chip,) = ask("photon energy above 12.39842 keV").chip("parameter")

    (energy, wavelength) = equivalents(chip, "photon")

    assert energy[0] == "photon energy"
    assert wavelength[0] == "wavelength"
    assert wavelength[1:] == pytest.approx((0.0, 1e-10), rel=1e-6)


def test_a_wavelength_is_an_energy_of_the_probe() -> None:
    (chip,) = ask("wavelength below 1.8 Å").chip("parameter")

    wavelength, energy = equivalents(chip, "neutron")

    assert wavelength[0] == "wavelength"
    assert energy[0] == "neutron energy"
    assert energy[1] == pytest.approx(25.25e-3 * EV, rel=1e-3)
    assert energy[2] == math.inf


def test_nothing_is_compared_for_a_probe_that_is_unknown_or_another() -> None:
    (chip,) = ask("photon energy above 12 keV").chip("parameter")
    (bare,) = ask("wavelength below 2 Å").chip("parameter")

    assert equivalents(chip, "neutron") == ()
    assert [name for name, _, _ in equivalents(bare, None)] == ["wavelength"]


def test_other_quantities_stand_for_themselves() -> None:
    (chip,) = ask("below 30 K").chip("parameter")

    assert equivalents(chip, "photon") == (("temperature", -math.inf, 30.0),)
