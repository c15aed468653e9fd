"""Versions of an ontology to measure on: PaNET's own tables where there are any, else invented ones."""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import pairwise
from pathlib import Path

from kg.ontology.rules._table import PROBES, Row, row, table

_TECHNIQUES = 501
"""With the nine terms above them 510, as many classes as PaNET had in June 2026."""
_VERSIONS = 6
_EDITED = 34
"""Rows that one invented version changes of the one before."""
_ABOVE = 3
"""Children of an invented technique: some six levels, as PaNET has them."""
_MAPPED = 450

Cells = tuple[str, ...]


def versions(data: Path | None) -> list[tuple[str, bytes]]:
    """(name, CSV) of each version, oldest first.

    `data` is a folder with files `PaNET_*.csv`, or one with `ontologies/panet`. Without such files six
    versions are invented, the same each time: rows of PaNET's form, classes and definitions of its number.
    """
    folder = panet_folder(data)
    if folder is None:
        return [(f"invented-{number}.csv", invented(number)) for number in range(_VERSIONS)]
    files = sorted(folder.glob("PaNET_*.csv"), key=lambda file: ("_v" not in file.name, file.name))
    return [(file.name, file.read_bytes()) for file in files]


def panet_folder(data: Path | None) -> Path | None:
    """The folder that holds PaNET's tables; None where there are fewer than two."""
    places = [data, data / "ontologies" / "panet"] if data else []
    return next((place for place in places if len(list(place.glob("PaNET_*.csv"))) > 1), None)


def invented(version: int) -> bytes:
    """A table of PaNET's form and size; each version renames and moves a few techniques."""
    rows = [_technique(number, version) for number in range(_TECHNIQUES)]
    return table(*PROBES, *rows).encode()


def _technique(number: int, version: int) -> Row:
    parent = _label(number // _ABOVE - 1, version) if number >= _ABOVE else PROBES[0]["label"][0]
    if number % 3:
        return row(f"1{number:04}", _label(number, version), parent=parent)
    probe = ("photon", "neutron")[(number + (version if number % 7 == 0 else 0)) % 2]
    definition = (f"'{parent}'", f"(definedbyprobe some {probe})")
    return row(f"1{number:04}", _label(number, version), equal=definition, definition=f"Done with a {probe}.")


def _label(number: int, version: int) -> str:
    """The latest name; each version gives new ones to every fifteenth technique, in turn."""
    renamed = [step for step in range(1, version + 1) if number % (_TECHNIQUES // _EDITED + 1) == step]
    return f"invented technique {number}" + (f" of version {renamed[-1]}" if renamed else "")


def history(found: Sequence[bytes], steps: int) -> list[bytes]:
    """Between the first and the last table `steps` + 1 versions, so that each step changes some rows.

    Each pair of neighbours gets steps by the number of its differing rows, at least one. A row of a table
    with other columns is first put under the later ones. Fewer steps come out where fewer rows differ.
    """
    tables = [_read(data) for data in found]
    changes = [_changed(before, after) for before, after in pairwise(tables)]
    told = [found[0]]
    for at, (before, after) in enumerate(pairwise(tables)):
        left = sum(map(len, changes[at:])) or 1
        share = round((steps + 1 - len(told)) * len(changes[at]) / left)
        told += _split(before, after, changes[at], min(max(share, 1), len(changes[at])))
    return told


def _read(data: bytes) -> list[Cells]:
    return [tuple(cells) for cells in csv.reader(StringIO(data.decode("utf-8-sig"), newline=""))]


def _identity(rows: Sequence[Cells]) -> int:
    return rows[1].index("ID")


def _keyed(rows: Sequence[Cells]) -> dict[tuple[str, int], Cells]:
    """Each row below the header by its IRI, and by how many rows above it have the same."""
    seen: Counter[str] = Counter()
    found = {}
    for cells in rows[2:]:
        iri = cells[_identity(rows)].strip() if len(cells) > _identity(rows) else ""
        found[iri, seen[iri]] = cells
        seen[iri] += 1
    return found


def _changed(before: Sequence[Cells], after: Sequence[Cells]) -> list[tuple[str, int]]:
    old, new = _keyed(_reshaped(before, after)), _keyed(after)
    return [key for key in dict.fromkeys([*new, *old]) if old.get(key) != new.get(key)]


def _reshaped(rows: Sequence[Cells], like: Sequence[Cells]) -> list[Cells]:
    """The rows under another header: the nth column of a template string to the nth that has it there."""
    places = defaultdict(list)
    for index, text in enumerate(rows[1]):
        places[_template(text)].append(index)
    moved = [(places[_template(text)] or [-1]).pop(0) for text in like[1]]
    body = [tuple(cells[at] if 0 <= at < len(cells) else "" for at in moved) for cells in rows[2:]]
    return [*like[:2], *body]


def _template(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip())


def _split(
    before: Sequence[Cells], after: Sequence[Cells], changed: list[tuple[str, int]], parts: int
) -> Iterator[bytes]:
    """The tables on the way; the last is the later one in content, its rows in the order of their keys."""
    rows, new = _keyed(_reshaped(before, after)), _keyed(after)
    for part in range(parts):
        for key in changed[len(changed) * part // parts : len(changed) * (part + 1) // parts]:
            if key in new:
                rows[key] = new[key]
            else:
                del rows[key]
        yield _written([*after[:2], *rows.values()])


def _written(rows: Sequence[Cells]) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def mapping_tables(data: Path | None, terms: Sequence[tuple[str, str]]) -> list[tuple[str, bytes]]:
    """(name, CSV) of each mapping table beside PaNET's tables, else one invented for (IRI, label) `terms`."""
    folder = panet_folder(data)
    files = sorted((folder / "mappings").glob("mapping_[!t]*.csv")) if folder else []
    if files:
        return [(file.name, file.read_bytes()) for file in files]
    head = "subject_id,subject_label,predicate_id,object_id,mapping_justification"
    lines = [
        f"{iri},{label},skos:closeMatch,https://example.org/term/{at},semapv:ManualMappingCuration"
        for at, (iri, label) in enumerate(terms[:_MAPPED])
    ]
    return [("invented-mapping.csv", "\n".join([head, *lines, ""]).encode())]
