"""What labels make of the automatic decision."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import pytest

from kg.citation.behind import Behind
from kg.citation.curated import UnitLabel, automatic, curated, without_curators
from kg.citation.relation import RelationClass
from kg.citation.reuse import is_reuse
from kg.citation.row import BehindName

BY_RULES = ({"rule": "no people named", "side": "cited"},)


def labels(slot: str, *words: str) -> list[UnitLabel]:
    return [
        UnitLabel(name, word if slot == "behind" else None, word if slot == "reuse" else None, "2026-01-01")
        for name, word in zip("abcd", words, strict=False)
    ]


def decided(said: list[UnitLabel], klass: RelationClass = "citation", rules: BehindName = "unknown") -> Any:  # noqa: ANN401
    def reuse_of(who: BehindName, words: Mapping[str, str]) -> Any:  # noqa: ANN401
        return partial(is_reuse, klass, ["Cites"])(words, who)

    return curated(Behind(rules, BY_RULES), said, reuse_of)


@pytest.mark.parametrize(
    ("words", "behind", "flags"),
    [
        ([], "unknown", ()),
        (["independent"], "unknown", ()),
        (["independent", "independent"], "independent", ()),
        (["independent", "unsure"], "unknown", ()),
        (["independent", "same_team"], "unknown", ("curators-disagree",)),
        (["independent", "same_team", "independent"], "independent", ("curators-disagree",)),
        (["independent", "same_team", "same_team", "independent"], "unknown", ("curators-disagree",)),
        (["rejected"], "unknown", ()),
        (["rejected", "rejected"], "unknown", ("rejected",)),
        (["rejected", "independent"], "unknown", ("curators-disagree",)),
    ],
)
def test_two_decide_who_is_behind(words: list[str], behind: str, flags: tuple[str, ...]) -> None:
    found = decided(labels("behind", *words))

    assert (found.behind, found.flags) == (behind, flags)
    assert automatic(found.behind, found.behind_basis) == "unknown"
    assert without_curators(found.behind_basis) == BY_RULES


@pytest.mark.parametrize(
    ("words", "klass", "rules", "reuse"),
    [
        ([], "citation", "unknown", "unknown"),
        (["yes"], "citation", "unknown", "yes"),
        (["no"], "citation", "unknown", "unknown"),
        (["no", "no"], "citation", "unknown", "no"),
        (["yes", "no"], "citation", "unknown", "unknown"),
        (["yes", "no", "yes"], "citation", "unknown", "yes"),
        (["yes", "unsure"], "citation", "unknown", "yes"),
        (["yes"], "companion", "companion", "no"),
        (["yes", "yes"], "companion", "companion", "yes"),
    ],
)
def test_one_yes_is_evidence_where_the_rules_cannot_tell(
    words: list[str], klass: RelationClass, rules: BehindName, reuse: str
) -> None:
    found = decided(labels("reuse", *words), klass, rules)

    assert found.reuse.value == reuse
    assert ("curators-disagree" in found.flags) == ({"yes", "no"} <= {*words})
    by_rules = "no" if klass == "companion" else "unknown"
    assert automatic(found.reuse.value, found.reuse.evidence) == by_rules


def test_the_last_word_of_a_curator_counts() -> None:
    said = [*labels("behind", "independent", "independent"), UnitLabel("a", "same_team", None, "2026-02-01")]

    assert decided(said).flags == ("curators-disagree",)


def test_two_who_say_that_it_is_no_companion_open_the_question_of_reuse() -> None:
    found = decided(labels("behind", "independent", "independent"), rules="companion")

    assert (found.behind, found.reuse.value) == ("independent", "unknown")


def test_the_evidence_says_who_and_what_it_counted_for() -> None:
    alone = decided(labels("behind", "independent"))
    both = decided(labels("behind", "independent", "independent", "same_team"))

    assert alone.behind_basis[0] == {"rule": "one curator says", "curator": "a", "said": "independent"}
    assert [one["rule"] for one in both.behind_basis] == [
        "curator", "curator", "curators disagree", "automatic decision", "no people named",
    ]  # fmt: skip
