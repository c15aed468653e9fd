"""The old ways to score, worked out by hand; the faults of the PaNOSC scoring among them."""

import math

import pytest

from kg.evaluate.counts import Counts, pieces

TEXTS = ("copper gel", "copper copper zinc gold", "gold")


@pytest.fixture(scope="module")
def counts() -> Counts:
    return Counts(TEXTS, str.split)


def test_bm25_of_one_field(counts: Counts) -> None:
    # Lengths 2, 4 and 1; three documents, two of which hold copper.
    rarity = math.log(1 + 1.5 / 2.5)
    average = 7 / 3
    first = rarity * 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / average))
    second = rarity * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 4 / average))

    assert counts.bm25(["copper", "unheard"]).tolist() == pytest.approx([first, second, 0])


def test_a_document_that_is_the_question_has_a_cosine_of_one(counts: Counts) -> None:
    assert counts.cosine(["copper", "gel"])[0] == pytest.approx(1)
    assert counts.cosine(["gold"])[2] == pytest.approx(1)
    assert counts.cosine(["unheard"]).tolist() == [0, 0, 0]


def test_panosc_gives_one_term_of_four_a_half_however_rare_it_is(counts: Counts) -> None:
    rare = counts.panosc(["gel", "x", "y", "z"])
    common = counts.panosc(["copper", "x", "y", "z"])

    assert rare.tolist() == pytest.approx([0.5, 0, 0])
    assert common.tolist() == pytest.approx([0.5, 0.5, 0])


def test_panosc_gives_the_best_document_of_one_word_nine_tenths(counts: Counts) -> None:
    # Counts by the number of distinct terms: 1/2 in the first document, 2/3 in the second.
    assert counts.panosc(["copper"]).tolist() == pytest.approx([0.9 * 0.5 / (2 / 3), 0.9, 0])
    assert counts.panosc(["unheard"]).tolist() == [0, 0, 0]


def test_pieces_of_words_have_edges() -> None:
    assert pieces("V20") == [" v2", "v20", "20 ", " v20", "v20 ", " v20 "]
