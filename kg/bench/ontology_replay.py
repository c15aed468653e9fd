"""The replay of a git history of one table."""

import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from kg.bench.ontology_check import cpu_now
from kg.ontology.history import replay

_NAME = "PaNET.csv"
_DAY = 86_400


def replayed(tables: Sequence[bytes]) -> dict[str, Any]:
    """CPU and wall seconds of `kg.ontology.history.replay` over a repository with a commit for each table."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        subprocess.run(["git", "init", "-q", made], check=True, capture_output=True)
        fed = ["git", "-C", made, "fast-import", "--quiet"]
        subprocess.run(fed, input=_stream(tables), check=True, capture_output=True)
        cpu, wall = cpu_now(), perf_counter()
        steps = list(replay(folder / _NAME, end="refs/heads/bench"))
        spent = {"cpu_seconds": cpu_now() - cpu, "wall_seconds": perf_counter() - wall}
    verdicts = Counter(step.review.verdict for step in steps if step.review)
    return {"steps": sum(verdicts.values()), **spent, "verdicts": dict(sorted(verdicts.items()))}


def _stream(tables: Sequence[bytes]) -> bytes:
    """A branch of commits as `git fast-import` reads it."""
    parts = []
    for number, data in enumerate(tables):
        message = f"version {number}".encode()
        parts += [
            b"commit refs/heads/bench",
            b"committer Bench <bench@example.org> %d +0000" % (number * _DAY),
            b"data %d\n%s" % (len(message), message),
            b"M 100644 inline %s" % _NAME.encode(),
            b"data %d\n%s" % (len(data), data),
        ]
    return b"\n".join([*parts, b""])
