"""A question over 20,000 records: CPU time beside its floors, and what it costs to start.

The records are invented, mapped through the whole pipeline. Only some of the texts are really encoded,
the other rows repeat those vectors: a question takes the same time, its ranking by meaning says nothing here.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import TYPE_CHECKING, Any

import orjson

from kg.index.encoder import Encoder, OnnxEncoder
from kg.sample.world import sample_records

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kg.answer.engine import Engine
    from kg.store.generation import Generation

RECORDS = 20_000
ENCODED = 1_000
ROUNDS = 5
QUESTIONS = (
    "small angle scattering of proteins", "neutron reflectometry of thin films", "ptychography", "tomography",
    "x-ray absorption spectroscopy of a catalyst", "SAXS",
    "powder diffraction of battery materials under pressure", "polymer",
    "thin films on silicon not tomography", "crack growth of myoglobin", "imaging of fuel cells",
    "serial femtosecond crystallography", "magnetic excitations in a spin liquid",
    "protein crystals at NIMBUS",
    "inelastic scattering single crystal low temperature", "hydrogen storage alloys",
    "time resolved experiments on photoactive proteins in solution", "lysozyme", "grazing incidence",
    "which experiments studied corrosion of steel in salt water between 2019 and 2021",
)  # fmt: skip

_START = """
import sys; from time import perf_counter, process_time
wall, cpu = perf_counter(), process_time()
from datetime import date; from pathlib import Path
from kg.answer.engine import Engine; from kg.answer.search import search
from kg.index.encoder import OnnxEncoder; from kg.store.generation import Generation
folder, encoder = Path(sys.argv[1]), sys.argv[2]
chosen = OnnxEncoder(Path(encoder), Path(encoder)) if encoder else None
engine = Engine.open(Generation(folder, 1), chosen).warm()
ready = perf_counter() - wall, process_time() - cpu
total = search(engine, "small angle scattering", as_of=date(2026, 1, 1)).total
import orjson; sys.stdout.buffer.write(orjson.dumps([*ready, total, "torch" in sys.modules]))
"""


class Repeating:
    """An encoder that encodes the first texts only and repeats their vectors; its cache is its own."""

    def __init__(self, encoder: Encoder, cache: Path) -> None:
        self.identity = encoder.identity
        self.dimension = encoder.dimension
        self.cache = cache
        self._encoder = encoder
        self._rows: NDArray[np.float32] | None = None

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """As many rows as texts."""
        import numpy as np

        if self._rows is None or len(self._rows) < ENCODED:
            new = self._encoder.encode(texts[:ENCODED])
            self._rows = new if self._rows is None else np.concatenate([self._rows, new])
        return self._rows[np.arange(len(texts)) % len(self._rows)]


def run(say: Callable[[str], None], encoder: Encoder | None = None, records: int = RECORDS) -> dict[str, Any]:
    """Measure; without an encoder, words and techniques alone. Times are CPU milliseconds of the process."""
    with tempfile.TemporaryDirectory() as folder:
        generation = _generation(Path(folder), records)
        build = _index(generation, encoder, Path(folder))
        say(f"indexing {records:,} records: {build:.1f} CPU s, of them at most {ENCODED:,} texts encoded")
        start = _start(generation, encoder)
        say(f"start in a new process: {start['wall_seconds']} s wall, {start['cpu_seconds']} s CPU; "
            f"torch imported: {start['torch']}")  # fmt: skip
        figures = _questions(_open(generation, encoder))
    for name, (half, most) in figures.items():
        say(f"{name:26} p50 {half:6.2f} ms  p95 {most:6.2f} ms CPU")
    ratio = figures["search"][0] / figures["floor: BM25 alone"][0]
    say(f"a question costs {ratio:.1f} times BM25 alone; dense vectors: {'yes' if encoder else 'no'}")
    times = {name: {"p50": round(half, 2), "p95": round(most, 2)} for name, (half, most) in figures.items()}
    return {"records": records, "encoded": ENCODED if encoder else 0, "index_cpu_seconds": round(build, 1),
            "start": start, "cpu_ms": times}  # fmt: skip


def _generation(folder: Path, records: int) -> "Generation":
    from kg import pipeline
    from kg.store.home import Home

    payloads = folder / "payloads"
    payloads.mkdir()
    everything = list(sample_records(records))
    for start in range(0, records, 500):
        (payloads / f"{start:07d}.json").write_bytes(orjson.dumps(everything[start : start + 500]))
    home = Home(folder / "store")
    pipeline.harvest(home, "scicat", [str(payloads)])
    generation = home.current()
    assert generation is not None
    return generation


def _index(generation: "Generation", encoder: Encoder | None, folder: Path) -> float:
    """CPU seconds to build the index anew, with vectors where there is an encoder."""
    import shutil

    from kg.index.build import build_index
    from kg.store.reader import Reader

    shutil.rmtree(generation.index)
    repeating = Repeating(encoder, folder / "cache") if encoder else None
    before = process_time()
    build_index(Reader(generation.graph), generation.index, repeating, lambda *told: None)
    return process_time() - before


def _start(generation: "Generation", encoder: Encoder | None) -> dict[str, Any]:
    exported = str(encoder.folder) if isinstance(encoder, OnnxEncoder) else ""
    command = [sys.executable, "-c", _START, str(generation.path), exported]
    done = subprocess.run(command, capture_output=True, check=True)
    wall, cpu, total, torch = orjson.loads(done.stdout)
    return {"wall_seconds": round(wall, 2), "cpu_seconds": round(cpu, 2), "torch": torch, "hits": total}


def _open(generation: "Generation", encoder: Encoder | None) -> "Engine":
    from kg.answer.engine import Engine

    return Engine.open(generation, encoder).warm()


def _questions(engine: "Engine") -> dict[str, tuple[float, float]]:
    from kg.answer.search import search

    day = date(2026, 1, 1)
    figures = {
        "search": _times(lambda text: search(engine, text, as_of=day)),
        "floor: BM25 alone": _times(lambda text: engine.words.best(engine.words.terms(text), 200)),
    }
    if engine.encoder is not None:
        encode = engine.encoder.encode
        figures["floor: encoding alone"] = _times(lambda text: encode([text]))
    return figures


def _times(action: Callable[[str], object]) -> tuple[float, float]:
    """Median and 95th percentile over all questions, in CPU milliseconds."""
    times = []
    for text in QUESTIONS * ROUNDS:
        before = process_time()
        action(text)
        times.append((process_time() - before) * 1000)
    return median(times), quantiles(times, n=20)[-1]
