"""What a ledger's runs say of how each source was last asked; the expectations are written by hand."""

from dataclasses import replace

from kg.harvest.attempt import Try
from kg.harvest.source import Walked
from kg.harvest.state import SourceState, states_of

WHOLE = Try(1, 1, "crossref", "https://a.example facility=esrf", "esrf", "2026-01-01T00:00:00+00:00",
            "2026-01-01T01:00:00+00:00", "whole", False, 10, None, Walked(10, 0, 10, 2, 0))  # fmt: skip
CUT = replace(
    WHOLE, id=2, first=2, started="2026-01-02T00:00:00+00:00", ended="2026-01-02T01:00:00+00:00",
    outcome="cut", failure="does not answer", read=4, walked=Walked(10, 0, 4, 1, 1),
)  # fmt: skip


def state(*tries: Try, asking: tuple[str, ...] = ()) -> SourceState:
    (found,) = states_of(tries, asking)
    return found


def test_a_source_that_was_read_to_its_end_is_ok() -> None:
    assert state(WHOLE) == SourceState(
        "crossref", "esrf", "ok", "2026-01-01T00:00:00+00:00", "2026-01-01T01:00:00+00:00",
        None, asked=10, answered=10, known=8,
    )  # fmt: skip


def test_one_that_was_cut_short_is_partial_and_was_read_when_it_was() -> None:
    found = state(WHOLE, CUT)

    assert (found.state, found.reason, found.answered, found.known) == ("partial", "does not answer", 3, 2)
    assert (found.asked_at, found.retrieved_at) == (CUT.started, WHOLE.ended)


def test_the_parts_of_a_walk_add_up() -> None:
    rest = replace(CUT, id=3, outcome="whole", failure=None, walked=Walked(10, 4, 6, 3, 0))
    found = state(CUT, rest)

    assert (found.state, found.asked, found.answered, found.known) == ("partial", 10, 9, 5)
    assert found.reason == "1 of 10 DOIs could not be asked."


def test_one_that_gave_nothing_is_down_though_it_gave_something_before() -> None:
    silent = replace(CUT, id=3, read=0, walked=Walked(10, 4, 0))
    found = state(WHOLE, CUT, silent)

    assert (found.state, found.answered) == ("down", 3)


def test_one_that_knew_some_and_now_none_may_have_moved() -> None:
    """Each of ten DOIs is answered with 404; nobody loses all works at once."""
    none = replace(WHOLE, id=2, first=2, walked=Walked(10, 0, 10, 10, 0))

    assert state(none).state == "ok"
    assert (state(WHOLE, none).state, state(WHOLE, none).known) == ("partial", 0)
    assert state(WHOLE, none).reason == "It knows none of 10 DOIs any more; it may have moved."
    assert state(WHOLE, none, replace(WHOLE, id=3, first=3)).state == "ok"


def test_one_that_was_killed_is_partial() -> None:
    for killed in (
        replace(CUT, outcome=None, ended=None, walked=None, failure=None),
        replace(CUT, is_interrupted=True, walked=None, failure=None),
    ):
        assert state(WHOLE, killed).state == "partial"


def test_catalogues_and_files_count_without_dois() -> None:
    catalogue = replace(WHOLE, source="scicat", place="dump/", facility=None, walked=None)

    found = state(catalogue)
    assert (found.name, found.facility, found.state, found.asked) == ("scicat", "", "ok", None)
    assert state(replace(catalogue, outcome="cut", failure="gone")).state == "partial"
    assert state(replace(catalogue, outcome="cut", failure="gone", read=0)).state == "down"


def test_several_places_of_a_source_are_as_bad_as_the_worst_is_part_of_them() -> None:
    other = replace(CUT, place="https://b.example", read=0, walked=None)

    assert state(WHOLE, other).state == "partial"
    assert state(WHOLE, other).reason == "does not answer"
    assert state(replace(WHOLE, walked=None), replace(WHOLE, id=2, place="x", walked=None)).state == "ok"


def test_a_wrong_address_that_was_corrected_is_forgotten() -> None:
    mistyped = replace(CUT, id=1, place="https://typo.example", read=0, walked=None)

    assert state(mistyped, replace(WHOLE, id=2, first=2, started="2026-01-03")).state == "ok"


def test_those_that_were_not_asked_are_told_for_each_facility_that_others_were_asked_for() -> None:
    found = states_of([WHOLE, replace(WHOLE, id=2, facility="ill")], ("crossref", "openalex"))

    assert [(of.name, of.facility, of.state) for of in found] == [
        ("crossref", "esrf", "ok"),
        ("crossref", "ill", "ok"),
        ("openalex", "esrf", "never"),
        ("openalex", "ill", "never"),
    ]


def test_one_that_was_asked_for_all_was_asked_for_each() -> None:
    found = states_of([WHOLE, replace(WHOLE, source="openalex", facility=None)], ("crossref", "openalex"))

    assert [(of.name, of.facility, of.state) for of in found] == [
        ("crossref", "esrf", "ok"),
        ("openalex", "", "ok"),
    ]


def test_nothing_asked_at_all() -> None:
    assert state(asking=("crossref",)) == SourceState("crossref", "", "never", reason="It was never asked.")
