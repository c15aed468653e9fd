"""A harvest that was cut short goes on from its last mark, and ends as if it had never been cut."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from harvesting import SOURCE, Bench, Given, open_bench

from kg.harvest.intake import ANOTHER_COPY
from kg.harvest.source import Item, Mark, World
from kg.rdf.mint import graph_iri


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def record(key: int, title: str = "x") -> Given:
    return {"key": str(key), "title": title}


def paged(*pages: list[Given]) -> list[Given]:
    """Pages with a mark after each but the last, numbered from 1."""
    items: list[Given] = []
    for number, page in enumerate(pages, start=1):
        items += [*page, *([Mark(str(number))] if number < len(pages) else [])]
    return items


TEN = paged([record(1), record(2)], [record(3), record(4)], [record(5), record(6)])


def resumed(bench: Bench) -> str | None:
    return bench.worlds[-1].resume


def test_what_came_before_the_last_mark_is_not_asked_again(bench: Bench) -> None:
    cut = bench.harvest(TEN, breaks_after=7)
    rest = bench.harvest(TEN)

    assert (cut.read, len(cut.failed)) == (5, 1)
    assert (resumed(bench), rest.read, rest.mapped, rest.unchanged) == ("2", 2, 1, 1)
    assert len(bench.graphs) == 6
    assert "was cut short" in rest.notes[0]


def test_a_page_is_safe_before_the_source_is_asked_for_the_next(bench: Bench) -> None:
    """A page of three would still be open after one record; the mark closes it."""
    stored: list[int] = []

    def watched(world: World) -> Iterator[Item]:
        one, two = SOURCE.records(world)
        yield one
        stored.append(len(bench.graphs))
        yield Mark("1")
        stored.append(len(bench.graphs))
        yield two

    bench.harvest([record(1), record(2)], source=replace(SOURCE, records=watched))

    assert stored == [0, 1]


@pytest.mark.parametrize(
    ("reason", "again"),
    [
        ("--full", {"full": True}),
        ("another facility", {"facility": "Aurora"}),
        ("another place", {"place": "elsewhere"}),
        ("another licence", {"licence": "https://creativecommons.org/publicdomain/zero/1.0/"}),
        ("another mapping", {"source": replace(SOURCE, version="2")}),
        ("another day to begin at", {"since": "2026-01-01", "source": replace(SOURCE, incremental=True)}),
    ],
)
def test_it_begins_at_the_beginning_where_the_rest_would_not_do(
    bench: Bench, reason: str, again: dict[str, object]
) -> None:
    bench.harvest(TEN, breaks_after=7)

    report = bench.harvest(TEN, **again)  # type: ignore[arg-type]

    assert (resumed(bench), report.read) == (None, 6), reason


def test_it_begins_at_the_beginning_after_a_whole_harvest(bench: Bench) -> None:
    bench.harvest(TEN)

    assert bench.harvest(TEN).unchanged == 6
    assert resumed(bench) is None


def test_an_old_mark_is_not_trusted(bench: Bench) -> None:
    bench.harvest(TEN, breaks_after=7)
    bench.ledger._records.execute("UPDATE run SET started = '2026-01-01T00:00:00+00:00'")

    assert bench.harvest(TEN).read == 6
    assert resumed(bench) is None


def test_a_mark_that_leads_nowhere_is_given_up(bench: Bench) -> None:
    bench.harvest(TEN, breaks_after=7)
    bench.harvest(TEN, breaks_after=6)  # goes on after the second mark, and fails before anything comes
    assert resumed(bench) == "2"

    assert bench.harvest(TEN).read == 6
    assert resumed(bench) is None


def test_a_source_that_lost_the_mark_begins_anew_and_nothing_is_doubled(bench: Bench) -> None:
    bench.harvest(TEN, breaks_after=7)
    others = [item if item != Mark("2") else Mark("two") for item in TEN]

    report = bench.harvest(others)

    assert (resumed(bench), report.read, report.mapped, report.unchanged) == ("2", 6, 1, 5)


def test_a_second_copy_after_the_cut_is_put_aside_as_without_the_cut(bench: Bench, tmp_path: Path) -> None:
    items = paged([record(1, "first")], [record(2)], [record(1, "second"), record(3)])
    undisturbed = open_bench(tmp_path / "undisturbed")
    report = undisturbed.harvest(items)

    bench.harvest(items, breaks_after=4)
    rest = bench.harvest(items)

    assert rest.skipped == report.skipped == {ANOTHER_COPY: 1}
    assert stripped(bench) == stripped(undisturbed)
    undisturbed.ledger.close()


def stripped(bench: Bench) -> dict[str, list[str]]:
    """The graphs without the time at which their payloads were read."""
    return {
        name: [line for line in text.decode().splitlines() if "def#retrieved" not in line]
        for name, text in bench.graphs.items()
    }


def test_a_source_that_says_it_begins_anew_is_read_as_such(bench: Bench) -> None:
    """What changed between the two tries is news then, and no second copy."""
    bench.harvest(paged([record(1, "old")], [record(2)], [record(3)]), breaks_after=3)
    anew: list[Given] = [Mark(""), record(1, "new"), record(2), record(3)]

    report = bench.harvest(anew)

    assert (report.mapped, report.unchanged, report.skipped.total()) == (2, 1, 0)
    assert b'"new"' in bench.graphs[graph_iri("given", "dataset", "1").value]


def test_both_parts_of_a_cut_listing_count_as_listed(bench: Bench) -> None:
    bench.harvest(TEN)
    bench.harvest(TEN, breaks_after=7)
    bench.harvest(TEN)

    report = bench.harvest(TEN, full=True)

    assert (report.tombstoned, report.held_back, report.notes) == (0, 0, [])
