"""Typing errors are understood where one technique only can be meant; words that exist are left alone."""

import pytest

from kg.rdf.panet import panet_table
from kg.read.lexicon import Lexicon, build_lexicon, shipped_lexicon
from kg.read.read import read
from kg.read.typing_error import Spelling, distance


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shipped_lexicon()


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("angle", "angle", 0),
        ("angle", "angel", 1),
        ("angle", "ange", 1),
        ("angle", "anglee", 1),
        ("angle", "ankle", 1),
        ("ca", "abc", 3),  # no letter is moved twice
        ("", "abc", 3),
    ],
)
def test_a_swap_is_one_step(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


@pytest.mark.parametrize(
    ("text", "label", "meant"),
    [
        ("tomograpy", "tomography", "tomography"),
        ("tomogrpahy", "tomography", "tomography"),
        ("ptycography", "ptychography", "ptychography"),
        ("diffracttion", "diffraction", "diffraction"),
        ("reflectomety", "reflectometry", "reflectometry"),
        ("reflectometery", "reflectometry", "reflectometry"),  # and not a reflectometer
        ("neutron radiograhpy", "neutron transmission radiography", "radiography"),
        ("small angel x-ray scattering", "small angle x-ray scattering", "angle"),
        ("Tomographei", "tomography", "tomography"),
    ],
)
def test_a_typing_error_is_understood_and_told(lexicon: Lexicon, text: str, label: str, meant: str) -> None:
    (chip,) = read(lexicon, text).chip("technique")

    assert chip.label == label
    assert chip.basis.startswith(f"typing error of {meant[:9]}")


@pytest.mark.parametrize(
    "text",
    [
        "adsorption of gas", "photography of coins", "distraction", "angel", "imagine", "Microscope",
        "stuttering",
        "chromatography", "homography", "phonon", "TOMOGRAPY", "SAXSS", "XANSE", "tomo", "t0mography",
        "microscopic cracks", "typography",
    ],
)  # fmt: skip
def test_words_that_exist_and_acronyms_are_no_typing_errors(lexicon: Lexicon, text: str) -> None:
    assert read(lexicon, text).chip("technique") == ()


def test_a_word_of_the_index_is_no_typing_error() -> None:
    known = build_lexicon(panet_table(), [], known={"tomograpy"})

    assert read(known, "tomograpy").chip("technique") == ()


def test_what_lies_between_two_words_is_neither() -> None:
    spelling = Spelling.of({"lathe", "later"}, (), frozenset())

    assert spelling.meant("lathr") == ["later", "lathe"]
    assert spelling.meant("lathee") == ["lathe"]
    assert spelling.meant("lates") == ["later"]
    assert Spelling.of({"grating", "grazing"}, (), frozenset()).meant("graking") == ["grating", "grazing"]


def test_of_words_equally_near_the_one_that_names_a_technique_is_meant() -> None:
    spelling = Spelling.of({"holometer", "holometry"}, {"holometry"}, frozenset())

    assert spelling.meant("holometery") == ["holometry"]


def test_two_errors_are_forgiven_in_long_words_that_name_a_technique_only() -> None:
    spelling = Spelling.of({"spectroscopy", "incidences"}, {"spectroscopy"}, frozenset())

    assert spelling.meant("spektroscpy") == ["spectroscopy"]
    assert spelling.meant("insidenses") == []


def test_the_first_letter_may_be_swapped_and_not_wrong() -> None:
    spelling = Spelling.of({"tomografy"}, {"tomografy"}, frozenset())  # folded, as tables are

    assert spelling.meant("otmography") == ["tomografy"]
    assert spelling.meant("homography") == []
