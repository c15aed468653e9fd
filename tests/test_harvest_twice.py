"""Harvesting a catalogue twice is harvesting it once: the second time writes nothing. Invented recordings."""

from dataclasses import replace
from pathlib import Path

import pytest
from harvesting import open_bench
from replay import RecordedWorld, recording, write_files

from kg.harvest.registry import load_source
from kg.harvest.source import Item, Record, Source, World
from kg.harvest.world import open_world

NAMES = ["scicat-v3", "scicat-v4", "scicat-files", "panosc-provider", "panosc-files"]


def world_of(name: str, folder: Path) -> World:
    told = recording(name)
    if "requests" in told:
        return RecordedWorld(told["place"], requests=told["requests"])
    write_files(told["files"], folder)
    return open_world(str(folder), contained=False)


@pytest.mark.parametrize("name", NAMES)
def test_a_second_harvest_finds_the_same_and_writes_nothing(name: str, tmp_path: Path) -> None:
    source = load_source(name.partition("-")[0])
    first, second = (list(source.records(world_of(name, tmp_path / "files"))) for _ in range(2))
    bench = open_bench(tmp_path)

    bench.harvest(first, given(source, first))
    written, graphs = bench.writes, dict(bench.graphs)
    bench.harvest(second, given(source, second))

    assert first == second
    assert written > 0
    assert (bench.writes, bench.graphs) == (written, graphs)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_is_what_was_mapped(name: str, tmp_path: Path) -> None:
    source = load_source(name.partition("-")[0])
    records = [one for one in source.records(world_of(name, tmp_path)) if isinstance(one, Record)]

    assert records
    assert [source.body(one.raw) for one in records] == [one.body for one in records]


def given(source: Source, items: list[Item]) -> Source:
    return replace(source, records=lambda world: iter(items))
