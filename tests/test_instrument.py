"""Instruments in the spellings of catalogues."""

import pytest

from kg.resolve.instrument import instrument_key, resolve_instrument


@pytest.mark.parametrize(
    "spellings",
    [
        ["ID 21", "ID21", "id21", "ID-21", "id_21", "Beamline ID21", " ID21 "],
        ["DMC at SINQ", "DMC", "dmc", "DMC @ SINQ", "DMC@PSI"],
        ["BL 9.3.1", "BL9.3.1", "beamline BL-9.3.1"],
        ["cSAXS", "CSAXS"],
    ],
)
def test_the_spellings_of_one_name_have_one_key(spellings: list[str]) -> None:
    assert len({instrument_key(name) for name in spellings}) == 1


@pytest.mark.parametrize("names", [("ID21", "ID22"), ("I22", "I2 2"), ("V20", "V2"), ("Beamline", "V20")])
def test_different_names_have_different_keys(names: tuple[str, str]) -> None:
    assert instrument_key(names[0]) != instrument_key(names[1])


@pytest.mark.parametrize(
    ("said", "key", "name", "facility"),
    [
        ("/DESY/petra3/p08", "p08", "P08", "desy"),  # recorded: DESY
        ("/PSI/SLS/TOMCAT", "tomcat", "TOMCAT", "psi"),
        ("DMC at SINQ", "dmc", "DMC", "psi"),
        ("Laue at home", "laue at home", "Laue at home", None),
    ],
)
def test_a_place_names_the_facility_too(said: str, key: str, name: str, facility: str | None) -> None:
    instrument, finding = resolve_instrument(said)

    assert instrument is not None
    assert (instrument.key, instrument.name) == (key, name)
    assert (instrument.facility.slug if instrument.facility else None) == facility
    assert finding is None


def test_another_case_of_the_same_identifier_is_reported() -> None:  # recorded: DESY has both
    instrument, finding = resolve_instrument("/desy/petra3/p08")

    assert instrument is not None
    assert instrument == resolve_instrument("/DESY/petra3/p08")[0]
    assert finding is not None
    assert (finding.rule, finding.said) == ("instrument-spelling", "/desy/petra3/p08")
    assert finding.remedy == 'Write the id in one case in all records; here it is "/desy/petra3/p08".'


def test_nothing_said_is_no_instrument() -> None:
    assert resolve_instrument("  ") == (None, None)
