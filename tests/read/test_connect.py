"""A "not" and an "or" reach as far as the sentence says; nothing is invented, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questions import NORTH, SOUTH, ask, of

from kg.read.connect import connect
from kg.read.sentence import Found, Sentence
from kg.read.token import tokens

SANS, SAXS = "small angle neutron scattering", "small angle x-ray scattering"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tomography not at NNS", {"tomography": 1, NORTH.label: -1}),
        ("tomography not at NNS or SLX", {"tomography": 1, NORTH.label: -1, SOUTH.label: -1}),
        ("not NNS but SLX", {NORTH.label: -1, SOUTH.label: 1}),
        ("everything except tomography and ptychography", {"tomography": -1, "ptychography": -1}),
        ("neither SANS nor SAXS", {SANS: -1, SAXS: -1}),
        ("SANS not SAXS", {SANS: 1, SAXS: -1}),
        ("SANS (not SAXS) at NNS", {SANS: 1, SAXS: -1, NORTH.label: 1}),
        ("SANS, not measured at NNS", {SANS: 1, NORTH.label: -1}),
        ("without SANS at NNS", {SANS: -1, NORTH.label: 1}),
        ("weder SANS noch SAXS", {SANS: -1, SAXS: -1}),
        ("mesures sans SANS", {SANS: -1}),
        ("mesures mais pas à NNS", {NORTH.label: -1}),
        ("datos sin SANS", {SANS: -1}),
        ("dati senza SANS", {SANS: -1}),
        ("Daten ohne SANS", {SANS: -1}),
        ("not only SANS", {SANS: 1}),
        ("not (NNS or SLX)", {NORTH.label: -1, SOUTH.label: -1}),
        ("not (SAXS)", {SAXS: -1}),
        ("not (NNS or SAXS)", {NORTH.label: -1, SAXS: -1}),
        ("SAXS not (at NNS)", {SAXS: 1, NORTH.label: -1}),
        ("(SAXS or SANS) and not (NNS or SLX)", {SAXS: 1, SANS: 1, NORTH.label: -1, SOUTH.label: -1}),
        ("nicht (SAXS oder SANS)", {SAXS: -1, SANS: -1}),
        ("mesures sauf (NNS ou SLX)", {NORTH.label: -1, SOUTH.label: -1}),
        ("datos sin (SAXS)", {SAXS: -1}),
        ("dati senza (SAXS o SANS)", {SAXS: -1, SANS: -1}),
        ("SAXS (NNS or SLX)", {SAXS: 1, NORTH.label: 1, SOUTH.label: 1}),
        ("non-SAXS data", {SAXS: -1}),
        ("not (SAXS at NNS)", {}),  # what meets both at once cannot be left out
        ("not SANS, SAXS or tomography", {SANS: -1, SAXS: -1, "tomography": -1}),
    ],
)
def test_a_negation_reaches_what_is_listed_behind_it(text: str, wanted: dict[str, int]) -> None:
    assert {chip.label: -1 if chip.negated else 1 for chip in ask(text).chips} == wanted


def test_a_bracket_that_cannot_be_left_out_is_said_to_be_not_understood() -> None:
    reading = ask("not (SAXS at NNS)")

    assert reading.unknown == ('What must not be there together is not understood: "not (SAXS at NNS".',)
    assert reading.unread == ("not",)


@pytest.mark.parametrize("word", ["or", "oder", "ou", "o"])
def test_or_joins_conditions_of_one_kind(word: str) -> None:
    first, second = ask(f"SANS {word} SAXS").chips

    assert first.any_of is not None
    assert first.any_of == second.any_of


@pytest.mark.parametrize("text", ["SANS/SAXS", "either SANS or SAXS", "tomography, SANS or SAXS"])
def test_a_list_with_or_is_one_choice(text: str) -> None:
    (number,) = {chip.any_of for chip in ask(text).chips}

    assert number is not None


@pytest.mark.parametrize("count", [3, 4, 60])
def test_each_of_a_long_choice_is_of_one_group(count: int) -> None:
    found = ask(" or ".join(["SANS", "SAXS"] * count)).chips

    assert [chip.value for chip in found] == ["SANS", "SAXS"]  # what is said again is one condition
    assert len({chip.any_of for chip in found} - {None}) == len({chip.any_of for chip in found}) == 1


@pytest.mark.parametrize("text", ["SANS and SAXS", "SANS, SAXS", "SANS not SAXS"])
def test_without_or_there_is_no_choice(text: str) -> None:
    assert {chip.any_of for chip in ask(text).chips} == {None}


def test_or_between_two_kinds_is_said_to_be_not_understood() -> None:
    (said,) = ask("SANS or NNS").unknown

    assert said.startswith('"or" joins')


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("gels without blorbium", ["-blorbium"]),
        ("gels -blorbium", ["-blorbium"]),
        ("anodes -silicon", ["-silicon"]),
        ("Gele ohne Blorbium oder Zorbit", ["-Blorbium", "-Zorbit"]),
        ("not blorbium zorbate at NNS", ["-blorbium zorbate"]),
        ("mesures sans blorbium", ["-blorbium"]),
        ("gels without magnetic field", []),
        ("gels without further treatment", []),
        ("no longer blorbium", []),
        ("nothing blorbium", []),
        ('not "blorbium zorbate"', ["-blorbium zorbate"]),
        ('not ("blorbium zorbate")', ["-blorbium zorbate"]),
        ('"not" "blorbium zorbate"', ["not", "blorbium zorbate"]),
    ],
)
def test_a_plain_word_is_excluded(text: str, wanted: list[str]) -> None:
    assert of(text, "text") == wanted


def test_prose_excludes_no_words() -> None:
    text = "we want to follow how thin layers of gels grow on a plate without blorbium"

    assert of(text, "text") == []


def test_a_negation_that_nothing_answers_is_reported() -> None:
    assert ask("gels without magnetic field").unread == ("without",)


WORDS = [
    "not",
    "or",
    "and",
    "SANS",
    "SAXS",
    "tomography",
    "NNS",
    "SLX",
    "at",
    "neither",
    "nor",
    "gels",
    ",",
    "/",
]


@given(st.lists(st.sampled_from([*WORDS, "ohne", "oder", "in", "2015", "below", "30", "K"]), max_size=12))
def test_connecting_makes_no_chip_and_loses_none(words: list[str]) -> None:
    text = " ".join(words)
    all_tokens = tuple(tokens(text))
    chips = [chip for chip in ask(text).chips if not (chip.slot == "text" and chip.negated)]
    ends = {token.start: number for number, token in enumerate(all_tokens)}
    found = [
        Found(ends[chip.span[0]], ends[chip.span[0]] + 1, (chip,)) for chip in chips if chip.span[0] in ends
    ]

    connected = connect(Sentence(text, all_tokens), found)

    before = [(chip.slot, chip.value, chip.span) for one in found for chip in one.chips]
    assert [(chip.slot, chip.value, chip.span) for one in connected for chip in one.chips] == before
