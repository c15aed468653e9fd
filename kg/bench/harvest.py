"""From catalogue records to stored triples, beside two floors: parsing alone, and the bare store."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import pyoxigraph

from kg.sample.world import sample_records
from kg.store.home import Home

RECORDS = 10_000
TARGET = 3_000
"""Records per CPU second, for records of some thirty triples."""
PER_FILE = 500
Say = Callable[[str], None]


def run(say: Say, records: int = RECORDS) -> dict[str, Any]:
    """Harvest invented records from payload files; seconds are of CPU, user and system time together."""
    with tempfile.TemporaryDirectory() as folder:
        files = _write_payloads(Path(folder) / "payloads", records)
        home = Home(Path(folder) / "store")
        parse = _cpu_seconds(lambda: [orjson.loads(file.read_bytes()) for file in files])
        say(f"parsing alone:        {_rate(records, parse)}")
        whole = _cpu_seconds(lambda: _harvest(home, files[0].parent, records))
        triples, bare = _bare_store(home, Path(folder) / "bare")
        say(f"bare store:           {_rate(records, bare)}   {triples / records:.1f} triples a record")
        say(f"records to the store: {_rate(records, whole)}   {triples / whole:,.0f} triples/CPU s")
        again = _cpu_seconds(lambda: _harvest(home, files[0].parent, 0))
        say(f"unchanged, again:     {_rate(records, again)}")
        published = _cpu_seconds(lambda: _publish(home))
        say(f"publishing them:      {_rate(records, published)}   union and word index, no vectors")
    return {
        "records": records,
        "triples_per_record": round(triples / records, 1),
        "records_per_cpu_second": round(records / whole),
        "floor_parse_records_per_cpu_second": round(records / parse),
        "floor_store_records_per_cpu_second": round(records / bare),
        "share_of_bare_store": round(bare / whole, 2),
        "triples_per_cpu_second": round(triples / whole),
        "unchanged_records_per_cpu_second": round(records / again),
        "published_records_per_cpu_second": round(records / published),
        "target_records_per_cpu_second": TARGET,
    }


def _write_payloads(folder: Path, records: int) -> list[Path]:
    folder.mkdir()
    everything, files = sample_records(records), []
    for number in range(0, records, PER_FILE):
        page = [next(everything) for _ in range(min(PER_FILE, records - number))]
        file = folder / f"datasets-{number:07d}.json"
        file.write_bytes(orjson.dumps(page))
        files.append(file)
    return files


def _harvest(home: Home, folder: Path, mapped: int) -> None:
    from kg import pipeline

    report = pipeline.harvest(home, "scicat", [str(folder)], publish=False)
    if report["mapped"] != mapped:
        raise AssertionError(f"the bench expects {mapped} records mapped: {report}")


def _publish(home: Home) -> None:
    from kg import pipeline

    pipeline.publish(home)


def _bare_store(home: Home, folder: Path) -> tuple[int, float]:
    """The same quads, made beforehand, through pyoxigraph's fastest write, in pages of a harvest."""
    from kg.pipeline import CHECKPOINT
    from kg.rdf.mint import graph_iri

    prefix = graph_iri("scicat", "", "").value.rpartition("/")[0]
    live = pyoxigraph.Store(str(home.live_path))
    names = (graph for graph in live.named_graphs() if isinstance(graph, pyoxigraph.NamedNode))
    graphs = [graph for graph in names if graph.value.startswith(prefix)]
    pages = [
        [quad for graph in graphs[start : start + CHECKPOINT] for quad in _quads(live, graph)]
        for start in range(0, len(graphs), CHECKPOINT)
    ]
    bare = pyoxigraph.Store(str(folder))
    gc.collect()
    gc.freeze()  # a floor: no time for Python's own look at half a million quads

    def write() -> None:
        for page in pages:
            bare.bulk_extend(page)
        bare.flush()

    seconds = _cpu_seconds(write)
    gc.unfreeze()
    return sum(map(len, pages)), seconds


def _quads(store: pyoxigraph.Store, graph: pyoxigraph.NamedNode) -> Iterator[pyoxigraph.Quad]:
    return store.quads_for_pattern(None, None, None, graph)


def _cpu_seconds(action: Callable[[], object]) -> float:
    before = os.times()
    action()
    after = os.times()
    return after.user + after.system - before.user - before.system


def _rate(records: int, seconds: float) -> str:
    return f"{records / seconds:>8,.0f} records/CPU s  ({seconds / records * 1e6:,.0f} µs each)"
