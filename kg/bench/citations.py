"""Five million claims over a million works clustered and counted; a report; and updates of a part of it.

`KG_BENCH_CLAIMS` asks for another number of claims. The claims are invented and come as they were read from
the graph: harvesting them, and reading them there, is not in it. A book is compared with the least that
counting can cost: a set of citing identifiers for each cited one, without versions, kinds, dates, people and
a disk.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import Any

import orjson

from kg.errors import BadInput

CLAIMS = 5_000_000
CLAIMS_PER_WORK = 5
STEPS = (100, 10_000)
"""One in so many records changes."""

Say = Callable[[str], None]


def run(say: Say, claims: int | None = None) -> dict[str, Any]:
    """Measure: CPU and wall seconds, peak memory of each process, and ratios."""
    claims = claims or _asked()
    works = claims // CLAIMS_PER_WORK
    with tempfile.TemporaryDirectory() as folder:

        def task(name: str, step: int = 1) -> dict[str, Any]:
            return _task(name, folder, works, claims, step)

        rows, floor = task("rows"), task("floor")
        say(f"{rows['claims']:,} claims over {works:,} works; making them, which no other figure contains, "
            f"takes {rows['cpu_seconds']} s CPU")  # fmt: skip
        say(f"floor, counted without clustering: {_told(floor)}; {floor['pairs']:,} pairs")
        book = task("book")
        say(f"clustered and counted:             {_told(book)}; {book['pairs']:,} pairs, "
            f"{book['counted']:,} counted; {book['disk_megabytes']:,} MB on disk")  # fmt: skip
        for name, lap in book["phases"].items():
            say(f"    {name:24} {lap['wall_seconds']:8.1f} s, {lap['cpu_seconds']:8.1f} s CPU of the writer")
        report = task("report")
        say(f"report of one facility:            {_told(report)}; {report['datasets']['registered']:,} data")
        updates = {}
        for step in STEPS:
            updated = updates[f"1/{step}"] = task("update", step)
            ratio = book["cpu_seconds"] / max(updated["cpu_seconds"], 0.01)
            updated["times_cheaper"] = round(ratio, 1)
            say(f"{updated['graphs']:,} records changed:  {_told(updated)}; {ratio:,.0f} times cheaper")
    ratio = book["cpu_seconds"] / max(floor["cpu_seconds"], 0.01)
    say(f"a book costs {ratio:.0f} times the floor")
    return {
        "claims": rows["claims"], "works": works, "making_claims": rows, "floor": floor, "book": book,
        "report": report, "updates": updates, "times_the_floor": round(ratio, 1),
    }  # fmt: skip


def _asked() -> int:
    said = os.environ.get("KG_BENCH_CLAIMS", "")
    if said and not (said.isdecimal() and int(said) >= 1000):
        raise BadInput(f"KG_BENCH_CLAIMS is {said[:40]!r}; give a whole number from 1000, such as 500000.")
    return int(said or CLAIMS)


def _task(name: str, folder: str, works: int, claims: int, step: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "kg.bench.citations_process", name, folder]
    done = subprocess.run([*command, str(works), str(claims), str(step)], stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = orjson.loads(done.stdout)
    return found


def _told(measured: dict[str, Any]) -> str:
    return (
        f"{measured['cpu_seconds']:,.1f} s CPU, {measured['wall_seconds']:,.1f} s, "
        f"{measured['peak_megabytes']:,} MB"
    )
