"""A question is read with known names only."""

import pytest
from named_places import (
    NORTH,
    chips,
    lexicon_of_places,
)

from kg.index.documents import Named
from kg.rdf.panet import PanetTable, Term, panet_table
from kg.read.lexicon import Lexicon, build_lexicon, shipped_lexicon
from kg.read.read import read


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_of_places()


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return shipped_lexicon()


@pytest.mark.parametrize(
    "text",
    [
        "small angle neutron scattering",
        "Small-Angle Neutron Scattering",
        "small‑angle neutron scatterings",
        "SANS",
        "small angle neutron scattering technique",
        "neutron small-angle scattering",
        "scattering of neutrons at small angles",
        "small-angle scattering with neutrons",
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


@pytest.mark.parametrize(
    "text",
    ["neutron", "x-ray", "photon", "the neutron source", "probe", "neutron scattered", "imaging, neutron"],
)
def test_a_probe_alone_is_no_technique(lexicon: Lexicon, text: str) -> None:
    assert all("neutron" not in label and "x-ray" not in label for _, label in chips(read(lexicon, text)))


def test_a_chip_says_where_it_stands_and_why(lexicon: Lexicon) -> None:
    (chip,) = read(lexicon, "by SANS").chips

    assert (chip.value, chip.span, chip.basis) == ("SANS", (3, 7), "acronym")
    assert chip.iri in lexicon.table.terms


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Neutronenbeugung", "German"),
        ("imagerie neutronique", "French"),
        ("difracción de neutrones", "Spanish"),
        ("spettroscopia di raggi X", "Italian"),
        ("PXRD", "English"),
    ],
)
def test_what_our_own_tables_say_is_said_to_be_unreviewed(shipped: Lexicon, text: str, basis: str) -> None:
    (chip,) = read(shipped, text).chips

    assert chip.basis.startswith(basis)
    assert "unreviewed" in chip.basis


@pytest.mark.parametrize(
    ("text", "technique"),
    [
        ("spin echo of gels at ILL", "quasielastic neutron spin echo scattering"),
        ("spin echo of gels on IN15", "quasielastic neutron spin echo scattering"),
        ("spin echo of gels", "spin echo technique"),
        ("spin echo of gels at ESRF", "spin echo technique"),
        ("reflectometry at ILL", "reflectometry"),
        ("tomography at ESS", "tomography"),
        ("serial crystallography at ESRF", "serial synchrotron crystallography"),
        ("serial crystallography at EuXFEL", "serial femtosecond crystallography"),
    ],
)
def test_a_facility_resolves_what_is_open_and_narrows_nothing(
    shipped: Lexicon, text: str, technique: str
) -> None:
    assert [label for slot, label in chips(read(shipped, text)) if slot == "technique"] == [technique]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("protein crystallography fragment screening", ["fragment screening"]),
        ("protein crystallography or fragment screening",
         ["macromolecular crystallography", "fragment screening"]),
        ("x-ray diffraction and diffraction", ["x-ray diffraction", "diffraction"]),
        ("diffraction but not x-ray diffraction", ["diffraction", "x-ray diffraction"]),
    ],
)  # fmt: skip
def test_of_techniques_beside_each_other_the_narrower_stands(
    shipped: Lexicon, text: str, labels: list[str]
) -> None:
    assert [label for slot, label in chips(read(shipped, text)) if slot == "technique"] == labels


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("PDF of the proposal", {"technique", "text"}),
        ("measured at ill", {"facility", "text"}),
        ("EMU", {"instrument", "text"}),
        ("ANTARES", {"instrument"}),
        ("powder on D20", set()),
        ("electronvolts", set()),
        ("D20", {"instrument", "text"}),
        ("STM of graphite", {"technique", "text"}),
    ],
)
def test_what_may_mean_several_things_is_offered(shipped: Lexicon, text: str, offered: set[str]) -> None:
    reading = read(shipped, text)

    assert {slot for choice in reading.ambiguous for slot, _, _ in choice.choices} == offered


def test_emu_of_two_facilities_is_a_choice_of_two() -> None:
    far = Named("facility", "https://example.org/far", "Far Source", ("Far Source",))
    near = Named("facility", "https://example.org/near", "Near Source", ("Near Source",))
    instruments = [Named("instrument", f"{of.iri}/w1", "Winter1", ("Winter1",), of.iri) for of in (far, near)]
    reading = read(build_lexicon(panet_table(), [far, near, *instruments]), "Winter1")

    assert [label for _, _, label in reading.ambiguous[0].choices] == [
        "Winter1 (Far Source)",
        "Winter1 (Near Source)",
    ]


@pytest.mark.parametrize("text", ["PDF of metallic glasses", "x-ray PDF", "pdf of molten salts"])
def test_pdf_beside_words_of_its_field_is_the_technique(shipped: Lexicon, text: str) -> None:
    assert chips(read(shipped, text)) == [("technique", "pair distribution function")]


def test_words_that_stay_open_are_searched_for(shipped: Lexicon) -> None:
    assert "ill" in read(shipped, "critically ill patients").unmatched
    assert read(shipped, "Laue diffraction").unmatched == ("Laue", "diffraction")


@pytest.mark.parametrize(
    ("text", "broader"),
    [
        ("Laue diffraction of turbine blades", ["single crystal diffraction", "x-ray diffraction"]),
        ("maps by Hosokawa diffraction", ["diffraction"]),
        ("studied with Sagnac interferometry", ["interferometry technique"]),
    ],
)
def test_a_technique_that_panet_has_not_is_no_condition(
    shipped: Lexicon, text: str, broader: list[str]
) -> None:
    reading = read(shipped, text)

    assert chips(reading) == []
    assert [label for _, label in reading.unmapped[0].broader] == broader


@pytest.mark.parametrize(
    "text",
    [
        "of Nickel diffraction", "the Silurian tomography", "Data Diffraction", "in June diffraction",
        "at Diamond diffraction", "from Bragg diffraction",
    ],
)  # fmt: skip
def test_a_capital_alone_makes_no_unknown_technique(shipped: Lexicon, text: str) -> None:
    assert read(shipped, text).unmapped == ()


def test_an_identifier_is_a_technique_or_said_to_be_unknown(shipped: Lexicon) -> None:
    reading = read(shipped, "PaNET01129 or PaNET99999")
    (chip,) = reading.chip("technique")

    assert (chip.label, chip.basis) == ("tomography", "PaNET identifier")
    assert reading.unknown == (f"PaNET {shipped.table.version} has no class PaNET99999.",)
    assert read(shipped, "http://purl.org/pan-science/PaNET/PaNET01129").chips[0].label == "tomography"
    assert "tells techniques apart" in read(shipped, "PaNET2012000").unknown[0] or (
        "has no class" in read(shipped, "PaNET2012000").unknown[0]
    )


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("x-ray and neutron diffraction", ["x-ray diffraction", "neutron diffraction"]),
        ("small and wide angle x-ray scattering",
         ["small angle x-ray scattering", "wide angle x-ray scattering"]),
        ("powder or single crystal diffraction", ["powder diffraction", "single crystal diffraction"]),
        ("diffraction and x-ray imaging", ["diffraction", "x-ray imaging"]),
    ],
)  # fmt: skip
def test_words_that_stand_once_belong_to_both(shipped: Lexicon, text: str, labels: list[str]) -> None:
    assert [label for slot, label in chips(read(shipped, text)) if slot == "technique"] == labels


@pytest.mark.parametrize(
    "text",
    [
        "neutron scattering from magnetic layers",
        "scattering of neutrons from magnetic layers",
        "Neutronenstreuung an Magneten",
        "neutron scattering, magnetic layers",
    ],
)
def test_words_of_the_sample_belong_to_no_technique(shipped: Lexicon, text: str) -> None:
    assert chips(read(shipped, text)) == [("technique", "neutron scattering")]


def test_the_json_has_the_promised_keys(lexicon: Lexicon) -> None:
    document = read(lexicon, "SANS at NNS").as_json()

    assert set(document) >= {"text", "lang", "entity", "chips", "unmatched", "ambiguous"}
    assert set(document["chips"][0]) >= {
        "slot", "value", "iri", "label", "op", "unit", "span", "negated", "basis"
    }  # fmt: skip


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
    ("text", "expected"),
    [
        ("x-ray probe-based techniques", ["x-ray probe-based techniques"]),
        ("scattering-based techniques of glass", ["scattering-based techniques"]),
        ("scattering of glass", ["scattering-based techniques"]),
        ("x-ray probe", []),  # a probe is not asked for by its name alone
    ],
)
def test_a_name_of_a_category_is_read_as_a_whole(text: str, expected: list[str]) -> None:
    reading = read(build_lexicon(NEWER, []), text)

    assert [label for slot, label in chips(reading) if slot == "technique"] == expected
    assert expected or reading.unmatched == ("x", "ray", "probe")
