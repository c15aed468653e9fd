"""German compounds: a sample and a word that says nothing, or a sample and a technique."""

import pytest
from questions import ask, of

SAMPLES = {
    "Stahlproben": "steel",
    "Stahlmessungen": "steel",
    "Zementdaten": "cement",
    "Knochenaufnahmen": "bone",
    "Batteriematerialien": "battery",
    "Holzspektren": "wood",
}


def _samples(text: str) -> list[str]:
    return [chip.label for chip in ask(text).chip("sample")]


@pytest.mark.parametrize(("word", "sample"), SAMPLES.items())
def test_a_last_part_that_says_nothing_leaves_the_sample(word: str, sample: str) -> None:
    assert _samples(f"Daten über {word}") == [sample]


@pytest.mark.parametrize("word", ["Neutronenmessungen", "Probendaten", "Messdaten", "Datenaufnahme"])
def test_two_such_parts_are_no_sample(word: str) -> None:
    assert _samples(f"Daten über {word}") == []


@pytest.mark.parametrize(
    ("word", "sample", "technique"),
    [
        ("Knochentomographie", "bone", "tomography"),
        ("Zementmikrotomographien", "cement", "microtomography"),
        ("Eisbeugung", "ice", "diffraction"),
    ],
)
def test_a_sample_and_a_technique_in_one_word_are_two_conditions(
    word: str, sample: str, technique: str
) -> None:
    reading = ask(f"{word} im Norden")

    assert [chip.label for chip in reading.chip("sample")] == [sample]
    assert [chip.label for chip in reading.chip("technique")] == [technique]


def test_each_condition_stands_in_its_part_of_the_word() -> None:
    text = "die Knochentomographie"

    places = {chip.slot: text[slice(*chip.span)] for chip in ask(text).chips}

    assert places == {"sample": "Knochen", "technique": "tomographie"}


def test_a_technique_as_a_whole_stays_one() -> None:
    (chip,) = ask("Proteinkristallographie").chips

    assert (chip.slot, chip.label) == ("technique", "macromolecular crystallography")


@pytest.mark.parametrize("text", ["keine Knochentomographie", "Knochentomographie oder Ptychographie"])
def test_a_word_of_two_conditions_is_neither_left_out_nor_chosen_from(text: str) -> None:
    assert _samples(text) == []


@pytest.mark.parametrize("word", ["Wasserabsorption", "Metallographie", "Goldgeometrie"])
def test_processes_and_other_words_are_no_technique(word: str) -> None:
    assert of(word, "technique") == []
