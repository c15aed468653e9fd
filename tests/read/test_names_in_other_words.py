"""Names of techniques and facilities where a question leaves something out, or writes it as a word."""

import pytest

from kg.rdf.panet import panet_table
from kg.read.asked_words import asked_words, longest_asked
from kg.read.lexicon import Lexicon, build_lexicon, shipped_lexicon
from kg.read.material import elements, longest_names, materials
from kg.read.place_names import shipped_facilities
from kg.read.read import read


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return shipped_lexicon()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("spettroscopia di assorbimento X di vetri", "x-ray absorption spectroscopy"),
        ("diffrazione X di acciai", "x-ray diffraction"),
        ("diffusione X a piccoli angoli di proteine", "small angle x-ray scattering"),
        ("tomografía X de dientes", "x-ray tomography"),
        ("microtomographie X de roches", "x-ray microtomography"),
        ("diffrazione di acciai", "diffraction"),
    ],
)
def test_romance_languages_may_leave_out_the_rays(shipped: Lexicon, text: str, label: str) -> None:
    assert [chip.label for chip in read(shipped, text).chip("technique")] == [label]


@pytest.mark.parametrize("text", ["phase X diffraction", "technique X", "Diffraktion X"])
def test_in_other_languages_an_x_is_a_name(shipped: Lexicon, text: str) -> None:
    assert not any("x-ray" in chip.label for chip in read(shipped, text).chips)


@pytest.mark.parametrize("text", ["EXAFS at Soleil", "XRD à Soleil depuis 2015", "at Alba in 2019"])
def test_a_facility_whose_name_is_a_word_may_be_written_as_a_name_after_at(
    shipped: Lexicon, text: str
) -> None:
    assert len(read(shipped, text).chip("facility")) == 1


@pytest.mark.parametrize("text", ["le soleil", "Soleil de minuit", "Alba Madonna", "at soleil", "in Alba"])
def test_elsewhere_it_is_the_word(shipped: Lexicon, text: str) -> None:
    assert read(shipped, text).chip("facility") == ()


@pytest.mark.parametrize("text", ["dark-field imaging of granite", "x-ray dark-field radiography"])
def test_imaging_by_scattered_rays_is_not_in_panet(shipped: Lexicon, text: str) -> None:
    reading = read(shipped, text)

    assert reading.chip("technique") == ()
    assert len(reading.unmapped) == 1


def test_a_lexicon_has_read_the_tables_that_questions_need() -> None:
    tables = (materials, longest_names, elements, asked_words, longest_asked)
    for table in tables:
        table.cache_clear()

    build_lexicon(panet_table(), shipped_facilities().values())

    assert [table.cache_info().currsize for table in tables] == [1] * len(tables)
