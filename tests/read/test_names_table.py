"""Names are read as a person who knows the field reads them, in five languages."""

import pytest
from asked_names import ALL
from asked_question import Asked

from kg.read.lexicon import Lexicon, shipped_lexicon
from kg.read.read import read

PANET = "http://purl.org/pan-science/PaNET/PaNET"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return shipped_lexicon()


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.text)
def test_names_are_read_as_meant(lexicon: Lexicon, asked: Asked) -> None:
    reading = read(lexicon, asked.text)

    techniques = {chip.iri for chip in reading.chips if chip.slot == "technique"}
    assert techniques == {PANET + number for number in asked.techniques if number not in "-?"}
    assert {chip.label for chip in reading.chip("facility")} == set(asked.facilities)
    assert {chip.label for chip in reading.chip("instrument")} == set(asked.instruments)
    assert bool(reading.unmapped) == ("-" in asked.techniques)
    assert bool(reading.ambiguous) == ("?" in asked.techniques)


def test_every_language_is_asked() -> None:
    words = " ".join(asked.text for asked in ALL)

    assert len(ALL) > 150
    assert all(of in words for of in (" des ", " mit ", " de rayos ", " di raggi ", " of "))
