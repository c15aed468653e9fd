"""What is asked for, in which language, and which words say nothing."""

import pytest
from questions import ask

from kg.read.language import language


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("which instruments at NNS can do reflectometry", "instrument"),
        ("beamlines for ptychography", "instrument"),
        ("Welche Messplätze können SANS?", "instrument"),
        ("quelles lignes de lumière font de la tomographie", "instrument"),
        ("qué instrumentos hay para SANS", "instrument"),
        ("quali strumenti per SANS", "instrument"),
        ("which facilities offer ptychography", "facility"),
        ("who measured zeolites at NNS", "person"),
        ("wer hat Zeolithe gemessen", "person"),
        ("qui a mesuré des zéolithes", "person"),
        ("papers about zeolites", "publication"),
        ("Veröffentlichungen über Zeolithe", "publication"),
        ("publications sur les zéolithes", "publication"),
        ("which techniques were used on bones", "technique"),
        ("which samples were measured at NNS", "sample"),
        ("find datasets of papers and inks", "dataset"),
        ("SANS on the instrument D7", "dataset"),
        ("samples of people in methods", "dataset"),
        ("tomography of paper", "dataset"),
    ],
)
def test_what_is_asked_for(text: str, entity: str) -> None:
    assert ask(text).entity == entity


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("tomography of fossils", "en"),
        ("SANS micelles", "en"),
        ("neutron reflectivity polymer thin film", "en"),
        ("Bremsstrahlung and gestalt", "en"),
        ("x-ray diffraction à la carte", "en"),
        ("Messungen an dünnen Schichten", "de"),
        ("Röntgenbeugung Stahl", "de"),
        ("Brennstoffzellen", "de"),
        ("diffraction des rayons X sur des alliages", "fr"),
        ("échantillons de polymères", "fr"),
        ("difracción de neutrones en aceros", "es"),
        ("películas delgadas", "es"),
        ("diffrazione di raggi X su acciai", "it"),
        ("polveri di zeoliti", "it"),
        ("", "en"),
        ("😀", "en"),
    ],
)
def test_the_language(text: str, lang: str) -> None:
    assert language(text) == lang


@pytest.mark.parametrize(
    "text",
    [
        "please show me all datasets where the",
        "Bitte zeige mir alle Messungen, die gemessen wurden",
        "donne-moi toutes les mesures s'il te plaît",
        "quiero todos los datos que hay",
        "vorrei tutti i dati",
        "I need everything collected at",
    ],
)
def test_general_words_are_no_condition_and_not_searched_for(text: str) -> None:
    reading = ask(text)

    assert reading.chips == ()
    assert set(reading.unmatched) <= {"te", "til", "plaît"}
