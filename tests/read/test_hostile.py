"""Any text is read calmly: in time that grows with its length, and with chips that stand in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from questions import ask

TEXTS = [
    "",
    "\0" * 1000,
    "\u202e5 K\u202c",
    "😀" * 1000,
    "1" * 100_000,
    "1." * 5000,
    "5" + " " * 50_000 + "K",
    "-" * 50_000 + "5 K",
    '"' * 50_000,
    "not " * 3000,
    "10.1234/" * 3000,
    "2015-" * 3000,
    "é" + "\u0301" * 50_000,
    "1e99999999 K NaN K inf K",
    "open " * 2000,
    "<script>SELECT ?x { ?x ?y 5 K }",
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_hostile_text_gets_a_calm_reading(text: str) -> None:
    reading = ask(text)

    assert all(0 <= chip.span[0] < chip.span[1] <= len(text) for chip in reading.chips)


PIECES = [
    "5",
    "30 K",
    "2015",
    "-",
    "–",
    " ",
    "not ",
    "open ",
    "data ",
    "10.1/x",
    '"',
    "=",
    "<",
    "T",
    "keV",
    "é",
    "٣",
    ".",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join))
def test_chips_stand_in_the_text_and_none_overlap_in_words(text: str) -> None:
    reading = ask(text)

    assert all(0 <= chip.span[0] < chip.span[1] <= len(text) for chip in reading.chips)
    assert reading.as_json()["text"] == text
