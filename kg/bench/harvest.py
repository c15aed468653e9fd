"""From catalogue records to stored triples, beside floors of the same run; and again, unchanged."""

import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson

from kg.bench.harvest_corpus import write_payloads
from kg.bench.harvest_floor import bare_store
from kg.bench.harvest_stages import watched
from kg.bench.harvest_time import cpu_seconds
from kg.store.home import Home

RECORDS = 200_000
SOURCES = ("scicat", "datacite")
TARGET = 3_000
"""Records per CPU second, from raw payload to stored, checked triples."""
TARGET_AGAIN = 50
"""How much faster the second run is to be."""
WATCHED = 10_000
"""Records of the run whose stages are timed, of the floors and of the publication: enough to be steady."""
Say = Callable[[str], None]


def run(say: Say, records: int = RECORDS) -> dict[str, Any]:
    """Harvest invented records, half from each source; seconds are of CPU, all threads together.

    Memory is the peak of the process in MB, after a quarter, half and all of a source's records. The process
    begins with this bench alone, so run it alone to compare them.
    """
    figures: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        home, payloads = Home(Path(folder) / "store"), Path(folder) / "payloads"
        for source in SOURCES:
            write_payloads(payloads / source, source, records // len(SOURCES))
        for source in SOURCES:
            figures[source] = _measure(say, home, source, payloads / source, records // len(SOURCES))
        for source in SOURCES:
            few = min(records // len(SOURCES), WATCHED)
            figures[source] |= _take_apart(say, Path(folder) / f"few-{source}", source, few)
    whole = sum(figures[source]["cpu_seconds"] for source in SOURCES)
    say(f"both sources:             {_rate(records, whole)}   target {TARGET:,} records/CPU s")
    return {
        "records": records,
        "records_per_cpu_second": round(records / whole),
        "target_records_per_cpu_second": TARGET,
        "target_times_faster_again": TARGET_AGAIN,
        **figures,
    }


def _measure(say: Say, home: Home, source: str, folder: Path, records: int) -> dict[str, Any]:
    peaks: dict[int, float] = {}
    quarters = {records // 4: 25, records // 2: 50}

    def progress(doing: str, done: int, total: int | None = None) -> None:
        if done in quarters:
            peaks[quarters[done]] = _peak_megabytes()

    report: dict[str, Any] = {}
    whole = cpu_seconds(lambda: report.update(_harvest(home, source, folder, progress)))
    peaks[100] = _peak_megabytes()
    if report["mapped"] != records:
        raise AssertionError(f"the bench expects {records} records mapped: {report}")
    before = _bytes_written()
    again = cpu_seconds(lambda: report.update(_harvest(home, source, folder)))
    if report["unchanged"] != records:
        raise AssertionError(f"the bench expects {records} records unchanged: {report}")
    after = _bytes_written()
    written = None if before is None or after is None else after - before
    say(f"{source + ' to the store:':26}{_rate(records, whole)}   peak MB {_shown(peaks)}")
    told = f"{whole / again:>8,.0f} times faster; {written or 0:,} bytes written, the engine's log included"
    say(f"{'  again, unchanged:':26}{told}")
    return {
        "records": records,
        "cpu_seconds": round(whole, 2),
        "records_per_cpu_second": round(records / whole),
        "peak_megabytes": {f"{share} %": round(peak) for share, peak in sorted(peaks.items())},
        "again_cpu_seconds": round(again, 3),
        "times_faster_again": round(whole / again),
        "bytes_written_again": written,
    }


def _take_apart(say: Say, folder: Path, source: str, records: int) -> dict[str, Any]:
    """Stages of a smaller harvest, and its floors: parsing the payloads, and loading its quads."""
    files = write_payloads(folder / "payloads", source, records)
    home = Home(folder / "store")
    with watched() as stages:
        whole = cpu_seconds(lambda: _harvest(home, source, files[0].parent))
    shares = stages.shares(whole)
    parse = cpu_seconds(lambda: [orjson.loads(file.read_bytes()) for file in files])
    triples, bare = bare_store(home, source, folder / "bare")
    say(f"{source}, {records:,} records: {triples / records:.1f} triples each, {triples / whole:,.0f}/CPU s")
    say("  " + ", ".join(f"{stage} {share:.0%}" for stage, share in shares.items()))
    say(f"  floor, parsing alone:   {_rate(records, parse)}")
    say(f"  floor, bare store:      {_rate(records, bare)}")
    published = cpu_seconds(lambda: _publish(home))
    say(f"  publishing them:        {_rate(records, published)}   union and word index, no vectors")
    return {
        "triples_per_record": round(triples / records, 1),
        "triples_per_cpu_second": round(triples / whole),
        "shares": shares,
        "floor_parse_records_per_cpu_second": round(records / parse),
        "floor_store_records_per_cpu_second": round(records / bare),
        "published_records_per_cpu_second": round(records / published),
    }


def _harvest(home: Home, source: str, folder: Path, progress: Any = None) -> dict[str, Any]:  # noqa: ANN401
    from kg import pipeline

    told = {"progress": progress} if progress else {}
    return pipeline.harvest(home, source, [str(folder)], publish=False, **told)


def _publish(home: Home) -> None:
    from kg import pipeline

    pipeline.publish(home)


def _bytes_written() -> int | None:
    """What this process has written to files so far; None where the system does not tell.

    The engine writes a log of 0.2 MB whenever it is opened, and sorts on what it was closed over.
    """
    try:
        told = Path("/proc/self/io").read_text(encoding="ascii").split()
    except OSError:
        return None
    return int(told[told.index("wchar:") + 1])


def _peak_megabytes() -> float:
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return kilobytes / (2**20 if sys.platform == "darwin" else 1024)


def _shown(peaks: dict[int, float]) -> str:
    return ", ".join(f"{peak:,.0f} at {share} %" for share, peak in sorted(peaks.items()))


def _rate(records: int, seconds: float) -> str:
    return f"{records / seconds:>8,.0f} records/CPU s  ({seconds / records * 1e6:,.0f} µs each)"
