"""Real files of facilities: what was found by looking at them by hand is what the reader says."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nexus_by_hand import BY_HAND, OUTCOMES, PANET, Expected

from harvesters.nexus import SOURCE, read
from kg.harvest.source import Aside, Record
from kg.harvest.world import open_world
from kg.rdf.syntax import n_triples


@pytest.fixture(scope="session")
def folder(shared_data: Path) -> Path:
    return shared_data / "nexus"


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_a_real_file_gives_what_was_found_by_hand(folder: Path, name: str) -> None:
    expected = BY_HAND[name]

    entry = read(folder / name)["entries"][0]

    assert words_of(entry) == replace(expected, energy=None, wavelength=None)
    assert entry["energy_keV"] == about(expected.energy)
    assert entry["wavelength_angstrom"] == about(expected.wavelength)


def about(number: float | None) -> object:
    """The number but for rounding on paper; None only for None."""
    return None if number is None else pytest.approx(number, rel=1e-6)


def words_of(entry: dict[str, Any]) -> Expected:
    """All but the numbers, which are compared with a tolerance."""
    return Expected(
        path=entry["path"],
        title=entry["title"],
        definition=entry["definition"],
        start=entry["start_time"],
        instrument=entry["instrument"],
        facility=entry["facility"],
        sample=entry["sample"],
        probe=entry["probe"],
        basis=entry["probe_basis"],
        techniques=tuple(technique["iri"].removeprefix(PANET) for technique in entry["techniques"]),
        users=tuple(user["name"] for user in entry["users"]),
        experiment=entry["experiment_identifier"],
    )


def test_every_real_file_has_the_outcome_found_by_hand(folder: Path) -> None:
    found = {
        path.relative_to(folder).as_posix(): read(path)["outcome"]
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".md"
    }

    assert len(found) == 54
    assert found == dict.fromkeys(found, "nexus") | OUTCOMES


def test_all_real_files_are_counted_and_mapped_alike_each_time(folder: Path) -> None:
    def harvest() -> tuple[list[str], dict[str, str]]:
        world = open_world(str(folder), contained=False)
        told = list(SOURCE.records(world))
        mapped = [n_triples(SOURCE.triples(one).triples) for one in told if isinstance(one, Record)]
        return mapped, {one.origin: one.outcome for one in told if isinstance(one, Aside)}

    mapped, aside = harvest()

    assert (mapped, aside) == harvest()
    assert len(mapped) == 50
    assert aside == dict.fromkeys(
        OUTCOMES.keys() - {"openpmd_femm_thetaMode.h5", "petra3_p25_near_field_ptycho.cxi"}, "skipped"
    )
    assert not any(str(folder) in text for text in mapped)


def test_no_value_without_units_is_given_in_normal_units(folder: Path) -> None:
    answer = read(folder / "dls_i16_538039.nxs")

    unitless = [issue["path"] for issue in answer["issues"] if issue["code"] == "unit-missing"]
    assert unitless == ["/entry1/sample/beam/incident_energy"]
    assert answer["entries"][0]["energy_basis"] == "derived"
    assert answer["entries"][0]["energy_path"] is None
