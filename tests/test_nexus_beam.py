"""Energy, wavelength, probe and technique: read where that is certain, inferred where that is said."""

from pathlib import Path

import pytest
from hdf5_tree import Tree
from nexus_entries import SOURCE, entry_of


def beam(value: object, unit: str | None, name: str = "incident_energy") -> Tree:
    field: Tree = {"value": value, "@units": unit} if unit is not None else {"value": value}
    return {"@NX_class": "NXinstrument", "beam": {"@NX_class": "NXbeam", name: field}}


@pytest.mark.parametrize(
    ("value", "unit", "kev"),
    [
        (12.0, "keV", 12.0),
        (12000, "eV", 12.0),
        (25.0, "meV", 25e-6),
        (1.602176634e-15, "J", 10.0),
        ("8.05", "keV", 8.05),
        ([7.0, 7.1, 7.4], "keV", 7.1),
    ],
)
def test_energies_are_given_in_kev(tmp_path: Path, value: object, unit: str, kev: float) -> None:
    assert entry_of(tmp_path, instrument=beam(value, unit))["energy_keV"] == pytest.approx(kev)


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        (12.0, None, "unit-missing"),
        (12.0, "", "unit-missing"),
        (12.0, "NX_ENERGY", "unit-unknown"),
        (12.0, "C", "unit-unknown"),
        (12.0, "mev", "unit-unknown"),
        (0.0, "keV", "implausible"),
        (-1.0, "keV", "implausible"),
    ],
)
def test_an_energy_whose_unit_or_value_leaves_doubt_is_no_energy(
    tmp_path: Path, value: float, unit: str | None, code: str
) -> None:
    entry = entry_of(tmp_path, instrument=beam(value, unit))

    assert entry["energy_keV"] is None
    assert code in entry["codes"]


@pytest.mark.parametrize(
    ("value", "unit", "angstrom"),
    [
        (1.54, "A", 1.54),
        (1.54, "\u00c5", 1.54),
        (1.54, "\u212b", 1.54),
        (1.54, "Angstroem", 1.54),
        (1.54, "angstroms", 1.54),
        (0.154, "nm", 1.54),
        (154.0, "pm", 1.54),
        (1.54e-10, "m", 1.54),
    ],
)
def test_wavelengths_are_given_in_angstrom(tmp_path: Path, value: float, unit: str, angstrom: float) -> None:
    entry = entry_of(tmp_path, instrument=beam(value, unit, "incident_wavelength"))

    assert entry["wavelength_angstrom"] == pytest.approx(angstrom)


@pytest.mark.parametrize(
    ("probe", "kev"),
    [("x-ray", 12.398419843 / 2), ("neutron", 81.804 / 4 * 1e-6), ("muon", None), (None, None)],
)
def test_an_energy_follows_from_a_wavelength_only_for_a_probe_where_it_does(
    tmp_path: Path, probe: str | None, kev: float | None
) -> None:
    source = {**SOURCE, "probe": probe} if probe else SOURCE
    instrument = {**beam(2.0, "angstrom", "incident_wavelength"), "source": source}

    entry = entry_of(tmp_path, instrument=instrument)

    assert entry["energy_keV"] == (None if kev is None else pytest.approx(kev))
    assert entry["energy_basis"] == (None if kev is None else "derived")
    assert entry["wavelength_basis"] == "read"


def test_a_wavelength_follows_from_the_energy_of_a_neutron(tmp_path: Path) -> None:
    instrument = {**beam(81.804, "meV"), "source": {**SOURCE, "probe": "neutron"}}

    assert entry_of(tmp_path, instrument=instrument)["wavelength_angstrom"] == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("source", "definition", "probe", "basis"),
    [
        ({"probe": "Neutrons"}, None, "neutron", "stated"),
        ({"probe": "X-ray", "type": "Spallation Neutron Source"}, None, "x-ray", "stated"),
        ({"probe": "NIR", "type": "Synchrotron X-ray Source"}, None, "x-ray", "source type"),
        ({"type": "Reactor Neutron Source"}, None, "neutron", "source type"),
        ({"type": "Free-Electron Laser"}, None, "photon", "source type"),
        ({}, "NXxas", "x-ray", "definition"),
        ({}, "NXtas", "neutron", "definition"),
        ({}, "NXmx", None, None),
        ({"probe": "?"}, None, None, None),
    ],
)
def test_the_probe_is_stated_or_inferred_and_says_which(
    tmp_path: Path, source: Tree, definition: str | None, probe: str | None, basis: str | None
) -> None:
    fields = {"instrument": {"@NX_class": "NXinstrument", "source": {**SOURCE, **source}}}
    if definition:
        fields["definition"] = definition  # type: ignore[assignment]

    entry = entry_of(tmp_path, **fields)

    assert (entry["probe"], entry["probe_basis"]) == (probe, basis)


@pytest.mark.parametrize(
    ("definition", "probe", "term", "confidence"),
    [
        ("NXsas", "x-ray", "PaNET01188", 0.9),
        ("NXsas", "neutron", "PaNET01189", 0.9),
        ("NXsas", None, "PaNET01124", 0.7),
        ("NXtomo", "neutron", "PaNET01129", 0.9),
        ("NXrefscan", "neutron", "PaNET01239", 0.9),
        ("NXxas", None, "PaNET01196", 0.8),
        ("NXxas", "neutron", None, None),
        ("NXscan", "x-ray", None, None),
        ("NXentry", None, None, None),
    ],
)
def test_a_definition_and_the_probe_suggest_a_technique(
    tmp_path: Path, definition: str, probe: str | None, term: str | None, confidence: float | None
) -> None:
    source = {**SOURCE, "probe": probe} if probe else SOURCE

    entry = entry_of(tmp_path, definition=definition, source=source)

    told = [(t["iri"].rpartition("/")[2], t["basis"], t["confidence"]) for t in entry["techniques"]]
    assert told == ([(term, "definition", confidence)] if term else [])


def test_an_identified_technique_comes_first_and_without_the_version_of_its_vocabulary(
    tmp_path: Path,
) -> None:
    entry = entry_of(
        tmp_path,
        definition="NXfluo",
        identifier_technique_1={"value": "https://w3id.org/PaN/ESRFET/v0.1.0/#XRF", "@type": "W3ID"},
    )

    assert [(t["iri"], t["basis"], t["confidence"]) for t in entry["techniques"]] == [
        ("https://w3id.org/PaN/ESRFET#XRF", "identifier", 1.0),
        ("http://purl.org/pan-science/PaNET/PaNET01177", "definition", 0.8),
    ]
