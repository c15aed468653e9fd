"""A question over 100,000 records: CPU time beside its floors, cost of index and start, and memory.

`KG_BENCH_RECORDS` asks for another number (a million takes an hour and 12 GB of disk). The records
are invented; only some of the texts are really encoded, the other rows repeat those vectors: a question takes
the same time, its ranking by meaning says nothing here.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, NamedTuple

import orjson

from kg.bench.search_corpus import ENCODED, MAPPED, Repeating, harvested, repeated
from kg.bench.search_process import peak_memory
from kg.errors import BadInput
from kg.index.build import write_index
from kg.index.documents import Document, Named
from kg.index.encoder import Encoder, OnnxEncoder

RECORDS = 100_000
QUESTIONS = (
    "small angle scattering of proteins", "neutron reflectometry of thin films", "ptychography", "tomography",
    "x-ray absorption spectroscopy of a catalyst", "SAXS",
    "powder diffraction of battery materials under pressure", "polymer",
    "thin films on silicon not tomography", "crack growth of myoglobin", "imaging of fuel cells",
    "serial femtosecond crystallography", "magnetic excitations in a spin liquid",
    "protein crystals at NIMBUS", "inelastic scattering single crystal low temperature",
    "hydrogen storage alloys", "time resolved experiments on photoactive proteins in solution", "lysozyme",
    "grazing incidence", "which experiments studied corrosion of steel in salt water between 2019 and 2021",
    "open raw data of SAXS below 100 K since 2020",
    "neutron diffraction above 2 T at the Borealis Neutron Centre",
)  # fmt: skip


class Corpus(NamedTuple):
    """What is indexed: documents to repeat, the facilities and instruments, how many, by which encoder."""

    documents: list[Document]
    named: list[Named]
    records: int
    encoder: Encoder | None


def run(
    say: Callable[[str], None], encoder: Encoder | None = None, records: int | None = None
) -> dict[str, Any]:
    """Measure; without an encoder, words and techniques alone. Times are CPU milliseconds of the process."""
    records = records or _asked()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        documents, named = harvested(folder, min(MAPPED, records))
        corpus = Corpus(documents, named, records, encoder)
        built = _build(corpus, folder, "served")
        say(f"indexing {records:,} records: {built['cpu_seconds']} s CPU, {built['wall_seconds']} s, "
            f"at most {built['memory_mb']:,} MB; {built['disk_mb']:,} MB on disk")  # fmt: skip
        again = _build(corpus, folder, "again", before="served", changed=100)
        say(
            f"again with one in a hundred changed: {again['cpu_seconds']} s CPU, {again['encoded']:,} encoded"
        )
        found = _served(folder / "served", encoder)
    say(f"opened in {found['opened']['wall_seconds']:.2f} s, everything read in "
        f"{found['ready']['wall_seconds']:.2f} s; {found['memory_mb']:,} MB with mapped files, "
        f"{found['own_mb']:,} MB without; torch imported: {found['torch']}")  # fmt: skip
    for text, figures in (found["cpu_ms"] | found["by_question"]).items():
        say(f"{text[:70]:70} p50 {figures['p50']:7.2f} ms  p95 {figures['p95']:7.2f} ms CPU")
    ratio = found["cpu_ms"]["search"]["p50"] / found["cpu_ms"]["floor: BM25 alone"]["p50"]
    say(f"a question costs {ratio:.1f} times BM25 alone; dense vectors: {'yes' if encoder else 'no'}")
    return {"records": records, "mapped": min(MAPPED, records), "encoded": ENCODED if encoder else 0,
            "build": built, "again": again, **found}  # fmt: skip


def _asked() -> int:
    said = os.environ.get("KG_BENCH_RECORDS", "")
    if said and not (said.isdecimal() and int(said) > 0):
        raise BadInput(f"KG_BENCH_RECORDS is {said[:40]!r}; give a whole number above 0, such as 1000000.")
    return int(said or RECORDS)


def _build(
    corpus: Corpus, folder: Path, name: str, before: str | None = None, changed: int | None = None
) -> dict[str, Any]:
    """Write an index; memory is the most this process ever held, mapping the records included."""
    repeating = Repeating(corpus.encoder, folder / f"cache-{name}") if corpus.encoder else None
    wall, cpu = perf_counter(), process_time()
    index, former = folder / name / "index", folder / before / "index" if before else None
    documents = repeated(corpus.documents, corpus.records, changed)
    counts = write_index(documents, corpus.named, index, repeating, lambda *told: None, before=former)
    took = {
        "cpu_seconds": round(process_time() - cpu, 1),
        "wall_seconds": round(perf_counter() - wall, 1),
    }
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    return took | {"memory_mb": peak_memory(), "disk_mb": size >> 20, "encoded": counts["encoded"]}


def _served(generation: Path, encoder: Encoder | None) -> dict[str, Any]:
    exported = str(encoder.folder) if isinstance(encoder, OnnxEncoder) else ""
    command = [sys.executable, "-m", "kg.bench.search_process", str(generation), exported]
    done = subprocess.run(command, input=orjson.dumps(QUESTIONS), stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = orjson.loads(done.stdout)
    return found
