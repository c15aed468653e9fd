"""TREC run files: one line per document, `qid Q0 docid rank score tag`, for trec_eval and its kin.

Their columns are parted by white space, so white space and the percent sign inside an identifier are written
as in addresses: "Switchboard-1 Corpus" becomes "Switchboard-1%20Corpus".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote

from kg.errors import BadInput

Ranked = Mapping[str, Sequence[tuple[str, float]]]
"""Query -> its documents with their scores, best first."""

_APART = re.compile(r"[\s%]")


def write_run(ranked: Ranked, tag: str, path: Path) -> None:
    """Write a run. Scores fall strictly from line to line, since tools sort by them and break ties anyhow."""
    tag = run_name(tag)
    path.write_text("".join(f"{line} {tag}\n" for line in _lines(ranked)), encoding="utf-8")


def read_run(path: Path) -> dict[str, list[tuple[str, float]]]:
    """A run as it was written, each query's documents by rank.

    Raises:
        BadInput: a line does not have six columns, or its rank or score is no number.
    """
    found: dict[str, list[tuple[int, str, float]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            query, _, document, rank, score, _ = line.split()
            found.setdefault(unescaped(query), []).append((int(rank), unescaped(document), float(score)))
        except ValueError as error:
            raise BadInput(
                f"{path.name}, line {number}: a line reads `qid Q0 docid rank score tag`, not {line[:80]!r}."
            ) from error
    return {query: [(name, score) for _, name, score in sorted(rows)] for query, rows in found.items()}


def run_name(system: str) -> str:
    """A system's name as a tag and as a file name: its letters, digits and dots, parted by hyphens.

    >>> run_name("RRF k 20 of BM25 and meaning")
    'RRF-k-20-of-BM25-and-meaning'
    """
    return re.sub(r"[^\w.]+", "-", system).strip("-.") or "run"


def escaped(identifier: str) -> str:
    """An identifier without white space."""
    return _APART.sub(lambda of: "".join(f"%{byte:02X}" for byte in of.group().encode()), identifier)


def unescaped(identifier: str) -> str:
    """The identifier that was escaped."""
    return unquote(identifier)


def _lines(ranked: Ranked) -> Iterable[str]:
    for query, documents in ranked.items():
        last = float("inf")
        for rank, (name, score) in enumerate(documents, start=1):
            last = min(round(score, 6), round(last - 1e-6, 6))
            yield f"{escaped(query)} Q0 {escaped(name)} {rank} {last:.6f}"
