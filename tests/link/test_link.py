"""Phrases to techniques: what somebody who knows the field and PaNET's names would say."""

import time

import pytest

from kg.errors import BadInput
from kg.link.context import read_context
from kg.link.link import link
from kg.link.names import names_of
from kg.link.normal import words
from kg.rdf.names import PANET
from kg.rdf.panet import is_specifier, shipped_panet


def first(text: str, context: str | None = None) -> str:
    return link(text, 1, context)[0].label


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Röntgen diffraction", "X-ray diffractometry"),
        ("small–angle xray scattering", "Small angle X-rays scattering measurements"),
        ("ultra-violet microscopy", "UV microscopic study"),
        ("infra red imaging", "IR image"),
        ("vacuum ultraviolet spectroscopy", "VUV spectrometry"),
        ("extreme ultraviolet lithography", "XUV lithographic technique"),
        ("terahertz imaging", "THz imaging"),
        ("time-of-flight spectrometer", "time of flight spectra"),
        ("micro tomography", "microtomography"),
        ("photo-emission microscopy", "photoelectron emission microscope"),
        ("angular resolved scattering", "angle-resolved scattering"),
        ("diffractive imaging", "diffraction imaging"),
        ("polarised reflectivity", "polarized reflectometry"),
    ],
)
def test_what_people_vary_is_one_spelling(one: str, other: str) -> None:
    assert words(one) == words(other)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("XRD (powder)", "x-ray powder diffraction"),
        ("µSR", "muon spin resonance"),
        ("nano-CT", "nanotomography"),
        ("QENS at low temperature", "quasielastic scattering"),
        ("Transmission electron microscopy", "electron microscopy"),
        ("thermoluminescence dosimetry: thermoluminescence", "luminescence"),
        ("X-ray difraction", "x-ray diffraction"),
        ("small angle neutron scatering", "small angle neutron scattering"),
        ("SFX", "serial femtosecond crystallography"),
        ("X-ray photoemission spectroscopy", "x-ray photoelectron spectroscopy"),
        ("protein biocrystallography", "macromolecular crystallography"),
        ("neutron diffraction-based techniques", "neutron diffraction"),
        ("High-resolution X-ray powder diffraction", "x-ray powder diffraction"),
    ],
)
def test_a_phrase_names_a_technique(text: str, label: str) -> None:
    assert first(text) == label


def test_what_is_called_exactly_so_is_certain_and_says_so() -> None:
    (found,) = link("Small-Angle X-ray Scattering", 1)

    assert (found.iri, found.certain, found.basis) == (PANET["PaNET01188"].value, True, "exact label")
    assert found.score == pytest.approx(1.0, abs=0.03)


def test_where_it_is_unsure_it_offers_as_many_as_asked_for() -> None:
    found = link("resonance of a tuning fork with light", 5)

    assert len(found) == 5
    assert not any(each.certain for each in found)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


def test_a_place_supplies_the_probe_that_it_leaves_unsaid() -> None:
    assert first("Powder diffraction") == "powder diffraction"
    assert first("Powder diffraction", "x-ray") == "x-ray powder diffraction"
    assert first("Powder diffraction", "neutron") == "neutron powder diffraction"
    assert first("neutron powder diffraction", "x-ray") == "neutron powder diffraction"
    assert first("Ptychography", "neutron") == "ptychography"  # there is none with neutrons


def test_a_phrase_that_leaves_its_beam_unsaid_is_asked_about_unless_its_place_is_known() -> None:
    (found,) = link("powder diffraction", 1)
    assert (found.label, found.certain) == ("powder diffraction", False)
    assert found.basis == "exact label, beam unsaid"

    assert link("powder diffraction", 1, "x-ray")[0].certain
    assert link("raman spectroscopy", 1)[0].certain  # PaNET has none with x-rays or neutrons


@pytest.mark.parametrize(
    ("said", "probe"),
    [
        ("x-ray", "x-ray"),
        ("X-rays", "x-ray"),
        ("esrf", "x-ray"),
        ("ILL", "neutron"),
        ("", None),
        (None, None),
    ],
)
def test_a_context_is_a_probe_or_a_facility_of_one_probe(said: str | None, probe: str | None) -> None:
    assert read_context(said) == probe


def test_a_facility_of_several_probes_is_no_context() -> None:
    with pytest.raises(BadInput, match="'psi' says no probe: give x-ray, neutron"):
        read_context("psi")


def test_a_technique_and_its_specifier_are_answered_once() -> None:
    twins = names_of(shipped_panet()).pairs
    imaging, *others = link("imaging", 5)

    assert imaging.iri == PANET["PaNET01106"].value  # the technique, not the purpose of the same name
    assert imaging.twin == PANET["PaNET2020070"].value
    for each in (imaging, *others):
        assert each.twin not in {other.iri for other in others}
        assert each.twin == twins.get(each.iri)


def test_with_a_context_no_specifier_is_answered() -> None:
    assert is_specifier(link("absorption", 1)[0].iri)  # PaNET calls the process so, the technique otherwise
    assert not any(is_specifier(each.iri) for each in link("muon emission", 10, "x-ray") if each.twin)
    assert link("absorption", 1, "neutron")[0].iri == PANET["PaNET00202"].value


def test_two_techniques_in_one_phrase_are_asked_about() -> None:
    found = link("SAXS/WAXS", 2)

    assert {each.label for each in found} == {"small angle x-ray scattering", "wide angle x-ray scattering"}
    assert not any(each.certain for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Nuclear resonant inelastic x-ray scattering",  # no resonant inelastic scattering (RIXS)
        "Energy dispersive x-ray absorption spectroscopy",  # no energy dispersive x-ray spectroscopy (EDX)
        "phase contrast tomography",  # not said to be by propagation
        "nuclear forward scattering",
    ],
)
def test_what_may_be_another_technique_is_not_stated_unasked(text: str) -> None:
    assert not link(text, 1)[0].stated


def test_a_name_of_another_release_counts() -> None:
    (found,) = link("microfocus diffraction", 1)

    assert found.iri == PANET["PaNET01032"].value  # "micro scale diffraction" in 1.3.0
    assert found.basis == "exact name in another release"


def test_text_without_a_word_names_nothing() -> None:
    assert link("") == link("   ") == link("🙂🙃") == link("\0\0") == link("-—/()") == []
    assert link("SAXS", 0) == []


@pytest.mark.parametrize(
    "text",
    [
        "scattering " * 5_000,
        "/".join(["XRD"] * 3_000),
        "(" * 5_000 + "x" + ")" * 5_000,
        "x" * 50 + "- " * 1_000 + "ray" * 500,
        "micro" * 400 + "scopy",
        "photoelectron emission " * 500,
        "e" + "\u0301" * 100_000,
        "\u202eSAXS\u202c\0<script>alert(1)</script>",
        "a;" * 10_000,
    ],
    ids=["long", "parts", "brackets", "x-ray", "micro", "photo", "combining", "markup", "semicolons"],
)
def test_hostile_text_is_answered_soon(text: str) -> None:
    link("warming up")
    begun = time.process_time()
    link(text)
    # Below a second on a slow day; what grows with the square of a text, or worse, takes minutes.
    assert time.process_time() - begun < 10


def test_the_same_text_has_the_same_answer() -> None:
    assert link("time-resolved diffuse scattering", 5) == link("time-resolved diffuse scattering", 5)


@pytest.mark.parametrize("place", ["at the XFEL", "at SwissFEL", "with a free-electron laser", "at LCLS"])
def test_a_text_that_names_a_laser_is_not_surely_about_a_synchrotron(place: str) -> None:
    found = link(f"time-resolved serial crystallography {place}", 1)[0]

    assert found.label == "time resolved serial femtosecond crystallography"
    assert not found.certain


def test_a_text_that_names_the_synchrotron_is_about_one() -> None:
    text = "time-resolved serial crystallography at the synchrotron"

    assert first(text) == "time resolved serial synchrotron crystallography"
