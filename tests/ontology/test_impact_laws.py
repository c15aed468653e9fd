"""Laws of the impact on any small hierarchy, against counting dataset by dataset."""

from hypothesis import given
from hypothesis import strategies as st
from reviewing import document, iri, term, view

from kg.ontology.change import Change
from kg.ontology.impact.effect import impact_of
from kg.ontology.impact.usage import Usage
from kg.ontology.view import View

NUMBERS = [f"{number:05d}" for number in range(1, 8)]
Pairs = frozenset[tuple[str, str]]


def closed(pairs: Pairs) -> Pairs:
    found = set(pairs)
    while more := {(a, d) for a, b in found for c, d in found if b == c and a != d} - found:
        found |= more
    return frozenset(found)


HIERARCHIES = st.frozensets(
    st.tuples(st.sampled_from(NUMBERS), st.sampled_from(NUMBERS)).filter(lambda pair: pair[0] != pair[1]),
    max_size=8,
).map(closed)
USED = st.dictionaries(st.sampled_from(NUMBERS), st.frozensets(st.sampled_from("abcdef"), min_size=1))


def version(pairs: Pairs) -> View:
    return view(document("a version", tuple(term(number, number) for number in NUMBERS)), *pairs)


def under(pairs: Pairs, used: dict[str, frozenset[str]], cls: str) -> set[str]:
    """The datasets of a class, one by one."""
    return {
        dataset
        for technique, datasets in used.items()
        for dataset in datasets
        if technique == cls or (technique, cls) in pairs
    }


@given(HIERARCHIES, HIERARCHIES, USED)
def test_each_class_gains_and_loses_what_counting_says(
    before: Pairs, after: Pairs, used: dict[str, frozenset[str]]
) -> None:
    usage = Usage({iri(number): datasets for number, datasets in used.items()}, "by chance")
    found = impact_of(Change(version(before), version(after)), usage)

    expected, moved = {}, set()
    for cls in NUMBERS:
        was, now = under(before, used, cls), under(after, used, cls)
        moved |= was ^ now
        if was != now:
            expected[iri(cls)] = (len(was), len(now), len(was - now), len(now - was))
    rows = found.details["classes"]
    assert isinstance(rows, list)
    assert {
        row["class"]: (row["before"], row["after"], row["leave"], row["join"]) for row in rows
    } == expected
    assert found.datasets_changed == len(moved)


@given(HIERARCHIES, USED)
def test_no_change_has_no_impact(pairs: Pairs, used: dict[str, frozenset[str]]) -> None:
    usage = Usage({iri(number): datasets for number, datasets in used.items()}, "by chance")
    found = impact_of(Change(version(pairs), version(pairs)), usage)

    assert (found.techniques_in_use_changed, found.datasets_changed) == (0, 0)
    assert found.details["lines"] == []


@given(HIERARCHIES, HIERARCHIES, st.dictionaries(st.sampled_from(NUMBERS), st.integers(1, 9)))
def test_numbers_count_what_each_technique_has(before: Pairs, after: Pairs, used: dict[str, int]) -> None:
    usage = Usage({iri(number): datasets for number, datasets in used.items()}, "by chance")
    found = impact_of(Change(version(before), version(after)), usage)

    def above(pairs: Pairs, low: str) -> set[str]:
        return {high for each, high in pairs if each == low}

    moved = [number for number in used if above(before, number) != above(after, number)]
    assert found.techniques_in_use_changed == len(moved)
    assert found.datasets_changed == sum(used[number] for number in moved)
