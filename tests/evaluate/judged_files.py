"""A test collection small enough to know by heart."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

DOCUMENTS = (
    {"id": "steel 1", "title": "Cracks in steel", "text": "Radiographs of welded steel."},
    {"id": "bone", "title": "Tomography of bone", "text": "A bone of an owl, scanned in air."},
    {"id": "owl", "title": "Feathers", "paper_title": "How the owl flies", "sample": "owl feather"},
)
QUERIES = (
    {"id": "q1", "query": "owl bone", "short": "bone"},
    {"id": "q2", "query": "welded steel", "short": "steel"},
)
JUDGEMENTS = "query_id\titer\tdoc_id\trelevance\nq1\t0\tbone\t1\nq2\t0\tsteel 1\t1\n"


def write_files(
    folder: Path,
    documents: Iterable[Mapping[str, object]] = DOCUMENTS,
    queries: Iterable[Mapping[str, object]] = QUERIES,
    judgements: str = JUDGEMENTS,
) -> tuple[Path, Path, Path]:
    """Queries, documents and judgements, in the order in which they are asked for."""
    places = folder / "queries.jsonl", folder / "docs.jsonl", folder / "qrels.tsv"
    places[0].write_text("".join(json.dumps(row) + "\n" for row in queries), encoding="utf-8")
    places[1].write_text("".join(json.dumps(row) + "\n" for row in documents), encoding="utf-8")
    places[2].write_text(judgements, encoding="utf-8")
    return places
