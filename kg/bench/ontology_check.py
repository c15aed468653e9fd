"""One whole `kg ontology check` as a process, start-up included, and where its time goes."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

_RUNS = 5


def cpu_now() -> float:
    """User and system seconds of this process and of all children that have ended."""
    used = [getrusage(whose) for whose in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def whole_check(before: Path, after: Path, runs: int = _RUNS) -> dict[str, object]:
    """CPU and wall seconds of the command, and CPU seconds by step: the least of several runs each.

    Byte code is kept in a folder of its own, as it is where the product is installed; a first run that
    writes it does not count. `shell` is what the steps leave of the whole: typer, and showing the answer.
    """
    paths = [str(before.absolute()), str(after.absolute())]
    with TemporaryDirectory() as kept:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": kept}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        whole = ["-m", "kg", "ontology", "check", *paths]
        _run(whole, environment)
        runs_made = [_run(whole, environment) for _ in range(runs)]
        parts = ["-m", "kg.bench.ontology_process", *paths]
        _run(parts, environment)
        told = [json.loads(_run(parts, environment)[2]) for _ in range(runs)]
    cpu = min(run[0] for run in runs_made)
    steps = {name: min(each[name] for each in told) for name in told[0]}
    steps["shell"] = max(cpu - sum(steps.values()), 0.0)
    return {"cpu_seconds": cpu, "wall_seconds": min(run[1] for run in runs_made), "steps": steps}


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[float, float, bytes]:
    """CPU seconds, wall seconds, and what it wrote to stdout."""
    cpu, wall = cpu_now(), perf_counter()
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, check=False)
    if done.returncode not in (0, 1):  # 1 is the verdict fail
        raise RuntimeError(f"The check itself failed: {done.stderr.decode(errors='replace')[-500:]}")
    return cpu_now() - cpu, perf_counter() - wall, done.stdout
