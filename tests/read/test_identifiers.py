"""Identifiers and quoted phrases are one thing each, however they are written."""

import pytest
from questions import ask, of


@pytest.mark.parametrize(
    "text",
    [
        "10.5555/ABC-1.30K",
        "doi:10.5555/abc-1.30k",
        "what is DOI 10.5555/abc-1.30K?",
        "https://doi.org/10.5555/abc-1.30k",
        "(see http://dx.doi.org/10.5555%2FABC-1.30k)",
        '"10.5555/abc-1.30k"',
    ],
)
def test_a_doi_is_one_chip_and_nothing_else(text: str) -> None:
    chips = ask(text).chips

    assert [(chip.slot, chip.iri) for chip in chips] == [("doi", "https://doi.org/10.5555/abc-1.30k")]


def test_several_dois_are_several() -> None:
    assert of("10.5555/a, 10.5555/b;10.5555/c", "doi") == [f"https://doi.org/10.5555/{end}" for end in "abc"]


def test_a_handle_is_an_identifier() -> None:
    assert of("hdl:20.500.12345/xy-7", "doi") == ["https://hdl.handle.net/20.500.12345/xy-7"]


def test_an_orcid_is_a_person() -> None:
    assert of("scans by https://orcid.org/0000-0002-1825-0097", "person") == [
        "https://orcid.org/0000-0002-1825-0097"
    ]


def test_a_mistyped_orcid_is_said_to_be_none() -> None:
    reading = ask("scans by 0000-0002-1825-0098")

    assert reading.chips == ()
    assert "check digit" in reading.unknown[0]


@pytest.mark.parametrize("text", ['"iron in ice"', "“iron in ice”", "„iron in ice“", "«iron in ice»"])
def test_a_quoted_phrase_is_asked_for_word_for_word(text: str) -> None:
    (chip,) = ask(f"{text} SANS").chip("text")

    assert (chip.op, chip.words) == ("phrase", ("iron in ice",))
