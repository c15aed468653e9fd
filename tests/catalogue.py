"""Small SciCat catalogues for tests of the whole line: invented records, laid out in files of ten."""

import json
from pathlib import Path
from typing import Any


def dataset(number: int, title: str | None = None) -> dict[str, Any]:
    """A raw dataset of the third dialect."""
    return {
        "pid": f"20.500.99999/test-{number:04d}",
        "datasetName": title or f"Run {number} on a thin film",
        "type": "raw",
        "owner": "Ada Example",
        "contactEmail": "ada@example.org",
        "sourceFolder": f"/data/test/{number}",
        "creationTime": f"2024-03-{1 + number % 28:02d}T08:00:00.000Z",
        "creationLocation": "/TEST/BEAM",
        "keywords": ["thin film", f"batch {number % 7}"],
        "isPublished": True,
        "ownerGroup": "p1",
        "scientificMetadata": {"temperature": {"value": 4.2 + number, "unit": "K"}},
    }


def write_catalogue(folder: Path, records: list[dict[str, Any]]) -> Path:
    """Lay the records out in files of ten, replacing what was there."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for start in range(0, len(records), 10):
        file = folder / f"datasets-{start:05d}.json"
        file.write_text(json.dumps(records[start : start + 10]), "utf-8")
    return folder
