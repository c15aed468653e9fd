"""A process that opens an index, answers questions and says what that took.

Apart from the process that built the index, so that its memory is that of a server.
"""

import resource
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from kg.answer.engine import Engine

ROUNDS = 5
DAY = date(2026, 1, 1)


def measure(folder: Path, encoder: str, texts: Sequence[str]) -> dict[str, Any]:
    """Seconds to start, CPU milliseconds by question and together, and megabytes of memory.

    `memory_mb` counts pages of mapped files, too, which the system may drop at any time; `own_mb` does not.
    Each question is asked once before it is measured.
    """
    wall, cpu = perf_counter(), process_time()
    engine = _open(folder, encoder)
    opened = {"wall_seconds": perf_counter() - wall, "cpu_seconds": process_time() - cpu}
    engine.warm()
    ready = {"wall_seconds": perf_counter() - wall, "cpu_seconds": process_time() - cpu}
    by_question = {text: _times(lambda text: _search(engine, text), text) for text in texts}
    times = {
        "search": [one for of in by_question.values() for one in of],
        "floor: BM25 alone": [one for text in texts for one in _times(lambda of: _bm25(engine, of), text)],
    }
    if engine.encoder is not None:
        encode = engine.encoder.encode
        alone = [_times(lambda of: encode([of]), text) for text in texts]
        times["floor: encoding alone"] = [one for of in alone for one in of]
    return {
        "opened": opened, "ready": ready, "documents": len(engine.cards),
        "torch": "torch" in sys.modules, "memory_mb": peak_memory(), "own_mb": _memory("RssAnon"),
        "cpu_ms": {name: _figures(of) for name, of in times.items()},
        "by_question": {text: _figures(of) for text, of in by_question.items()},
    }  # fmt: skip


def _open(folder: Path, encoder: str) -> "Engine":
    from kg.answer.engine import Engine
    from kg.index.encoder import OnnxEncoder
    from kg.store.generation import Generation

    chosen = OnnxEncoder(Path(encoder), Path(encoder)) if encoder else None
    return Engine.open(Generation(folder, 1), chosen)


def _search(engine: "Engine", text: str) -> object:
    from kg.answer.search import search

    return search(engine, text, as_of=DAY)


def _bm25(engine: "Engine", text: str) -> object:
    return engine.words.best(engine.words.terms(text), 200)


def _times(action: Callable[[str], object], text: str) -> list[float]:
    action(text)
    times = []
    for _ in range(ROUNDS):
        before = process_time()
        action(text)
        times.append((process_time() - before) * 1000)
    return times


def _figures(times: list[float]) -> dict[str, float]:
    return {"p50": round(median(times), 2), "p95": round(quantiles(times, n=20)[-1], 2)}


def peak_memory() -> int:
    """The most megabytes that this process ever held, mapped files included."""
    return _memory("VmHWM")


def _memory(name: str) -> int:
    """Megabytes, as the system counts them; the most ever held where it does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.is_file() else []
    found = [int(line.split()[1]) // 1024 for line in lines if line.startswith(f"{name}:")]
    return found[0] if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    asked = orjson.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(orjson.dumps(measure(Path(sys.argv[1]), sys.argv[2], asked)))
