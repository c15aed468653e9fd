"""The sample world: small, invented, true to form. It is what a demo shows on a machine without a network.

Three facilities that do not exist publish sixty data collections with some hundred and fifty datasets, in the
dialects that real SciCat catalogues speak, and keep fourteen files; articles that nobody wrote cite them, in
the dialects of Crossref, OpenAlex and others. Nothing in it was measured by anybody.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.sample.catalogue import Investigation, investigations
from kg.sample.citations import write_citations
from kg.sample.dialects import dataset_v3, dataset_v4, published_v3, published_v4
from kg.sample.quirks import LOGIN_PAGE, bend, odd_records
from kg.sample.records import records

NOTICE = """\
The sample world of pan-kg. Everything in this folder is invented: the facilities, the people, the samples,
the values. Technique identifiers are those of PaNET; data DOIs use DataCite's test prefix and lead nowhere.
"""


def write_sample_world(folder: Path) -> None:
    """Lay out `folder`/catalogues/scicat, nexus and citations: the same bytes every time."""
    from kg.sample.files import write_files  # h5py is heavy, and the benches need records only

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.txt").write_text(NOTICE, encoding="utf-8")
    works = list(investigations())
    for slug, write in (("aurora", _write_aurora), ("borealis", _write_borealis), ("cirrus", _write_cirrus)):
        place = folder / "catalogues" / "scicat" / slug
        place.mkdir(parents=True, exist_ok=True)
        write(place, [work for work in works if work.facility.slug == slug])
    write_files(folder / "nexus")
    write_citations(folder / "citations", works)


def sample_records(n: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """`n` invented dataset records in SciCat's third dialect, the same ones for the same seed."""
    return records(n, seed)


def _write_aurora(place: Path, works: list[Investigation]) -> None:
    """A version 3 catalogue, saved as publications with their datasets."""
    pairs = [
        {"document": published_v3(work), "datasets": [dataset_v3(dataset, work) for dataset in work.datasets]}
        for work in works
    ]
    _write(place / "published-data-with-datasets.v3.json", pairs)


def _write_borealis(place: Path, works: list[Investigation]) -> None:
    """A version 4 catalogue: two lists."""
    _write(place / "published-data.v4.json", [published_v4(work) for work in works])
    _write(
        place / "datasets.v4.json", [dataset_v4(dataset, work) for work in works for dataset in work.datasets]
    )


def _write_cirrus(place: Path, works: list[Investigation]) -> None:
    """A version 3 catalogue in plain lists, with all the oddities, and a page that is no JSON."""
    datasets = [dataset_v3(dataset, work) for work in works for dataset in work.datasets]
    bend(datasets)
    _write(place / "published-data.v3.json", [published_v3(work) for work in works])
    _write(place / "datasets.v3.json", datasets + odd_records())
    (place / "saved-by-mistake.json").write_text(LOGIN_PAGE, encoding="utf-8")


def _write(path: Path, content: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
