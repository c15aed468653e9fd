"""Facilities and instruments are read as people write them; everyday words are none."""

import pytest
from named_places import N7, NORTH, ODIN, OTHER_N7, TWICE, TWICE_AGAIN, chips, lexicon_of_places

from kg.read.lexicon import Lexicon, shipped_lexicon
from kg.read.read import read


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return lexicon_of_places()


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return shipped_lexicon()


@pytest.mark.parametrize("text", ["solar cells", "diamond anvil", "Diamond anvil", "sans titre", "odin"])
def test_everyday_words_are_no_names(lexicon: Lexicon, text: str) -> None:
    assert chips(read(lexicon, text)) == []


@pytest.mark.parametrize("text", ["at CELLS", "measured at Diamond", "nns", "NNS", "N.N.S."])
def test_names_written_as_names_are(lexicon: Lexicon, text: str) -> None:
    assert len(chips(read(lexicon, text))) == 1


def test_a_shared_instrument_name_is_a_choice_unless_the_facility_is_named(lexicon: Lexicon) -> None:
    both = read(lexicon, "N7X")
    one = read(lexicon, "N7X at CELLS").chip("instrument")[0]
    other = read(lexicon, "N7X not at CELLS")

    assert chips(both) == []
    assert {iri for _, iri, _ in both.ambiguous[0].choices} == {N7.iri, OTHER_N7.iri}
    assert one.iris == {OTHER_N7.iri}
    assert other.chip("instrument") == ()


def test_two_records_of_one_instrument_are_meant_both(lexicon: Lexicon) -> None:
    (chip,) = read(lexicon, "ZZ9").chip("instrument")

    assert chip.iris == {TWICE.iri, TWICE_AGAIN.iri}


def test_an_instrument_implies_its_facility(lexicon: Lexicon) -> None:
    instrument, facility = sorted(read(lexicon, "ODIN").chips, key=lambda chip: chip.slot != "instrument")

    assert (instrument.iri, facility.iri) == (ODIN.iri, NORTH.iri)
    assert facility.span == instrument.span
    assert facility.basis == "implied by instrument ODIN"


@pytest.mark.parametrize("text", ["not ODIN", "ODIN at NNS", "ODIN at CELLS"])
def test_no_facility_is_implied_by_what_is_left_out_nor_beside_a_named_one(
    lexicon: Lexicon, text: str
) -> None:
    implied = [chip for chip in read(lexicon, text).chips if chip.basis.startswith("implied")]

    assert implied == []


def test_an_instrument_that_the_graph_has_not_is_said_to_be_in_no_record(shipped: Lexicon) -> None:
    (chip,) = read(shipped, "ID-29 at ESRF").chip("instrument")

    assert (chip.iri, chip.label) == ("", "ID29")
    assert "no record of this graph names it" in chip.basis


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("ID-29", "ID29"),
        ("id29", "ID29"),
        ("ID 29", "ID29"),
        ("BIOMAX", "BioMAX"),
        ("IN15", "IN15"),
        ("beamline P10", "P10"),
        ("D22 at ILL", "D22"),
        ("on fish instrument", None),
        ("in 15 minutes", None),
        ("space group P21", None),
        ("d20 of it", None),
        ("gem stones", None),
        ("a pearl of wisdom", None),
    ],
)
def test_instruments_are_read_whatever_case_and_hyphen_and_words_are_not(
    shipped: Lexicon, text: str, instrument: str | None
) -> None:
    labels = [label for slot, label in chips(read(shipped, text)) if slot == "instrument"]

    assert labels == ([instrument] if instrument else [])


@pytest.mark.parametrize(
    ("text", "facility"),
    [
        ("BESSY", "BESSY II"),
        ("PETRA III", "PETRA III"),
        ("petra-iii", "PETRA III"),
        ("FRM II", "Forschungs-Neutronenquelle Heinz Maier-Leibnitz"),
        ("FRM2", "Forschungs-Neutronenquelle Heinz Maier-Leibnitz"),
        ("MLZ", "Heinz Maier-Leibnitz Zentrum"),
        ("Max-IV", "MAX IV Laboratory"),
        ("maxiv", "MAX IV Laboratory"),
        ("HZB", "Helmholtz-Zentrum Berlin für Materialien und Energie"),
        ("EuXFEL", "European XFEL"),
        ("the European XFEL", "European XFEL"),
        ("Paul-Scherrer-Institut", "Paul Scherrer Institute"),
        ("ESS", "European Spallation Source"),
        ("Grenoble", None),
        ("XFEL", None),
        ("10 psi", None),
        ("le soleil", None),
        ("max 4 samples", None),
    ],
)
def test_facilities_are_read_as_people_write_them(shipped: Lexicon, text: str, facility: str | None) -> None:
    labels = [label for slot, label in chips(read(shipped, text)) if slot == "facility"]

    assert labels == ([facility] if facility else [])
