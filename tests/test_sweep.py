"""Records that a place no longer lists: removed when missing twice in a row, if that can be believed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from harvesting import Bench, Given, open_bench

TEN: list[Given] = [{"key": str(number), "title": "x"} for number in range(10)]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def test_missing_once_is_noted_and_missing_twice_removes(bench: Bench) -> None:
    bench.harvest(TEN)

    once = bench.harvest(TEN[1:], full=True)
    twice = bench.harvest(TEN[1:], full=True)
    thrice = bench.harvest(TEN[1:], full=True)

    assert [report.tombstoned for report in (once, twice, thrice)] == [0, 1, 0]
    assert once.notes == [
        "1 records are not listed by given for the first time. "
        "The next --full removes those that are missing again."
    ]
    assert (twice.notes, thrice.notes) == ([], [])
    assert len(bench.graphs) == 9


def test_missing_not_in_a_row_removes_nothing(bench: Bench) -> None:
    bench.harvest(TEN)
    for listed in (TEN[1:], TEN, TEN[1:]):
        assert bench.harvest(listed, full=True).tombstoned == 0


def test_only_full_removes(bench: Bench) -> None:
    bench.harvest(TEN)

    for _ in range(3):
        assert bench.harvest(TEN[1:]).tombstoned == 0


def test_a_cut_listing_bears_no_witness(bench: Bench) -> None:
    bench.harvest(TEN)
    assert bench.harvest(TEN[:9], breaks_after=8).failed

    assert bench.harvest(TEN[:9], full=True).tombstoned == 0


def test_a_command_killed_after_its_listing_and_given_again_bears_witness_once(bench: Bench) -> None:
    bench.harvest(TEN)
    bench.harvest(TEN[1:], full=True, settles=False)

    again = bench.harvest(TEN[1:], full=True)

    assert again.tombstoned == 0
    assert bench.harvest(TEN[1:], full=True).tombstoned == 1


def test_a_listing_of_another_place_bears_no_witness(bench: Bench) -> None:
    bench.harvest(TEN)
    bench.harvest([{"key": "other", "title": "x"}], place="elsewhere", full=True)

    assert bench.harvest(TEN[1:], full=True).tombstoned == 0


@pytest.mark.parametrize(("missing", "allow", "removed", "held_back"), [
    (2, False, 2, 0),  # exactly a fifth
    (3, False, 0, 3),
    (3, True, 3, 0),
    (10, True, 10, 0),
])  # fmt: skip
def test_more_than_a_fifth_goes_only_when_allowed(
    bench: Bench, missing: int, allow: bool, removed: int, held_back: int
) -> None:
    bench.harvest(TEN)
    bench.harvest(TEN[missing:])

    report = bench.harvest(TEN[missing:], full=True, allow=allow)

    assert (report.tombstoned, report.held_back) == (removed, held_back)
    assert len(bench.graphs) == 10 - removed
    assert any("--allow-removal" in note for note in report.notes) == bool(held_back)


def test_what_was_held_back_can_be_let_through_later(bench: Bench) -> None:
    bench.harvest(TEN)
    bench.harvest(TEN[5:])
    bench.harvest(TEN[5:], full=True)

    assert bench.harvest(TEN[5:], full=True, allow=True).tombstoned == 5


def test_a_quarantined_record_that_is_no_longer_listed_goes_too(bench: Bench) -> None:
    bench.harvest([*TEN, {"key": "bad", "broken": True}])
    bench.harvest(TEN)

    assert bench.harvest(TEN, full=True).tombstoned == 1
    entry = bench.ledger.find("given", "dataset", "bad")
    assert entry is not None
    assert entry.state == "tombstone"
