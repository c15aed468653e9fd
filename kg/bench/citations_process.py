"""One task of `kg bench citations` in a process of its own, so that its memory is its own.

python -m kg.bench.citations_process TASK FOLDER WORKS CLAIMS [STEP]
"""

import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import orjson

from kg.bench.citations_corpus import FACILITIES, Graph, Size, graphs
from kg.citation.book import Book
from kg.citation.build import GRAPHS_AT_ONCE, World, settle
from kg.citation.changes import Log
from kg.citation.intake import Intake
from kg.citation.schema import STEPS, loosen, tighten
from kg.citations import PROCESSES
from kg.database import open_database

ENTERING = "Entering claims"
AT = "2026-11-01T00:00:00+00:00"


class Laps:
    """Wall seconds of each phase in their order, and CPU seconds of this process; and what was written."""

    def __init__(self) -> None:
        self.laps: dict[str, dict[str, float]] = {}
        self.written = 0
        self._name, self._start = "", (0.0, 0.0)

    def begin(self, name: str) -> None:
        """End the phase before, begin this one; a phase begun again goes on."""
        now = process_time(), perf_counter()
        if self._name:
            lap = self.laps.setdefault(self._name, {"cpu_seconds": 0.0, "wall_seconds": 0.0})
            lap["cpu_seconds"] += now[0] - self._start[0]
            lap["wall_seconds"] += now[1] - self._start[1]
        self._name, self._start = name, now

    def world(self) -> World:
        """Where pairs go: they are counted, in bytes, and thrown away."""
        return World(
            lambda _: iter(()), self._write, tell=lambda doing, *_: self.begin(doing), processes=PROCESSES
        )

    def as_json(self) -> dict[str, Any]:
        """What was measured up to now; CPU seconds and memory with those of the other processes."""
        self.begin("")
        own, others = (resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        cpu = others.ru_utime + others.ru_stime
        return {
            "cpu_seconds": round(sum(lap["cpu_seconds"] for lap in self.laps.values()) + cpu, 2),
            "wall_seconds": round(sum(lap["wall_seconds"] for lap in self.laps.values()), 2),
            "phases": {name: {k: round(v, 2) for k, v in lap.items()} for name, lap in self.laps.items()},
            "peak_megabytes": (own.ru_maxrss + PROCESSES * others.ru_maxrss) >> 10,
        }

    def _write(self, graphs: Mapping[str, bytes]) -> None:
        self.written += sum(map(len, graphs.values()))


def _opened(folder: Path) -> sqlite3.Connection:
    return open_database(folder / "citations.sqlite", STEPS, is_read_by_others=True)


def _enter(intake: Intake, rest: Iterator[Graph], laps: Laps) -> int:
    """Enter graphs, whose making is none of the work that is measured; returns how many."""
    entered = 0
    laps.begin("")
    while some := list(islice(rest, GRAPHS_AT_ONCE)):
        laps.begin(ENTERING)
        intake.take(some)
        entered += len(some)
        laps.begin("")
    laps.begin(ENTERING)
    return entered


def rows(folder: Path, size: Size, step: int) -> dict[str, Any]:
    """The making of the claims alone, which all other tasks do as well, outside of what they measure."""
    laps = Laps()
    laps.begin("making the claims")
    claims = sum(len(found.claims) for _, found in graphs(size))
    return laps.as_json() | {"claims": claims}


def floor(folder: Path, size: Size, step: int) -> dict[str, Any]:
    """The floor: a set of citing identifiers for each cited one, without versions, kinds, dates or people."""
    laps = Laps()
    cited: dict[str, set[str]] = {}
    rest = graphs(size)
    while some := list(islice(rest, GRAPHS_AT_ONCE)):
        laps.begin("counting")
        for _, found in some:
            for claim in found.claims:
                cited.setdefault(claim.cited, set()).add(claim.citing)
        laps.begin("")
    return laps.as_json() | {"pairs": sum(map(len, cited.values()))}


def book(folder: Path, size: Size, step: int) -> dict[str, Any]:
    """A book from nothing."""
    laps = Laps()
    with closing(_opened(folder)) as database:
        laps.begin(ENTERING)
        loosen(database)
        _enter(Intake(database, is_first=True), graphs(size), laps)
        tighten(database)
        settle(database, True, Log, 1, AT, laps.world())
        measured = laps.as_json()
        claims, pairs = Book(database).size()
        (counted,) = database.execute("SELECT SUM(counted) FROM pair").fetchone()
    size_on_disk = (folder / "citations.sqlite").stat().st_size >> 20
    return measured | {
        "claims": claims, "pairs": pairs, "counted": counted, "disk_megabytes": size_on_disk,
        "rdf_megabytes": laps.written >> 20,
    }  # fmt: skip


def update(folder: Path, size: Size, step: int) -> dict[str, Any]:
    """The book after each so many-th record said something else."""
    laps = Laps()
    with closing(_opened(folder)) as database:
        changed = _enter(Intake(database, is_first=False), graphs(size, step, f" again {step}"), laps)
        settle(database, False, Log, step, AT, laps.world())
        measured = laps.as_json()
        changes = len(Book(database).changes(since=0))
    return measured | {"graphs": changed, "changes": changes}


def report(folder: Path, size: Size, step: int) -> dict[str, Any]:
    """The report of one facility from the whole book, as its JSON."""
    from kg.report.report import make_report

    laps = Laps()
    laps.begin("report")
    made = make_report(folder / "citations.sqlite", FACILITIES[0], date(2026, 11, 1), 1)
    text = orjson.dumps(made.as_json(), default=str)
    return laps.as_json() | {"datasets": made.as_json()["datasets"], "bytes": len(text)}


TASKS: dict[str, Callable[[Path, Size, int], dict[str, Any]]] = {
    task.__name__: task for task in (rows, floor, book, update, report)
}

if __name__ == "__main__":
    name, where, works, claims, *more = sys.argv[1:]
    answer = TASKS[name](Path(where), Size(int(works), int(claims)), int(more[0]) if more else 1)
    sys.stdout.buffer.write(orjson.dumps(answer))
