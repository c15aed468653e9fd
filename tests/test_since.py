"""What a harvest asks for: changes where they can be told, else everything; it says which, and why."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from harvesting import SOURCE, Bench, Given, open_bench

ABLE = replace(SOURCE, incremental=True)
OLD: list[Given] = [
    {"key": "1", "title": "one", "changed": "2024-03-01"},
    {"key": "2", "title": "two", "changed": "2025-04-02T10:00:00Z"},
]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def asked(bench: Bench) -> str | None:
    return bench.worlds[-1].since


def yesterday() -> str:
    return (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


def test_the_second_harvest_asks_for_changes_with_a_day_of_overlap(bench: Bench) -> None:
    first = bench.harvest(OLD, source=ABLE)
    new: Given = {"key": "3", "title": "three", "changed": datetime.now(UTC).isoformat()}

    second = bench.harvest([*OLD, new], source=ABLE)

    assert first.notes == []
    assert asked(bench) == yesterday()
    assert (second.read, second.mapped) == (1, 1)
    assert second.notes[0].startswith(
        f"Asked for what changed since {yesterday()}: a day before the last whole"
    )


def test_everything_is_asked_for_with_a_word_where_only_a_part_was_harvested_before(bench: Bench) -> None:
    bench.harvest(OLD, source=ABLE, since="2025-01-01")

    report = bench.harvest(OLD, source=ABLE)

    assert report.notes == ["Asked for everything: this place was not harvested to its end before."]


def test_a_first_harvest_says_nothing_even_with_full(bench: Bench) -> None:
    report = bench.harvest(OLD, source=ABLE, full=True)

    assert (report.notes, asked(bench), report.mapped) == ([], None, 2)


def test_a_source_that_cannot_tell_is_asked_for_everything_without_a_word(bench: Bench) -> None:
    bench.harvest(OLD)

    assert (bench.harvest(OLD).notes, asked(bench)) == ([], None)


def test_a_given_day_is_obeyed(bench: Bench) -> None:
    report = bench.harvest(OLD, source=ABLE, since="2025-01-01")

    assert (asked(bench), report.read) == ("2025-01-01", 1)
    assert report.notes == ["Asked for what changed since 2025-01-01, as told."]


def test_a_harvest_for_changes_that_came_first_is_no_base_for_the_next(bench: Bench) -> None:
    """The older record was never asked for; starting from there would lose it for good."""
    three: list[Given] = [*OLD, {"key": "3", "title": "three", "changed": "2025-06-01"}]
    assert bench.harvest(three, source=ABLE, since="2025-01-01").read == 2

    assert bench.harvest(three, source=ABLE).read == 3
    assert asked(bench) is None


def test_a_gap_is_closed_by_the_next_harvest(bench: Bench) -> None:
    """Whole in January, then asked for what changed since June: what changed in between is still to come."""
    bench.harvest(OLD, source=ABLE)
    bench.ledger._records.execute("UPDATE run SET started = '2026-01-15T08:00:00+00:00'")
    missed: Given = {"key": "3", "title": "three", "changed": "2026-03-01"}
    assert bench.harvest([*OLD, missed], source=ABLE, since="2026-06-01").read == 0

    report = bench.harvest([*OLD, missed], source=ABLE)

    assert (asked(bench), report.mapped) == ("2026-01-14", 1)
    bench.harvest([*OLD, missed], source=ABLE)
    assert asked(bench) == yesterday()  # no gap is left


@pytest.mark.parametrize(
    ("datestamps", "what"),
    [
        (["2024-03-01", "2024-03-01"], "one day for all"),
        (["0", "1"], "the time of the request"),
        (["-3600", "-7200"], "the time of the request, on a clock that is behind"),
        (["soon", "later"], "no dates"),
    ],
)
def test_datestamps_that_tell_nothing_are_not_relied_on(
    bench: Bench, datestamps: list[str], what: str
) -> None:
    now = datetime.now(UTC)
    shown = [
        (now + timedelta(seconds=int(of))).isoformat() if of.lstrip("-").isdigit() else of
        for of in datestamps
    ]
    items: list[Given] = [
        {"key": str(number), "title": "x", "changed": of} for number, of in enumerate(shown)
    ]
    bench.harvest(items, source=ABLE)

    report = bench.harvest(items, source=ABLE)

    assert (asked(bench), report.unchanged) == (None, 2), what
    assert report.notes == ["Asked for everything: the datestamps here do not tell records apart."]


@pytest.mark.parametrize(
    ("again", "reason"),
    [
        ({"full": True}, "--full was given"),
        ({"facility": "Aurora"}, "mapping, facility or licence are others than at the last harvest"),
        (
            {"source": replace(ABLE, version="2")},
            "mapping, facility or licence are others than at the last harvest",
        ),
    ],
)
def test_everything_is_asked_for_where_unchanged_records_are_wanted(
    bench: Bench, again: dict[str, object], reason: str
) -> None:
    bench.harvest(OLD, source=ABLE)

    report = bench.harvest(OLD, **({"source": ABLE} | again))  # type: ignore[arg-type]

    assert (asked(bench), report.read, report.notes[0]) == (None, 2, f"Asked for everything: {reason}.")


def test_everything_is_asked_for_when_others_may_have_changed_graphs(bench: Bench) -> None:
    bench.harvest(OLD, source=ABLE)
    bench.ledger.doubts.amending(doubts_records=True)
    bench.ledger.doubts.amended()

    report = bench.harvest(OLD, source=ABLE)

    assert (report.read, report.mapped) == (2, 2)
    assert report.notes == ["Asked for everything: some graphs may have been changed by others."]


def test_a_cut_harvest_for_changes_goes_on_for_changes(bench: Bench) -> None:
    from kg.harvest.source import Mark

    bench.harvest(OLD, source=ABLE)
    now = datetime.now(UTC).isoformat()
    new: list[Given] = [
        *OLD,
        {"key": "3", "title": "three", "changed": now},
        Mark("3"),
        {"key": "4", "title": "four", "changed": now},
    ]
    bench.harvest(new, source=ABLE, breaks_after=4)

    report = bench.harvest(new, source=ABLE)

    assert (asked(bench), bench.worlds[-1].resume, report.read) == (yesterday(), "3", 1)


def test_what_did_not_come_is_not_missing_when_only_changes_were_asked_for(bench: Bench) -> None:
    bench.harvest(OLD, source=ABLE)
    for _ in range(3):
        bench.harvest(OLD, source=ABLE)

    report = bench.harvest(OLD, source=ABLE, full=True)

    assert (report.tombstoned, report.held_back, len(bench.graphs)) == (0, 0, 2)
