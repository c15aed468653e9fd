"""Twelve queries over a million triples: the service beside the bare engine and other engines, in CPU time.

The service's time is that of all its processes, HTTP included; the bare engine answers the same query on the
same graph in turn with it, so that both meet the same neighbours on the machine.
"""

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from kg.bench.sparql_answer import Answer
from kg.bench.sparql_engine import Engine
from kg.bench.sparql_peers import measured
from kg.bench.sparql_questions import Asked, questions
from kg.bench.sparql_service import Service
from kg.bench.sparql_store import build
from kg.bench.sparql_table import lines
from kg.bench.sparql_world import DATASETS, catalogue
from kg.store.generation import Generation

ROUNDS = 3
PEER_SECONDS = 20
"""What a query may take another engine."""
MOST_OVERHEAD = 1.5
"""How many times the bare engine's CPU time the service may take, in the median over the queries."""
_LEAST_SHARE = 0.7
_STORE = "sparql-"
Say = Callable[[str], None]
Row = dict[str, Any]


def run(
    say: Say,
    data: Path | None = None,
    datasets: int = DATASETS,
    rounds: int = ROUNDS,
    peer_seconds: int = PEER_SECONDS,
) -> dict[str, Any]:
    """Measure in CPU milliseconds, medians over rounds of varying values.

    `data` keeps the store for another run, if it is a new or empty folder or one that holds such stores.
    """
    world = catalogue(datasets)
    asked = questions(world)
    with _place(data) as folder:
        say(f"making the catalogue of {datasets:,} datasets and publishing it")
        generation = build(folder / f"{_STORE}{datasets}", world)
        facts = generation.facts
        say(f"{facts['triples']:,} triples in the union of all record graphs")
        rows = _service_and_bare(generation, asked, rounds)
        peers = measured(generation, asked, peer_seconds, say)
    for place, row in enumerate(rows):
        digest = row.pop("digest")
        row["peers"] = {name: _beside(answers[place], digest) for name, answers in peers.items()}
    for line in lines(rows, list(peers)):
        say(line)
    # How strangers spell a question the service answers by the closure: the bare engine has no chance there.
    overhead = median(row["ratio"] for row in rows if not row["rewritten"])
    met = all(row["met"] for row in rows) and overhead < MOST_OVERHEAD
    say(f"overhead of the service, median: {overhead:.2f} times (target: under {MOST_OVERHEAD})")
    say(f"all targets met: {'yes' if met else 'no'}; {_machine()}")
    return {
        "datasets": datasets,
        "triples": facts["triples"],
        "closure": facts.get("closure"),
        "queries": rows,
        "overhead": round(overhead, 2),
        "met": met,
        "machine": _machine(),
    }


@contextmanager
def _place(data: Path | None) -> Iterator[Path]:
    # Other benches read real records from the folder of that option; nothing is to be written there.
    if data is not None and (
        not data.exists() or all(entry.name.startswith(_STORE) for entry in data.iterdir())
    ):
        yield data
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def _service_and_bare(generation: Generation, asked: list[Asked], rounds: int) -> list[Row]:
    store = generation.path.parent.parent
    with Service(store) as service, Engine("bare", generation.graph) as bare:
        for question in asked:  # caches fill, workers start
            service.ask(question.texts[0])
            bare.ask(question.texts[0])
        return [_row(service, bare, question, rounds) for question in asked]


def _row(service: Service, bare: Engine, question: Asked, rounds: int) -> Row:
    pairs = [(service.ask(text), bare.ask(text)) for _ in range(rounds) for text in question.texts]
    problems = [answer.problem for pair in pairs for answer in pair if answer.problem]
    mine, floor = (median(answer.cpu_ms for answer in side) for side in zip(*pairs, strict=True))
    # The service runs the same engine: whatever says that it takes less has not counted all of it.
    is_doubtful = not question.is_rewritten and mine < _LEAST_SHARE * floor
    if is_doubtful:
        problems.append(
            "the service seems to take less than the bare engine: this figure is not to be trusted"
        )
    agrees = all(one.agrees(other) for one, other in pairs)
    return {
        "query": question.name,
        "rows": pairs[0][0].rows,
        "service": round(mine, 2),
        "worst": round(max(one.cpu_ms for one, _ in pairs), 2),
        "bare": round(floor, 2),
        "ratio": round(mine / floor, 2) if floor else 0.0,
        "target": question.target_ms,
        "met": agrees and not problems and not is_doubtful and mine < question.target_ms,
        "agrees": agrees,
        "problem": problems[0] if problems else None,
        "rewritten": question.is_rewritten,
        "digest": pairs[0][0].digest,
    }


def _beside(answer: Answer, digest: str) -> Row:
    agrees = answer.problem is None and answer.digest == digest
    return {"ms": round(answer.cpu_ms, 2), "rows": answer.rows, "agrees": agrees, "problem": answer.problem}


def _machine() -> str:
    engines = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib"))
    load = " ".join(f"{of:.1f}" for of in os.getloadavg())
    return f"Python {platform.python_version()}, {engines}; load average {load} on {os.cpu_count()} cores"
