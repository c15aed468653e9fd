"""The small tables of an index: facilities and instruments, the PaNET it was built with, aligned names."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.index.documents import Named
from kg.rdf.panet import PanetTable, Term


def save_names(named: Iterable[Named], folder: Path) -> None:
    """Write `names.json`."""
    import orjson

    (folder / "names.json").write_bytes(orjson.dumps([asdict(name) for name in named]))


def load_names(folder: Path) -> list[Named]:
    """The facilities and instruments of the generation."""
    import orjson

    return [Named(**_frozen(row)) for row in orjson.loads((folder / "names.json").read_bytes())]


def save_techniques(table: PanetTable, folder: Path) -> None:
    """Write `techniques.json`: the PaNET that this index was built with."""
    import orjson

    kept = {"version": table.version, "terms": list(table.terms.values())}
    (folder / "techniques.json").write_bytes(orjson.dumps(kept, default=_in_order))


def load_techniques(folder: Path) -> PanetTable:
    """The PaNET that an index was built with."""
    import orjson

    kept = orjson.loads((folder / "techniques.json").read_bytes())
    rows = (
        _frozen(row) | {"ancestors_or_self": frozenset(row["ancestors_or_self"])} for row in kept["terms"]
    )
    return PanetTable(kept["version"], {row["iri"]: Term(**row) for row in rows})


def save_aligned(names: Iterable[tuple[str, str]], folder: Path) -> None:
    """Write `aligned.json`: what another vocabulary calls techniques of PaNET."""
    import orjson

    (folder / "aligned.json").write_bytes(orjson.dumps(sorted(names)))


def load_aligned(folder: Path) -> list[tuple[str, str]]:
    """(name, IRI of PaNET); none in an index that was made before such names were kept."""
    import orjson

    file = folder / "aligned.json"
    return [(name, iri) for name, iri in orjson.loads(file.read_bytes())] if file.is_file() else []


def _in_order(values: object) -> list[str]:
    """The set of a term, for a file; `asdict` would copy each of a thousand values."""
    if isinstance(values, frozenset):
        return sorted(values)
    raise TypeError


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
