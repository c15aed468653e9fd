"""When two texts are the same words: spelling, plural, letters of other alphabets."""

import pytest

from kg.ontology.rules._lexicon import loose
from kg.ontology.rules._spelling import american
from kg.ontology.rules.label_lost import same_but_for_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("X-ray Diffraction", "x ray diffraction"),
        ("μSR", "MuSR"),
        ("µSR", "μSR"),  # the sign for micro and the letter
        ("Röntgen technique", "rontgen techniques"),
        ("small–angle scattering", "small-angle  scattering"),
    ],
)
def test_the_same_for_a_reader(one: str, other: str) -> None:
    assert loose(one) == loose(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ASAX", "ASAXS"), ("mass", "mas"), ("elastic scattering", "inelastic scattering"), ("γ", "β")],
)
def test_not_the_same(one: str, other: str) -> None:
    assert loose(one) != loose(other)


@pytest.mark.parametrize(
    ("british", "form"),
    [
        ("polarised", "polarized"),
        ("Polarisation", "Polarization"),
        ("microfocussed probe", "microfocused probe"),
        ("colour centre", "color center"),
        ("nanometre", "nanometer"),
        ("characterise", "characterize"),
        ("electrolyser", "electrolyzer"),
        ("modelling", "modeling"),
        ("sulphur", "sulfur"),
    ],
)
def test_british_forms(british: str, form: str) -> None:
    assert american(british) == form


@pytest.mark.parametrize(
    "text",
    ["noise", "precise", "emission", "raised", "diffraction", "surprise", "polarized", "discussed", "four"],
)
def test_words_of_one_form_stay(text: str) -> None:
    assert american(text) == text


@pytest.mark.parametrize(
    ("old", "new", "spelling"),
    [
        ("inelastic small angle scatteringng", "inelastic small angle scattering", True),
        ("time-of-flight spectrometry", "time of flight spectrometry", True),
        ("microfocussed probe", "microfocused probe", True),
        ("dichorism", "dichroism", True),
        ("elastic scattering", "inelastic scattering", False),
        ("diffraction", "refraction", False),
        ("hard x-ray probe", "soft x-ray probe", False),
        ("photon probe", "photon probe technique", False),
        ("absorption", "adsorption", False),
    ],
)
def test_what_is_only_another_spelling(old: str, new: str, spelling: bool) -> None:
    assert same_but_for_spelling(old, new) is spelling
