"""What is read as a sample, in five languages, and what is not; the answers were decided before running."""

import pytest

from kg.rdf.panet import panet_table
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon, build_lexicon
from kg.read.read import read
from kg.read.rows import rows
from kg.resolve.formula import read_formula

MEANT = {
    # English
    "tomography of sodium batteries": "sodium battery",
    "XANES on nickel catalysts": "nickel catalyst",
    "EXAFS of silver nanoparticles": "silver nanoparticle",
    "SAXS of porous glasses": "porous glass",
    "neutron diffraction of stainless steels": "stainless steel",
    "ARPES on graphene": "graphene",
    "thin cobalt films": "thin cobalt film",
    "reflectivity of gold on silicon": "gold on silicon",
    "cracks in steel": "crack in steel",
    "micro-CT of mouse brain": "mouse brain",
    "imaging of human teeth": "human tooth",
    "SANS from lipid membranes": "lipid membrane",
    "data on wheat roots": "wheat root",
    "lysozyme at room temperature": "lysozyme",
    "XRF of Egyptian mummies": "Egyptian mummy",
    "phase contrast of amber": "amber",
    "high-entropy alloys": "high-entropy alloy",
    "YBCO thin films": "yttrium barium copper oxide thin film",
    "LFP cathodes": "lithium iron phosphate cathode",
    "PMMA": "poly(methyl methacrylate)",
    "metal-organic frameworks": "metal-organic framework",
    "MOFs under pressure": "metal-organic framework",
    "iron oxide nanoparticles in water": "iron oxide nanoparticle in water",
    "fuel cells": "fuel cell",
    "perovskite solar cells": "perovskite solar cell",
    "lead halide perovskites": "lead halide perovskite",
    "diffraction of lead": "lead",
    "trabecular bone": "trabecular bone",
    "Cu catalysts": "copper catalyst",
    "microplastics in soil": "microplastic in soil",
    "skyrmions": "skyrmion",
    "samples of meteorites": "meteorite",
    "Roman coins": "Roman coin",
    "tomography of concret": "concrete",
    "data on zeolties": "zeolite",
    "concret cracks": "concrete crack",
    "batery electrodes": "battery electrode",
    "lithium in graphite": "lithium in graphite",
    "spider silk": "spider silk",
    "colloidal gels": "colloid gel",
    "soil organic matter": "soil",
    "high pressure iron": "iron",
    "grains of the asteroid Ryugu": "grain of asteroid",
    # German
    "Tomographie von Knochen": "bone",
    "Beugung an Zeolithen": "zeolite",
    "Goldnanokristalle": "gold nanocrystal",
    "Kupferkatalysatoren": "copper catalyst",
    "dünne Kobaltschichten": "thin cobalt film",
    "Neutronenbeugung an Stählen": "steel",
    "Streuung an Molekülmagneten": "molecular magnet",
    "SANS an molekularen Magneten": "molecular magnet",
    "Ptychographie integrierter Schaltkreise": "integrated circuit",
    "mit integrierten Schaltkreisen": "integrated circuit",
    "Untersuchung von Lithiumbatterien": "lithium battery",
    "poröse Gläser": "porous glass",
    "Magnetismus in Dünnschichten": "magnetic material in thin film",
    "Röntgenfluoreszenz an Gemälden": "painting",
    "Graphen auf Siliziumkarbid": "graphene on silicon carbide",
    "Daten zu Beton und Zement": "concrete",
    "SANS auf Proteinlösungen": "protein solution",
    "Tomographie von Holzproben": "wood",
    "Streuung an Hochtemperatursupraleitern": "superconductor",
    # French
    "tomographie d'un fossile": "fossil",
    "diffraction sur des zéolithes": "zeolite",
    "couches minces de fer": "iron thin film",
    "nanoparticules d'or": "gold nanoparticle",
    "batteries au lithium": "lithium battery",
    "imagerie de l'os": "bone",
    "réflectivité de films de polymères": "polymer film",
    "alliages d'aluminium": "aluminium alloy",
    "verres métalliques": "metallic glass",
    "béton fissuré": "cracked concrete",
    "ptychographie de cellules biologiques": "biological cell",
    "diffraction de la glace": "ice",
    "fer dans les verres": "iron in glass",
    # Spanish
    "tomografía de hueso": "bone",
    "difracción de aleaciones de titanio": "titanium alloy",
    "películas delgadas de cobre": "copper thin film",
    "nanopartículas de oro": "gold nanoparticle",
    "celdas de combustible": "fuel cell",
    "baterías de litio": "lithium battery",
    "proteínas": "protein",
    "vidrios metálicos": "metallic glass",
    # Italian
    "tomografia di fossili": "fossil",
    "diffrazione di leghe metalliche": "alloy",
    "film sottili di ferro": "iron thin film",
    "nanoparticelle d'oro": "gold nanoparticle",
    "celle a combustibile": "fuel cell",
    "batterie al litio": "lithium battery",
    "spettroscopia su perovskiti": "perovskite",
    "pigmenti": "pigment",
    "piombo nelle ossa": "lead in bone",
    "silicio negli acciai": "silicon in steel",
    "tomografia di denti umani": "human tooth",
}  # fmt: skip

NOT_MEANT = (
    "in the light of new results",
    "single crystal diffraction",
    "powder diffraction",
    "films about science",
    "iron out the problems",
    "lead author of the study",
    "to lead a team",
    "the gold standard",
    "every cloud has a silver lining",
    "thin",
    "single and buried",
    "protein crystallography",
    "silicon drift detector",
    "germanium detector",
    "beryllium lens",
    "measured under nitrogen",
    "diamond anvil cell",
    "superconducting magnet",
    "at the heart of the matter",
    "the same sample",
    "material",
    "in a magnetic field",
    "helium cryostat",
    "copper K-edge",
    "lead-free",
    "papers about refinement",
    "neutron and synchrotron facilities",
    "power plant",
    "no pain, no gain",
    "or",
    "os",
    "protein crystallography of nothing",
    "fin",
    "CHIPS act",
    "measured at the ROCK beamline",
    "a CORAL of names",
    "a single tree of records",
    "chlorite",
    "silicone",
    "un exemple concret de mesure",
    "a concret proposal",
    "glace",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(panet_table(), [])


def samples(lexicon: Lexicon, text: str) -> list[Chip]:
    return [chip for chip in read(lexicon, text).chips if chip.slot == "sample"]


@pytest.mark.parametrize(("text", "label"), MEANT.items())
def test_a_sample_is_read(lexicon: Lexicon, text: str, label: str) -> None:
    first, *_ = samples(lexicon, text)

    assert first.label == first.value == label


@pytest.mark.parametrize("text", NOT_MEANT)
def test_no_sample_is_invented(lexicon: Lexicon, text: str) -> None:
    assert samples(lexicon, text) == []


def test_each_component_is_asked_for_and_words_that_only_say_more_are_not(lexicon: Lexicon) -> None:
    (chip,) = samples(lexicon, "thin cobalt films")

    cobalt, film = chip.parts
    assert {"cobalt", "Co", "Kobalt"} <= set(cobalt)
    assert {"film", "layer"} <= set(film)
    assert not any(text == "thin" for part in chip.parts for text in part)


def test_a_compound_counts_as_written_too(lexicon: Lexicon) -> None:
    (chip,) = samples(lexicon, "Kupferkatalysatoren")

    assert all("Kupferkatalysatoren" in part for part in chip.parts)


def test_of_one_component_the_words_are_its_texts(lexicon: Lexicon) -> None:
    (chip,) = samples(lexicon, "celdas de combustible")

    assert {"fuel cell", "celdas de combustible", "Brennstoffzelle"} <= set(chip.words)
    assert chip.basis == "Spanish word, unreviewed"


def test_an_unknown_word_beside_a_sample_stays_unread(lexicon: Lexicon) -> None:
    reading = read(lexicon, "glorbium thin films")

    assert [chip.label for chip in reading.chips] == ["thin film"]
    assert reading.unmatched == ("glorbium",)


def test_a_comma_parts_two_samples(lexicon: Lexicon) -> None:
    assert [chip.label for chip in samples(lexicon, "bone, teeth")] == ["bone", "tooth"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("spectra of Barley  Kernel 7", ["Barley  Kernel 7"]),
        ("spectra of QX17b2", ["QX17b2"]),
        ("the test sample 1", []),
        ("run 2", []),
        ("data from 42", []),
    ],
)
def test_a_sample_of_the_graph_is_known_by_its_name(text: str, names: list[str]) -> None:
    lexicon = build_lexicon(panet_table(), [])
    lexicon.samples = frozenset({"barley kernel 7", "qx17b2", "test sample 1", "run 2", "data from 42"})

    found = samples(lexicon, text)

    assert [chip.value for chip in found] == names
    assert {chip.basis for chip in found} <= {"sample of this graph"}


@pytest.mark.parametrize(
    ("text", "most"),
    [("iron " * 10_000, 1), ("eisen" * 20_000, 0), ("thin of " * 5_000, 0), ("\u202e\x00 ☃ " * 3_000, 0)],
)
def test_hostile_text_is_read_calmly(lexicon: Lexicon, text: str, most: int) -> None:
    assert len(samples(lexicon, text)) <= most


def test_every_row_of_the_tables_can_be_read() -> None:
    of_materials = list(rows("materials.tsv", 7))

    assert {kind for _, kind, *_ in of_materials} == {"head", "form", "weak", "empty", "never"}
    assert sum(kind == "head" for _, kind, *_ in of_materials) >= 350
    assert len({concept for concept, *_ in of_materials}) == len(of_materials)
    assert all(read_formula(f"{symbol}2") for symbol, *_ in rows("elements.tsv", 6))
