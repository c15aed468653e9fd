"""What only looks like a condition is none; what was meant was decided before running."""

import pytest

from kg.read.lexicon import Lexicon, shipped_lexicon
from kg.read.read import read
from kg.read.reading import Reading


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shipped_lexicon()


def labels(reading: Reading, *slots: str) -> list[str]:
    return [chip.label for chip in reading.chips if chip.slot in slots]


@pytest.mark.parametrize(
    "text",
    [
        "iron-deficiency",
        "rock and roll",
        "le fer à repasser",
        "Be careful with As and Cd",
        "XRD-free",
        "XRD-freie Daten",
        "protein-deficient diets",
    ],
)
def test_words_that_name_no_condition_make_none(lexicon: Lexicon, text: str) -> None:
    assert read(lexicon, text).chips == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("nano-gold", "nano gold"),
        ("iron-based alloys", "iron based alloy"),
        ("Eisen-Proben", "iron"),
        ("growth of trees", "tree"),
        ("tomography of rock", "rock"),
        ("contains As and Cd", "As, Cd"),
    ],
)
def test_what_is_like_it_and_names_a_sample_still_does(lexicon: Lexicon, text: str, label: str) -> None:
    assert labels(read(lexicon, text), "sample", "formula") == [label]


@pytest.mark.parametrize(
    "text", ["data by Diamond", "data from the Diamond synchrotron", "by Diamond in 2020"]
)
def test_diamond_is_a_facility(lexicon: Lexicon, text: str) -> None:
    assert labels(read(lexicon, text), "facility") == ["Diamond Light Source"]


def test_diamond_before_a_noun_is_no_facility(lexicon: Lexicon) -> None:
    assert labels(read(lexicon, "studies by Diamond jewellery experts"), "facility") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SAXS at beamline ID99", "ID99"),
        ("instrument FOOBAR", "FOOBAR"),
        ("Strahllinie P99", "P99"),
        ("ligne de lumière FOO", "FOO"),
        ("línea de luz BL99", "BL99"),
        ("ID99 beamline SAXS", "ID99"),
    ],
)
def test_an_unknown_instrument_is_said_to_be_unknown_and_stays_a_word(
    lexicon: Lexicon, text: str, name: str
) -> None:
    reading = read(lexicon, text)

    assert reading.unknown == (f"No instrument called {name} is known here.",)
    assert name in reading.unmatched
    assert reading.chip("instrument") == ()


@pytest.mark.parametrize(
    "text", ["which beamline has SAXS", "beamline SAXS", "instrument and sample", "beamline 5 K"]
)
def test_no_instrument_is_named(lexicon: Lexicon, text: str) -> None:
    assert read(lexicon, text).unknown == ()


def test_what_is_said_again_is_one_condition(lexicon: Lexicon) -> None:
    (first, second) = read(lexicon, "SAXS protein " * 50).chips

    assert (first.span, second.span) == ((0, 4), (5, 12))
    assert len(read(lexicon, "5 K " * 200).chips) == 1


def test_what_differs_stays_apart(lexicon: Lexicon) -> None:
    assert [chip.negated for chip in read(lexicon, "SAXS but not SAXS").chips] == [False, True]
    assert len(read(lexicon, "5 K and 6 K").chips) == 2


def test_more_than_thirty_conditions_are_left_aside(lexicon: Lexicon) -> None:
    reading = read(lexicon, " ".join(f"{kelvin} K" for kelvin in range(1, 101)))

    assert len(reading.chips) == 30
    assert reading.unknown[-1].startswith("More than 30 conditions")
    assert read(lexicon, " ".join(f"{kelvin} K" for kelvin in range(1, 31))).unknown == ()
