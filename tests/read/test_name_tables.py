"""The word tables hold together: classes and facilities that exist, no name for two classes."""

from pathlib import Path

import pytest

from kg.rdf.panet import panet_table
from kg.read.dictionary import LANGUAGES, read_dictionary
from kg.read.fold import stem
from kg.read.lexicon import shipped_lexicon
from kg.read.place_names import shipped_facilities
from kg.read.rows import rows, spellings

PANET = "http://purl.org/pan-science/PaNET/PaNET"
SHORT_NAMES = set(shipped_facilities())


def test_every_class_of_the_tables_is_a_technique_of_the_shipped_panet() -> None:
    terms = panet_table().terms
    numbers = [row[2] for row in rows("techniques.tsv", 5) if row[2]]
    numbers += [number for row in rows("unmapped.tsv", 4) for number in row[2].split()]

    assert numbers
    assert [number for number in numbers if PANET + number not in terms] == []
    assert [number for number in numbers if terms[PANET + number].retired] == []


def test_a_name_means_one_class_unless_a_context_tells() -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = []
    for cell, lang, number, context, _ in rows("techniques.tsv", 5):
        for name in spellings(cell):
            if not context and number:
                other = seen.setdefault((name.casefold(), lang), number)
                twice += [name] if other != number else []
    assert twice == []


def test_languages_are_those_that_are_read() -> None:
    assert {row[1] for row in rows("techniques.tsv", 5)} == set(LANGUAGES)


@pytest.mark.parametrize("lang", ["de", "fr", "es", "it"])
def test_each_language_has_words_for_120_concepts(lang: str) -> None:
    column = LANGUAGES.index(lang)

    assert sum(1 for row in rows("technique-words.tsv", 5) if row[column]) >= 100
    assert len(read_dictionary().words[lang]) >= 120


def test_every_instrument_and_spelling_belongs_to_a_known_facility() -> None:
    lexicon = shipped_lexicon()
    known = {entry.operator for entries in lexicon.squeezed.values() for entry in entries if not entry.iri}

    assert known <= set(lexicon.named)
    for table in ("instruments.tsv", "facilities.tsv"):
        for short, cell in rows(table, 2):
            assert short in SHORT_NAMES
            assert spellings(cell), short


def test_a_line_with_too_many_cells_is_refused_by_its_number(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bad.tsv").write_text("# comment\none\ttwo\tthree\n", "utf-8")
    monkeypatch.setattr("kg.read.rows.shipped", lambda _: tmp_path)

    with pytest.raises(ValueError, match=r"bad\.tsv, line 2: 3 cells, at most 2"):
        list(rows("bad.tsv", 2))


@pytest.mark.parametrize(
    ("word", "other", "lang"),
    [
        ("neutronique", "neutroniques", "fr"),
        ("magnetische", "magnetischer", "de"),
        ("neutrónica", "neutrónicos", "es"),
        ("neutronica", "neutronici", "it"),
        ("Tomographie", "Tomografie", "de"),
        ("Röntgen", "Roentgen", "de"),
        ("réflectométrie", "reflectometrie", "fr"),
        ("Aufloesung", "Auflösung", "de"),
        ("tomography", "tomographic", "en"),
        ("tomography", "tomogram", "en"),
    ],
)
def test_forms_of_a_word_have_one_stem(word: str, other: str, lang: str) -> None:
    assert stem(word, lang) == stem(other, lang)


def test_microscopic_is_no_microscopy() -> None:
    assert stem("microscopic", "en") != stem("microscopy", "en")


@pytest.mark.parametrize(
    ("compound", "keys"),
    [
        ("Neutronenradiographie", ("neutron", "radiografy")),
        ("Röntgenpulverbeugung", ("x", "ray", "powder", "diffraction")),
        ("Röntgenabsorptionsspektroskopie", ("x", "ray", "absorption", "spectroscopy")),
        ("Neutronenstern", None),
        ("Streuobstwiese", None),
    ],
)
def test_german_compounds_are_taken_apart_where_all_parts_are_known(
    compound: str, keys: tuple[str, ...] | None
) -> None:
    meaning = read_dictionary().meaning(compound.casefold(), "de")

    assert (meaning.keys if meaning else None) == keys
