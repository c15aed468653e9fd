"""Where one side of an "or" is not understood, the other side alone is no condition."""

import pytest
from questions import NORTH, ask, of


@pytest.mark.parametrize(
    "text",
    [
        "SAXS or blorbium",
        "blorbium or SAXS",
        "either SAXS or blorbium",
        "SANS, SAXS or blorbium",
        "SAXS oder Blorbium",
        "SAXS ou blorbium",
        "SAXS o blorbium",
        "whether SAXS or not",
    ],
)
def test_neither_side_is_a_condition_and_that_is_said(text: str) -> None:
    reading = ask(text)

    assert reading.chips == ()
    assert "SAXS" in reading.unmatched
    (remark,) = reading.unknown
    assert "joins" in remark
    assert "not understood" in remark


@pytest.mark.parametrize("text", ["SAXS or blorbium at NNS", "blorbium or SAXS at NNS"])
def test_what_the_or_does_not_join_stays(text: str) -> None:
    assert [chip.label for chip in ask(text).chips] == [NORTH.label]


@pytest.mark.parametrize("text", ["data or SAXS", "SAXS or so", "SAXS of U or blorbium O"])
def test_general_words_are_no_other_side(text: str) -> None:
    assert "small angle x-ray scattering" in [chip.label for chip in ask(text).chips]


def test_what_is_left_out_stays_left_out() -> None:
    assert of("not SAXS or blorbium", "technique") == ["-SAXS"]
