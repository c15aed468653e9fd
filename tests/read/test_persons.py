"""People are read where the graph knows them; a name that is nobody's is said to be unknown."""

import pytest

from kg.index.properties import name_tokens
from kg.rdf.panet import panet_table
from kg.read.lexicon import Lexicon, build_lexicon
from kg.read.read import read
from kg.read.reading import Reading

NAMES = {
    "https://example.org/jane": "Doe, Jane",
    "https://example.org/john": "John Doe",
    "https://example.org/anna": "Beispiel, Anna-Lena",
    "https://example.org/anna-again": "Anna-Lena Beispiel",
    "https://example.org/rosa": "Müller, Rosa",
    "https://example.org/ludwig": "van der Berg, Ludwig",
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    made = build_lexicon(panet_table(), [])
    words = {word for name in NAMES.values() for word in name_tokens(name)}
    made.people = {
        word: tuple(iri for iri, name in NAMES.items() if word in name_tokens(name)) for word in words
    }
    made.person_name = NAMES.__getitem__
    return made


def persons(reading: Reading) -> list[str]:
    return [chip.iri for chip in reading.chip("person")]


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("data by Jane Doe", "https://example.org/jane"),
        ("Jane Doe, SANS", "https://example.org/jane"),
        ("Doe, Jane", "https://example.org/jane"),
        ("by J. Doe from the lab of Jane Doe", "https://example.org/jane"),
        ("Daten von Anna-Lena Beispiel", "https://example.org/anna"),
        ("par Mme Rosa Müller", "https://example.org/rosa"),
        ("por Rosa Muller", "https://example.org/rosa"),
        ("da Rosa Müller", "https://example.org/rosa"),
        ("by Müller", "https://example.org/rosa"),
        ("PI Beispiel", "https://example.org/anna"),
        ("by Dr. Ludwig van der Berg", "https://example.org/ludwig"),
    ],
)
def test_a_person_of_the_graph_is_read(lexicon: Lexicon, text: str, iri: str) -> None:
    assert iri in persons(read(lexicon, text))


def test_entries_of_one_name_are_one_person(lexicon: Lexicon) -> None:
    (chip,) = read(lexicon, "by Anna-Lena Beispiel").chip("person")

    assert chip.iris == {"https://example.org/anna", "https://example.org/anna-again"}
    assert chip.basis == "name of a person in this graph"


def test_a_family_name_of_several_is_a_choice(lexicon: Lexicon) -> None:
    reading = read(lexicon, "tomography by Doe")

    assert persons(reading) == []
    (choice,) = reading.ambiguous
    assert {iri for _, iri, _ in choice.choices} == {"https://example.org/jane", "https://example.org/john"}


@pytest.mark.parametrize(
    "text", ["Doe", "tomography of doe", "jane", "Rosa", "by Jane", "the Berg", "by tomography"]
)
def test_part_of_a_name_alone_is_nobody(lexicon: Lexicon, text: str) -> None:
    assert persons(read(lexicon, text)) == []


def test_a_name_that_is_nobodys_is_said_to_be_unknown(lexicon: Lexicon) -> None:
    reading = read(lexicon, "SANS by Maria Nowhere")

    assert persons(reading) == []
    assert reading.unknown == ('Nobody is called "Maria Nowhere" in this graph.',)
    assert {"Maria", "Nowhere"} <= set(reading.unmatched)


@pytest.mark.parametrize("text", ["von Köln", "Daten von Berlin Adlershof", "da Roma", "by the group"])
def test_a_place_is_no_unknown_person(lexicon: Lexicon, text: str) -> None:
    assert read(lexicon, text).unknown == ()


def test_without_people_nobody_is_read() -> None:
    assert persons(read(build_lexicon(panet_table(), []), "by Jane Doe")) == []


def test_a_crowd_of_names_is_read_calmly(lexicon: Lexicon) -> None:
    assert read(lexicon, "by Jane Doe " * 3_000).chip("person")
