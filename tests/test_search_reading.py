"""A question is read with known names only."""

import pytest

from kg.index.documents import Named
from kg.rdf.panet import PanetTable, Term, panet_table
from kg.read.lexicon import Lexicon, build_lexicon
from kg.read.read import read
from kg.read.reading import Reading

NORTH = Named(
    "facility", "https://example.org/north", "Northern Neutron Source", ("Northern Neutron Source", "NNS")
)
SOUTH = Named("facility", "https://example.org/south", "Cells of Light", ("Cells of Light", "CELLS"))
BRIGHT = Named("facility", "https://example.org/bright", "Diamond Light Source", ("Diamond",))
N7 = Named("instrument", "https://example.org/n7", "N7", ("N7",), NORTH.iri)
OTHER_N7 = Named("instrument", "https://example.org/south/n7", "N7", ("N7",), SOUTH.iri)
ODIN = Named("instrument", "https://example.org/odin", "ODIN", ("ODIN",), NORTH.iri)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return build_lexicon(panet_table(), [NORTH, SOUTH, BRIGHT, N7, OTHER_N7, ODIN])


def chips(reading: Reading) -> list[tuple[str, str]]:
    return [(chip.slot, chip.label) for chip in reading.chips]


@pytest.mark.parametrize(
    "text",
    [
        "small angle neutron scattering",
        "Small-Angle Neutron Scattering",
        "small‑angle neutron scatterings",
        "SANS",
        "small angle neutron scattering technique",
    ],
)
def test_a_technique_is_found_however_it_is_written(lexicon: Lexicon, text: str) -> None:
    assert chips(read(lexicon, f"{text} of micelles"))[0] == ("technique", "small angle neutron scattering")


@pytest.mark.parametrize("text", ["polarized neutron reflectometry", "polarised neutron reflectivity"])
def test_british_and_american_spelling_are_one(lexicon: Lexicon, text: str) -> None:
    assert chips(read(lexicon, text)) == [("technique", "polarized neutron reflectometry")]


def test_the_longest_name_is_taken(lexicon: Lexicon) -> None:
    reading = read(lexicon, "grazing incidence small angle x-ray scattering")

    assert chips(reading) == [("technique", "grazing incidence small angle x-ray scattering")]


@pytest.mark.parametrize("text", ["neutron", "x-ray", "photon", "the neutron source", "probe"])
def test_a_probe_alone_is_no_technique(lexicon: Lexicon, text: str) -> None:
    assert read(lexicon, text).chips == ()


def test_a_chip_says_where_it_stands_and_why(lexicon: Lexicon) -> None:
    (chip,) = read(lexicon, "films by SANS").chips

    assert (chip.value, chip.span, chip.basis) == ("SANS", (9, 13), "acronym")
    assert chip.iri in lexicon.table.terms


def test_words_that_name_nothing_are_left_over(lexicon: Lexicon) -> None:
    reading = read(lexicon, "tomography of Roman coins at NNS")

    assert reading.unmatched == ("Roman", "coins")
    assert chips(reading) == [("technique", "tomography"), ("facility", "Northern Neutron Source")]


@pytest.mark.parametrize("text", ["solar cells", "diamond anvil", "Diamond anvil", "sans titre", "odin"])
def test_everyday_words_are_no_names(lexicon: Lexicon, text: str) -> None:
    assert read(lexicon, text).chips == ()


@pytest.mark.parametrize("text", ["at CELLS", "measured at Diamond", "ODIN", "nns"])
def test_names_written_as_names_are(lexicon: Lexicon, text: str) -> None:
    assert len(read(lexicon, text).chips) == 1


def test_a_shared_instrument_name_means_both_unless_the_facility_is_named(lexicon: Lexicon) -> None:
    (both,) = read(lexicon, "N7").chips
    one = read(lexicon, "N7 at CELLS").chip("instrument")[0]

    assert both.iris == {N7.iri, OTHER_N7.iri}
    assert one.iris == {OTHER_N7.iri}


@pytest.mark.parametrize("text", ["not tomography", "without any tomography", "ohne tomography"])
def test_what_follows_a_negation_is_negated(lexicon: Lexicon, text: str) -> None:
    (chip,) = read(lexicon, text).chips

    assert chip.negated


def test_the_json_has_the_promised_keys(lexicon: Lexicon) -> None:
    document = read(lexicon, "SANS at NNS").as_json()

    assert set(document) >= {"text", "lang", "entity", "chips", "unmatched", "ambiguous"}
    assert set(document["chips"][0]) >= {
        "slot", "value", "iri", "label", "op", "unit", "span", "negated", "basis"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "language"), [("Tomographie von Knochen mit der", "de"), ("SANS of gels", "en"), ("", "en")]
)
def test_the_language_is_guessed_from_small_words(lexicon: Lexicon, text: str, language: str) -> None:
    assert read(lexicon, text).lang == language


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SANS not at Atlantis 2025", ("not", "2025")),
        ("gels after 2020", ("after", "2020")),
        ("gels 2019-2021.", ("2019-2021",)),
        ("nickel after ageing", ()),
        ("SANS not at NNS", ()),
        ("10.5072/esrf-2020 and run20201", ()),
    ],
)
def test_words_that_sound_like_a_condition_are_told(
    lexicon: Lexicon, text: str, words: tuple[str, ...]
) -> None:
    assert read(lexicon, text).unread == words


def test_a_negation_that_is_not_understood_is_left_over(lexicon: Lexicon) -> None:
    assert read(lexicon, "gels without water").unmatched == ("gels", "without", "water")
    assert read(lexicon, "gels without tomography").unmatched == ("gels",)


def test_a_first_word_names_a_facility_with_data_only() -> None:
    aurora = Named("facility", "https://example.org/a", "Aurora Light Source", ("Aurora Light Source",))
    japan = Named("facility", "https://example.org/j", "Japan Ring", ("Japan Ring",))
    both = build_lexicon(panet_table(), [aurora, japan, NORTH], {aurora.iri, japan.iri})
    other = Named("facility", "https://example.org/o", "Aurora Neutrons", ("Aurora Neutrons",))
    shared = build_lexicon(panet_table(), [aurora, other], {aurora.iri})

    assert chips(read(both, "SANS at Aurora"))[1] == ("facility", "Aurora Light Source")
    assert chips(read(both, "gels in Japan, aurora, at Northern")) == []
    assert chips(read(shared, "gels at Aurora")) == []


# PaNET's table of June 2026 calls its categories "…-based techniques".
NEWER = PanetTable(
    "2.0",
    {
        iri: Term(iri, label, (), (), frozenset({iri}))
        for iri, label in (
            ("https://example.org/1", "x-ray probe-based techniques"),
            ("https://example.org/2", "scattering-based techniques"),
        )
    },
)


@pytest.mark.parametrize(
    ("text", "expected", "unmatched"),
    [
        ("x-ray probe-based techniques", ["x-ray probe-based techniques"], []),
        ("scattering-based techniques of glass", ["scattering-based techniques"], ["glass"]),
        ("scattering of glass", ["scattering-based techniques"], ["glass"]),
        ("x-ray probe", [], ["x", "ray", "probe"]),  # a probe is not asked for by its name alone
    ],
)
def test_a_name_of_a_category_is_read_as_a_whole(
    text: str, expected: list[str], unmatched: list[str]
) -> None:
    reading = read(build_lexicon(NEWER, []), text)

    assert [label for slot, label in chips(reading) if slot == "technique"] == expected
    assert [word for word in reading.unmatched if word not in ("of",)] == unmatched
