"""Facilities by name, prefix and place."""

import pytest

from kg.resolve.facility import (
    facility_by_identifier,
    facility_by_location,
    facility_by_name,
    new_facility,
    slug_of,
    unknown_publisher,
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("DESY", "desy"),
        ("Deutsches Elektronen-Synchrotron (DESY)", "desy"),
        ("petra iii", "desy"),
        ("UKRI/ISIS", "isis"),
        ("MAXIV", "max-iv"),
        ("MAX IV Laboratory, Lund University", "max-iv"),
        ("  Paul Scherrer Institut ", "psi"),
        ("ESRF, ID10b", "esrf"),
        ("Helmholtz-Zentrum Berlin fur Materialien und Energie", "hzb"),
    ],
)
def test_a_facility_is_known_by_the_names_in_use(name: str, slug: str) -> None:
    facility = facility_by_name(name)

    assert facility is not None
    assert facility.slug == slug


@pytest.mark.parametrize("name", ["Zenodo", "", "Test of the ESS detector", "/", "()"])
def test_other_names_are_not_taken_for_one(name: str) -> None:
    assert facility_by_name(name) is None


@pytest.mark.parametrize(
    ("identifier", "slug"),
    [
        ("10.17199/BRIGHTNESS/MB0003", "ess"),
        ("https://doi.org/10.16907/abc", "psi"),
        ("doi:10.5291/ILL-DATA.1", "ill"),
        ("20.500.14080/f1cd", "max-iv"),
        ("https://hdl.handle.net/20.500.11935/5148", "psi"),
    ],
)
def test_a_prefix_names_its_facility(identifier: str, slug: str) -> None:
    facility = facility_by_identifier(identifier)

    assert facility is not None
    assert facility.slug == slug


@pytest.mark.parametrize("identifier", ["10.5072/x", "10.17199", "PID.SAMPLE.PREFIX/ds1", ""])
def test_an_unknown_prefix_names_none(identifier: str) -> None:
    assert facility_by_identifier(identifier) is None


@pytest.mark.parametrize(
    ("location", "slug", "instrument"),
    [
        ("/PSI/SLS/TOMCAT", "psi", "TOMCAT"),
        ("/DESY/PETRA III/P08", "desy", "P08"),
        ("/DESY/petra3/p08/lisa", "desy", "p08"),
        ("Deutsches Elektronen-Synchrotron DESY / PETRA III / P08 / Langmuir trough", "desy", "P08"),
        (
            "Brookhaven National Laboratory / National Synchrotron Light Source II / 12ID-SMI / OPLS",
            "nsls-ii",
            "12ID-SMI",
        ),
        ("ESS", "ess", None),
    ],
)
def test_a_place_names_facility_and_instrument(location: str, slug: str, instrument: str | None) -> None:
    found = facility_by_location(location)

    assert found is not None
    assert (found[0].slug, found[1]) == (slug, instrument)


@pytest.mark.parametrize("location", ["V20", "BioMAX", "/SU/XQX/RAMJET", ""])
def test_a_place_without_a_known_name_stays_unknown(location: str) -> None:
    assert facility_by_location(location) is None


def test_an_unknown_facility_gets_an_address_from_its_name() -> None:
    facility = new_facility("Northlight Source (Älvö)")

    assert facility.iri.value == "https://w3id.org/pan-kg/id/facility/northlight-source-alvo"


def test_names_without_latin_letters_are_told_apart() -> None:
    slugs = {
        slug_of(name)
        for name in ("理化学研究所", "高エネルギー加速器研究機構", "Институт ядерных исследований")
    }

    assert len(slugs) == 3
    assert "unnamed" not in slugs
    assert slug_of("--") == "unnamed"


@pytest.mark.parametrize("name", ["Zenodo", "DRYAD", "Harvard Dataverse"])
def test_a_repository_for_all_is_no_fault_of_who_used_it(name: str) -> None:
    assert unknown_publisher(name, "publisher") is None
