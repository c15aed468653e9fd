"""Which language a text is in; words that languages share decide nothing beside English ones."""

import pytest

from kg.read.language import language
from kg.read.vocabulary import languages_of

FOREIGN = {
    "fluorescence X de manuscrits anciens": "fr",
    "ptychographie de cellules biologiques": "fr",
    "spectroscopie Raman": "fr",
    "couches minces": "fr",
    "tomographie d'un crâne": "fr",
    "Stahlproben": "de",
    "weder SAXS noch SANS": "de",
    "Tomographie Knochen": "de",
    "Batterien Tomographie": "de",
    "Knochen ESRF 2020": "de",
    "tomografía de huesos": "es",
    "vidrio metálico": "es",
    "imagen de rocas": "es",
    "tomografia di ossa": "it",
    "acciaio": "it",
    "vetri metallici": "it",
}

ENGLISH = (
    "3D Ken Burns dataset",
    "Ferrimagnetism in CaFe2O4",
    "KTH Multiview Football I",
    "Liu et al. corpus",
    "Washington RGB-D scenes v2",
    "La Sagrada Familia stone",
    "Alba Madonna painting pigments",
    "Rio Tinto sediments",
    "fin whale bone",
    "polymer melt",
    "fluorescence",
    "silica gel",
    "Mn oxide nano catalysts",
    "vitamin D crystals",
    "most interesting result",
    "top 5 instruments",
    "top 5 elements",
)


@pytest.mark.parametrize(("text", "code"), FOREIGN.items())
def test_the_words_of_a_short_text_tell_its_language(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize("text", ENGLISH)
def test_a_name_or_a_letter_in_an_english_text_is_not_taken_for_another_language(text: str) -> None:
    assert language(text) == "en"


def test_a_word_that_several_languages_have_belongs_to_each() -> None:
    assert languages_of("zinc") == {"en", "fr", "es"}
    assert languages_of("tomografia") == {"es", "it"}
    assert languages_of("glorbium") == frozenset()
