"""Formulae, symbols and lists of elements in a question, and what only looks like one."""

import pytest

from kg.rdf.panet import panet_table
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon, build_lexicon
from kg.read.read import read


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(panet_table(), [])


def chips(lexicon: Lexicon, text: str) -> list[Chip]:
    return [chip for chip in read(lexicon, text).chips if chip.slot in ("formula", "sample")]


@pytest.mark.parametrize(
    ("text", "value", "composition"),
    [
        ("everything on NaCl", "NaCl", "ClNa"),
        ("diffraction of SrTiO3", "SrTiO3", "O3SrTi"),
        ("SrTiO₃ at low temperature", "SrTiO₃", "O3SrTi"),
        ("LiFePO4", "LiFePO4", "FeLiO4P"),
        ("spectra of La0.7Sr0.3MnO3", "La0.7Sr0.3MnO3", "La0.7MnO3Sr0.3"),
        ("SANS in D2O", "D2O", "D2O"),
        ("CO2 adsorption", "CO2", "CO2"),
        ("Fe3O4.", "Fe3O4", "Fe3O4"),
        ("La1-xSrxMnO3", "La1-xSrxMnO3", "La1-xSrxMnO3"),
    ],
)
def test_a_formula_is_read(lexicon: Lexicon, text: str, value: str, composition: str) -> None:
    (chip,) = chips(lexicon, text)

    assert (chip.slot, chip.value, chip.label) == ("formula", value, composition)
    assert value in chip.words


@pytest.mark.parametrize(
    ("formula", "name"),
    [
        ("LiFePO4", "lithium iron phosphate"),
        ("D2O", "heavy water"),
        ("NaCl", "sodium chloride"),
        ("Fe3O4", "magnetite"),
    ],
)
def test_a_formula_and_its_name_are_one(lexicon: Lexicon, formula: str, name: str) -> None:
    (by_formula,), (by_name,) = chips(lexicon, formula), chips(lexicon, name)

    assert name in by_formula.words
    assert formula in by_name.words


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("graphene on SiC", "graphene on SiC"),
        ("Co/Pt multilayers", "Co/Pt multilayer"),
        ("Fe oxide", "iron oxide"),
        ("EXAFS of Cu", "copper"),
        ("NiO nanoparticles", "NiO nanoparticle"),
        ("Fe-Ni alloys", "Fe-Ni alloy"),
    ],
)
def test_a_formula_in_a_sample_belongs_to_it(lexicon: Lexicon, text: str, label: str) -> None:
    (chip,) = chips(lexicon, text)

    assert (chip.slot, chip.label) == ("sample", label)


def test_each_element_of_a_multilayer_is_asked_for(lexicon: Lexicon) -> None:
    (chip,) = chips(lexicon, "Co/Pt multilayers")

    cobalt, platinum, multilayer = chip.parts
    assert "cobalt" in cobalt
    assert {"platinum", "Pt"} <= set(platinum)
    assert "multilayer" in multilayer


@pytest.mark.parametrize(
    "text",
    ["IN situ", "At room temperature", "I need data", "He said", "As soon as possible",
     "In operando", "No data",
     "CO", "US", "UV", "BM", "PS", "HOPE", "XPS", "ID01", "P10", "I22",
     "30 K", "5 T", "DE", "IT", "Be careful",
     "NO", "On/Off", "I-V curves", "C-H bonds", "PhD", "BioMAX", "IN15", "V20", "La mesure", "Es gibt Daten",
     "Os", "OK", "PDF", "BN", "He-Ne laser"],
)  # fmt: skip
def test_what_only_looks_like_a_formula_is_none(lexicon: Lexicon, text: str) -> None:
    assert chips(lexicon, text) == []


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("contains Si and K", ("Si", "K")),
        ("samples containing Fe, Ni and Co", ("Fe", "Ni", "Co")),
        ("with Fe, Ni and Co", ("Fe", "Ni", "Co")),
        ("enthält Eisen und Nickel", ("Fe", "Ni")),
        ("contenant du silicium", ("Si",)),
        ("que contiene hierro y cobre", ("Fe", "Cu")),
        ("contenenti ferro e nichel", ("Fe", "Ni")),
        ("element Fe", ("Fe",)),
        ("iron-containing", ("Fe",)),
    ],
)
def test_elements_are_listed(lexicon: Lexicon, text: str, elements: tuple[str, ...]) -> None:
    (chip,) = chips(lexicon, text)

    assert (chip.slot, chip.op, chip.elements) == ("formula", "contains", elements)


def test_elements_joined_by_or_are_alternatives(lexicon: Lexicon) -> None:
    one, other = chips(lexicon, "contains Si or K")

    assert (one.elements, other.elements) == (("Si",), ("K",))
    assert one.any_of is not None
    assert one.any_of == other.any_of


def test_a_list_that_goes_on_is_a_sample(lexicon: Lexicon) -> None:
    (chip,) = chips(lexicon, "gels containing gold nanoparticles")[-1:]

    assert (chip.slot, chip.label) == ("sample", "gold nanoparticle")


@pytest.mark.parametrize("text", ["with care", "with iron will", "mit Gold im Namen", "contains errors"])
def test_with_a_word_is_no_list(lexicon: Lexicon, text: str) -> None:
    assert [chip for chip in chips(lexicon, text) if chip.op == "contains"] == []


@pytest.mark.parametrize("text", ["PaNOSC results", "CHeSS upgrade", "SANSPol of gels"])
def test_abbreviations_made_of_symbols_are_no_formulae(lexicon: Lexicon, text: str) -> None:
    assert "formula" not in [chip.slot for chip in read(lexicon, text).chips]


@pytest.mark.parametrize("text", ["InGaAs", "CoFeB", "CuInGaSe", "NaCl", "CdSe", "PbTe"])
def test_formulae_without_amounts_are_read(lexicon: Lexicon, text: str) -> None:
    assert [chip.slot for chip in read(lexicon, f"XRD of {text}").chips][1:] == ["formula"]
