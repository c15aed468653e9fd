"""A question is read with known names only."""

import pytest

from kg.index.documents import Named
from kg.rdf.panet import panet_table
from kg.read.lexicon import Lexicon, build_lexicon
from kg.read.read import read
from kg.read.reading import Reading

NORTH = Named(
    "facility", "https://example.org/north", "Northern Neutron Source", ("Northern Neutron Source", "NNS")
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(panet_table(), [NORTH])


def chips(reading: Reading) -> list[tuple[str, str]]:
    return [(chip.slot, chip.label) for chip in reading.chips]


def test_words_that_name_nothing_are_left_over(lexicon: Lexicon) -> None:
    reading = read(lexicon, "tomography of Roman xyz at NNS")

    assert reading.unmatched == ("Roman", "xyz")
    assert chips(reading) == [("technique", "tomography"), ("facility", "Northern Neutron Source")]


@pytest.mark.parametrize("text", ["not tomography", "without any tomography", "ohne tomography"])
def test_what_follows_a_negation_is_negated(lexicon: Lexicon, text: str) -> None:
    (chip,) = read(lexicon, text).chips

    assert chip.negated


@pytest.mark.parametrize(
    ("text", "language"), [("Tomographie von Knochen mit der", "de"), ("SANS of gels", "en"), ("", "en")]
)
def test_the_language_is_guessed_from_small_words(lexicon: Lexicon, text: str, language: str) -> None:
    assert read(lexicon, text).lang == language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SANS not at Atlantis", ("not",)),
        ("gels after 2020", ()),
        ("gels 2019-2021.", ()),
        ("nickel after ageing", ()),
        ("SANS not at NNS", ()),
        ("10.5072/esrf-2020 and run20201", ()),
    ],
)
def test_words_that_sound_like_a_condition_are_told(
    lexicon: Lexicon, text: str, words: tuple[str, ...]
) -> None:
    assert read(lexicon, text).unread == words


def test_a_negation_that_is_not_understood_is_left_over(lexicon: Lexicon) -> None:
    assert read(lexicon, "gels without further ado").unmatched[-3:] == ("without", "further", "ado")
    assert "without" not in read(lexicon, "gels without tomography").unmatched
