"""Walks over DOIs: resumed behind the last mark, one that fails left aside, a dead source not run against."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harvesting import Bench, open_bench, triples
from replay import StubWorld

from kg.errors import BadInput, KgError, SourceUnavailable
from kg.harvest.asked import given_dois
from kg.harvest.breaker import HostDown
from kg.harvest.listing import place_of
from kg.harvest.report import HarvestReport
from kg.harvest.run import harvest
from kg.harvest.source import Aside, Item, Mark, Record, Source, World
from kg.harvest.walk import walk

A, B, C, D, E = (f"10.5072/{letter}" for letter in "abcde")


def world_of(*dois: str, resume: str | None = None, facility: str | None = None) -> StubWorld:
    return StubWorld("https://a.example", facility, live=True, resume=resume, identifiers=dois)


def told(doi: str, suffix: str = "") -> Record:
    key = doi + suffix
    return Record("work", key, {"title": doi}, b'{"title": "%b"}' % key.encode(), "https://a.example")


def asking(failing: dict[str, KgError]) -> Callable[[str], Iterator[Item]]:
    """One record about each DOI, but for those that fail."""

    def ask(doi: str) -> Iterator[Item]:
        yield told(doi)
        if doi in failing:
            raise failing[doi]

    return ask


def seen(items: Iterator[Item]) -> list[str]:
    """Keys of records, marks with an arrow, asides with their outcome."""
    words = []
    for item in items:
        if isinstance(item, Mark):
            words.append(f">{item.resume[-1]}")
        elif isinstance(item, Aside):
            words.append(f"{item.outcome} {item.key[-1]}")
        else:
            words.append(item.key[-1])
    return words


def test_a_mark_follows_each_doi() -> None:
    world = world_of(A, B)

    assert seen(walk(world, asking({}))) == ["a", ">a", "b", ">b"]
    assert (world.expected, world.walked and world.walked.at) == (2, 2)


def test_it_goes_on_behind_the_mark_though_that_doi_is_gone_from_the_list() -> None:
    assert seen(walk(world_of(A, B, C, resume=B), asking({}))) == ["c", ">c"]
    assert seen(walk(world_of(A, C, resume=B), asking({}))) == ["c", ">c"]
    assert seen(walk(world_of(A, B, C, resume=C), asking({}))) == []


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_what_is_not_known_there_is_put_aside_with_nothing_of_it(status: str) -> None:
    world = world_of(A, B, C)
    failing: dict[str, KgError] = {B: BadInput(f"https://a.example/{B} answered {status}: ''")}

    assert seen(walk(world, asking(failing))) == ["a", ">a", "skipped b", ">b", "c", ">c"]
    assert world.walked
    assert (world.walked.unknown, world.walked.failed) == (1, 0)


@pytest.mark.parametrize("error", [BadInput("/x answered 400 Bad"), SourceUnavailable("/x answered 500")])
def test_one_that_fails_is_put_aside_when_the_next_is_answered(error: KgError) -> None:
    world = world_of(A, B, C, D)

    found = seen(walk(world, asking({B: error, C: error})))

    assert found == ["a", ">a", "quarantined b", ">b", "quarantined c", ">c", "d", ">d"]
    assert world.walked
    assert (world.walked.done, world.walked.failed) == (4, 2)


@pytest.mark.parametrize("error", [BadInput("/x answered 401"), SourceUnavailable("does not answer")])
def test_three_in_a_row_end_it_before_the_first_of_them(error: KgError) -> None:
    world = world_of(A, B, C, D, E)
    found: list[Item] = []

    with pytest.raises(type(error)):
        found.extend(walk(world, asking({B: error, C: error, D: error})))

    assert seen(iter(found)) == ["a", ">a"]
    assert world.walked
    assert (world.walked.done, world.walked.failed) == (1, 0)


def test_a_host_that_wants_to_be_left_alone_is() -> None:
    asked: list[str] = []

    def ask(doi: str) -> Iterator[Item]:
        asked.append(doi)
        if doi == A:
            raise HostDown("asks to be left alone")
        yield told(doi)

    with pytest.raises(HostDown):
        list(walk(world_of(A, B, C), ask))
    assert asked == [A]


def test_the_last_may_fail_where_others_did_not() -> None:
    error = SourceUnavailable("/x answered 500")

    assert seen(walk(world_of(A, B), asking({B: error}))) == ["a", ">a", "quarantined b", ">b"]


def test_where_nothing_at_all_was_answered_the_source_is_down() -> None:
    error = SourceUnavailable("does not answer")

    with pytest.raises(SourceUnavailable):
        list(walk(world_of(A, B), asking({A: error, B: error})))


# Through the ordinary line: ledger, marks, sweep.


class Anything:
    def problems(self, *_: object) -> list[str]:
        return []


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    bench = open_bench(tmp_path)
    yield bench
    bench.ledger.close()


def walking(
    bench: Bench,
    world: StubWorld,
    failing: dict[str, KgError] | None = None,
    full: bool = False,
    asked: list[str] | None = None,
) -> HarvestReport:
    def ask(doi: str) -> Iterator[Item]:
        if asked is not None:
            asked.append(doi)
        yield from asking(failing or {})(doi)

    def records(world: World) -> Iterator[Item]:
        return walk(world, ask)

    source = Source("Given", records, triples, version="1", asks_about="data")
    report = harvest("given", source, world, bench.ledger, Anything(), bench.write, lambda *_: None, full)
    bench.ledger.runs.settle(report.runs)
    return report


DOWN = SourceUnavailable("does not answer")
UNKNOWN = BadInput("/x answered 404")


def test_a_walk_that_was_cut_goes_on_at_the_next_doi(bench: Bench) -> None:
    everything = (A, B, C, D, E)
    cut = walking(bench, world_of(*everything), {C: DOWN, D: DOWN, E: DOWN})
    again: list[str] = []
    rest = walking(bench, world_of(*everything), asked=again)

    assert [failure.reason for failure in cut.failed] == ["does not answer"]
    assert again == [C, D, E]
    assert rest.failed == []
    assert len(bench.graphs) == 5


def test_a_source_that_stays_down_loses_no_place(bench: Bench) -> None:
    everything, again = (A, B, C, D, E), list[str]()
    walking(bench, world_of(*everything), {C: DOWN, D: DOWN, E: DOWN})
    for _ in range(3):
        assert walking(bench, world_of(*everything), {C: DOWN, D: DOWN, E: DOWN}).failed
    walking(bench, world_of(*everything), asked=again)

    assert again == [C, D, E]


def test_the_last_doi_failing_for_ever_does_not_stop_later_walks(bench: Bench) -> None:
    """Cut at the last but one, it goes on with the last alone; that fails, so it begins anew."""
    walking(bench, world_of(A, B, C, D), {B: DOWN, C: DOWN, D: DOWN})
    walking(bench, world_of(A, D), {D: DOWN})  # the list has become shorter
    asked: list[str] = []
    last = walking(bench, world_of(A, D), {D: DOWN}, asked=asked)

    assert asked == [A, D]
    assert last.failed == []


def test_the_walks_of_two_facilities_are_two_listings(bench: Bench) -> None:
    walking(bench, world_of(A, B, facility="esrf"))
    walking(bench, world_of(C, D, facility="ill"))
    for _ in range(3):
        assert walking(bench, world_of(C, facility="ill"), full=True).tombstoned == 0
        assert walking(bench, world_of(A, B, facility="esrf"), full=True).tombstoned == 0

    assert len(bench.graphs) == 4
    assert place_of(world_of(A, facility="esrf")) == "https://a.example facility=esrf"


def test_full_removes_what_was_asked_twice_and_is_not_known_any_more(bench: Bench) -> None:
    everything = tuple(f"10.5072/{number}" for number in range(10))
    walking(bench, world_of(*everything))
    gone: dict[str, KgError] = {everything[3]: UNKNOWN}
    reports = [walking(bench, world_of(*everything), gone, full=True) for _ in range(2)]

    assert [report.tombstoned for report in reports] == [0, 1]
    assert len(bench.graphs) == 9


def test_full_never_removes_what_was_not_asked_or_could_not_be(bench: Bench) -> None:
    everything = tuple(f"10.5072/{number}" for number in range(10))
    walking(bench, world_of(*everything))
    failing: dict[str, KgError] = {everything[3]: DOWN}
    for _ in range(3):
        assert walking(bench, world_of(*everything[1:]), failing, full=True).tombstoned == 0

    assert len(bench.graphs) == 10


def test_a_killed_walk_keeps_the_answers_of_before(bench: Bench) -> None:
    walking(bench, world_of(A, B))
    cut = walking(bench, world_of(A, B), {A: DOWN, B: DOWN}, full=True)

    assert (bool(cut.failed), cut.tombstoned, len(bench.graphs)) == (True, 0, 2)


# The DOIs of the operator.


def test_dois_may_hold_commas_and_come_in_any_dress() -> None:
    said = "10.5072/A,b, https://doi.org/10.5072/c,doi:10.5072/a,b"

    assert given_dois(said) == ("10.5072/a,b", "10.5072/c")


def test_dois_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "dois.txt"
    file.write_text("# ours\n10.5072/B\n\nhttps://doi.org/10.5072/a\n")

    assert given_dois(f"@{file}") == ("10.5072/a", "10.5072/b")


@pytest.mark.parametrize("said", ["11.5072/a", "10.5072/a, 11.5072/b", "@nowhere.txt", ""])
def test_what_is_no_doi_is_named(said: str) -> None:
    with pytest.raises(BadInput, match=r"no DOI|cannot be read"):
        given_dois(said)
