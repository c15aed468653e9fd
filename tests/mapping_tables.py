"""The real tables, where they are at hand, and counts of them by a few lines that share no code with ours."""

import csv
import io
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from kg.ontology.document import Document
from kg.ontology.mappings.example import ONTOLOGY
from kg.ontology.read.template import read_template

DATA = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "ontologies"
PANET = DATA / "panet"
MASTER = PANET / "PaNET_master_2026-06-29_7b19189.csv"
MAY = PANET / "PaNET_master_2026-05-18_73715e8.csv"
NAMES = ("IUPAC", "WFL", "HI", "IUCr")

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the real ontologies are not at hand")


def real(name: str) -> Path:
    return PANET / "mappings" / f"mapping_{name}.csv"


@cache
def small() -> Document:
    """The ontology of the examples."""
    return read_template(ONTOLOGY.encode(), "example.csv")


@cache
def released(path: Path) -> Document:
    return read_template(path.read_bytes(), str(path))


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows as the csv module reads them once the lines with # are gone."""
    lines = [line for line in real(name).read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


@cache
def labels_of(path: Path) -> dict[str, str]:
    """Local id -> label, straight from the columns of PaNET's template."""
    with path.open(newline="") as file:
        rows = list(csv.reader(file))[2:]
    return {
        row[1].strip().rsplit("/", 1)[-1]: row[2].strip() for row in rows if row[1].strip() and row[2].strip()
    }


def local(identifier: str) -> str:
    return identifier.strip().rsplit(":", 1)[-1].replace("PaNETPaNET", "PaNET")


def expected(name: str) -> dict[str, int]:
    """What a person would count in the table with a spreadsheet, by rule."""
    rows, labels = rows_of(name), labels_of(MASTER)
    is_swapped = all(":" not in row["object_id"] and ":" in row["object_label"] for row in rows)
    ids = "object_label" if is_swapped else "object_id"
    prefixes = [row[column].split(":")[0] for row in rows for column in ("subject_id", ids)]
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    objects, subjects = defaultdict(set), defaultdict(set)
    for row in rows:
        subject, found = local(row["subject_id"]), row[ids].strip().lower()
        seen[subject, row["predicate_id"], found] += 1
        if row["predicate_id"] == "skos:exactMatch":
            objects[subject].add(found)
            subjects[found].add(subject)
    blanks = [column for row in rows for column, text in row.items() if text != text.strip()]
    slashes = sum(row[ids].startswith("iucr:/") for row in rows)
    doubled = sum("PaNETPaNET" in row["subject_id"] for row in rows)
    unknown = sum(local(row["subject_id"]) not in labels for row in rows)
    assert not unknown, "then these counts have to say more"
    drifted = sum(row["subject_label"].strip() != labels[local(row["subject_id"])] for row in rows)
    counts = {
        "mapping-prefix": sum(prefix in ("Panet", "Hi") for prefix in prefixes),
        "mapping-id-form": sum(column in ("subject_id", ids) for column in blanks) + doubled + slashes,
        "mapping-spaces": sum(column not in ("subject_id", ids) for column in blanks),
        "mapping-swapped-columns": len(rows) if is_swapped else 0,
        "mapping-label-drift": drifted,
        "mapping-duplicate": sum(times - 1 for times in seen.values()),
        "mapping-not-one-to-one": sum(len(found) > 1 for found in (*objects.values(), *subjects.values())),
        # The set id is a name, no URI; the one of HI is that of the table for IUCr as well.
        "mapping-header": 2 if name == "HI" else 1,
    }
    return {rule: count for rule, count in counts.items() if count}
