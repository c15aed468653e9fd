"""Agreement and judgement, with numbers worked out by hand."""

import pytest

from kg.citation.row import Label, Pair
from kg.curation.agreement import agreement
from kg.curation.judgement import judgement
from kg.curation.kappa import kappa
from kg.curation.labelled import Labelled


def pair(behind: str, reuse: str = "unknown") -> Pair:
    return Pair(
        "urn:p", "urn:a", "urn:b", "citation", True, behind, (), reuse, (), None, (), (), (), 1, False  # type: ignore[arg-type]
    )  # fmt: skip


def labelled(rules: str, *words: str) -> Labelled:
    """A pair of which the rules say this, and the curators a, b ... these words in turn."""
    return Labelled(
        pair(rules),
        tuple(
            Label(f"urn:{name}", "urn:a", "urn:b", name, word, None, None, f"2026-01-0{day}")
            for day, (name, word) in enumerate(zip("abc", words, strict=False), 1)
        ),
    )


def test_kappa_of_a_known_table() -> None:
    # Agreed 35 of 50, by chance (25*30 + 25*20)/50² = 0.5: (0.7 - 0.5)/(1 - 0.5).
    # Variance (Fleiss, Cohen, Everitt): (0.02743 + 0.09*0.283 - 0.05²) / 0.5⁴ / 50 = 0.016128.
    found = kappa([[20, 5], [10, 15]])

    assert found.value == pytest.approx(0.4)
    assert found.interval == pytest.approx((0.4 - 1.959964 * 0.126996, 0.4 + 1.959964 * 0.126996), abs=1e-5)


def test_kappa_of_three_classes() -> None:
    # Agreed 6 of 9; by chance (3*3 + 3*4 + 3*2)/81 = 1/3: kappa 1/2.
    assert kappa([[2, 1, 0], [0, 3, 0], [1, 0, 2]]).value == pytest.approx((7 / 9 - 1 / 3) / (2 / 3))


@pytest.mark.parametrize(
    ("table", "value"),
    [([[0, 0], [0, 0]], None), ([[5, 0], [0, 0]], None), ([[3, 0], [0, 4]], 1.0), ([[0, 5], [5, 0]], -1.0)],
)
def test_where_there_is_nothing_to_measure_there_is_no_interval(
    table: list[list[int]], value: float | None
) -> None:
    found = kappa(table)

    assert (found.value, found.interval) == (value, None)


def test_only_pairs_with_two_sure_words_count() -> None:
    found = agreement(
        [
            labelled("unknown", "independent", "independent"),
            labelled("unknown", "independent", "same_team"),
            labelled("unknown", "companion"),
            labelled("unknown", "companion", "unsure"),
            labelled("unknown", "companion", "companion", "rejected"),
            labelled("unknown", "rejected", "rejected"),
        ],
        "behind",
    )

    assert (found.n, found.agreed, found.unsure) == (4, 3, 1)
    assert found.classes == ("companion", "same_team", "facility_staff", "independent", "rejected")
    assert found.table == (
        (1, 0, 0, 0, 0), (0, 0, 0, 0, 0), (0, 0, 0, 0, 0), (0, 1, 0, 1, 0), (0, 0, 0, 0, 1)
    )  # fmt: skip
    # By chance: rows companion 1, independent 2, rejected 1; columns one each: (1 + 2 + 1)/16.
    assert found.kappa == pytest.approx((0.75 - 0.25) / 0.75)


def test_the_rules_are_judged_where_curators_are_sure_and_do_not_differ() -> None:
    pairs = [
        labelled("independent", "independent", "independent"),
        labelled("independent", "same_team"),
        labelled("same_team", "same_team"),
        labelled("unknown", "independent"),
        labelled("companion", "rejected", "rejected"),
        labelled("same_team", "independent", "same_team"),
        labelled("unknown", "unsure"),
    ]

    found = judgement(pairs, "behind")

    assert (found.n, found.by_two, found.left_out) == (5, 2, 2)
    assert (found.coverage.hits, found.coverage.of) == (4, 5)
    assert (found.right.hits, found.right.of) == (2, 4)
    by_word = {one.word: one for one in found.classes}
    assert [(of.hits, of.of) for of in (by_word["independent"].precision, by_word["independent"].recall)] == [
        (1, 2),
        (1, 2),
    ]
    assert [(of.hits, of.of) for of in (by_word["companion"].precision, by_word["companion"].recall)] == [
        (0, 1),
        (0, 0),
    ]
    assert by_word["companion"].recall.share is None
    # Wilson, one of two: the middle is a half, the half width 1.96 * sqrt(0.125 + 0.96 / 4) / 2.92.
    assert by_word["independent"].precision.interval == pytest.approx((0.0945, 0.9055), abs=1e-4)
    assert found.confusion[found.truths.index("rejected")] == (1, 0, 0, 0, 0)
    assert judgement(pairs, "behind", 2).n == 2
