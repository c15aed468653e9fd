"""Python seldom looks for cycles while a harvest reads: payloads are trees, and looking costs a lot."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from harvesting import SOURCE, open_bench

from kg.errors import SourceUnavailable
from kg.harvest.source import Item, Record, World

TREES = 20_000


def trees(world: World) -> Iterator[Item]:
    """One record, read from an answer of many, and then the place goes down."""
    answer = [{"number": [number]} for number in range(TREES)]  # two objects each, all held at once
    yield Record("dataset", "1", {"title": "one"}, b"one", world.place)
    raise SourceUnavailable(f"gone after {len(answer)}")


def collections_of(folder: Path) -> int:
    counted = 0

    def count(phase: str, _: dict[str, int]) -> None:
        nonlocal counted
        counted += phase == "start"

    bench = open_bench(folder)
    gc.callbacks.append(count)
    try:
        bench.harvest([], source=replace(SOURCE, records=trees))
    finally:
        gc.callbacks.remove(count)
        bench.ledger.close()
    return counted


@pytest.fixture(autouse=True)
def as_python_begins() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_forty_thousand_objects_are_not_looked_through_every_seven_hundred(tmp_path: Path) -> None:
    assert collections_of(tmp_path) < 2 * TREES / 700 / 2
    assert gc.get_threshold() == (700, 10, 10)


def test_who_switched_it_off_finds_it_off(tmp_path: Path) -> None:
    gc.set_threshold(0, 10, 10)

    assert collections_of(tmp_path) == 0
    assert gc.get_threshold() == (0, 10, 10)


def test_who_wants_it_still_less_often_is_left_alone(tmp_path: Path) -> None:
    gc.set_threshold(10_000_000, 10, 10)

    assert collections_of(tmp_path) == 0
    assert gc.get_threshold() == (10_000_000, 10, 10)
