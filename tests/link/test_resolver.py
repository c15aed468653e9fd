"""What the harvest makes of technique names that nothing in PaNET is called by."""

import pytest

from kg.rdf.names import PANET
from kg.resolve.technique import MAPPED_FROM_TEXT, resolve_technique


@pytest.mark.parametrize(
    ("name", "number", "confidence"),
    [
        ("Small angle X-ray scattering measurement", "01188", 0.85),
        ("X-ray computed tomography", "01207", 0.85),
        ("Auger electron spectroscopy", "01201", 0.7),
        ("neutron scattering analysis", "01242", 0.85),
    ],
)
def test_a_name_that_holds_a_techniques_name_gets_it_with_a_finding(
    name: str, number: str, confidence: float
) -> None:
    technique = resolve_technique(None, name)

    assert technique.iri == PANET[f"PaNET{number}"]
    assert (technique.basis, technique.confidence) == (MAPPED_FROM_TEXT, confidence)
    (finding,) = technique.findings
    assert (finding.rule, finding.field) == ("technique-from-words", "techniques[].name")
    assert (finding.said, finding.understood) == (name, PANET[f"PaNET{number}"].value)
    assert f"give {PANET[f'PaNET{number}'].value}" in finding.remedy


@pytest.mark.parametrize(
    "name", ["Nuclear resonant inelastic x-ray scattering", "dark-field x-ray microscopy"]
)
def test_a_doubtful_name_is_suggested_only(name: str) -> None:
    technique = resolve_technique(None, name)

    assert technique.iri is None
    (finding,) = technique.findings
    assert finding.rule == "technique-unknown"
    assert "nearest: " in finding.remedy
    assert finding.understood is None


@pytest.mark.parametrize(
    "name", ["weather watching", "name", "test", "🙂", "sample alignment at the beamline"]
)
def test_what_is_like_nothing_stays_unknown_without_a_suggestion(name: str) -> None:
    technique = resolve_technique(None, name)

    assert technique.iri is None
    assert technique.findings[0].remedy.endswith("choose the nearest class.")


def test_a_probe_is_never_taken_from_words() -> None:
    technique = resolve_technique(None, "X-rays analysis")

    assert technique.iri is None
    assert 'nearest: "x-ray probe"' in technique.findings[0].remedy


def test_a_topic_of_training_is_not_linked() -> None:
    assert resolve_technique(None, "Auger electron spectroscopy", "about").iri is None


def test_an_unknown_number_is_not_made_good_by_words() -> None:
    technique = resolve_technique("PaNET09999", "Auger electron spectroscopy")

    assert technique.iri is None
    assert [finding.rule for finding in technique.findings] == ["technique-id-unknown"]


def test_a_technique_of_esrfet_that_panet_lacks_gets_a_suggestion_only() -> None:
    technique = resolve_technique("https://w3id.org/PaN/ESRFET#TEM", None)

    assert technique.iri is None
    (finding,) = technique.findings
    assert (finding.rule, finding.understood) == ("technique-esrfet", None)
    assert finding.remedy.endswith(f'Nearest: "electron microscopy", {PANET["PaNET01145"].value}.')
