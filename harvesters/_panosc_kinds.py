"""Tell what a piece of PaNOSC JSON is, and make records of it, the same however they were asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from harvesters._read import branch, first_text, identifier, items
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Record
from kg.rdf.mint import doi_iri, handle_iri

_DATES = ("releaseDate", "startDate", "endDate")
_OF_DATASETS = {"creationDate", "techniques", "samples", "instrument", "instrumentId"}
_OF_DOCUMENTS = {"summary", "members", "datasets", "license", *_DATES}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece was found: address or file, place within it, the facility that the operator named.

    `site` are the bounds within which bare numbers are unique: facility or host.
    """

    origin: str
    pointer: str
    facility: str | None
    site: str = ""

    def inside(self, step: str) -> "Place":
        """The place of a part of this piece."""
        return replace(self, pointer=f"{self.pointer}/{step}")


class Seen:
    """What was yielded before: a nested dataset comes again in the list of datasets, perhaps with less."""

    def __init__(self) -> None:
        self._fields: dict[tuple[str, str], frozenset[str]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}  # there are few, and records by the thousand

    def has(self, record: Record) -> bool:
        """Whether this record was there before with all its fields; it is remembered from now on."""
        name, fields = (record.kind, record.key), frozenset(record.body)
        if fields <= self._fields.get(name, frozenset()):
            return True
        self._fields[name] = self._sets.setdefault(fields, fields)
        return False


def kind_of(body: Json) -> str | None:
    """The kind of entity by its fields: document, dataset or instrument."""
    if not isinstance(body, dict):
        return None
    fields = body.keys()
    if "name" in fields and "facility" in fields:
        return "instrument"
    if "title" not in fields or identifier(body, "pid", "doi") is None:
        return None
    if first_text(body, "type") in {"proposal", "publication"} or not _OF_DOCUMENTS.isdisjoint(fields):
        return "document"
    return "dataset" if "isPublic" in fields or not _OF_DATASETS.isdisjoint(fields) else None


def entities(body: Json, kind: str, place: Place) -> Iterator[Record | Aside]:
    """The record of an entity; of a document also those of the datasets inside it, which it keeps by pid."""
    if not isinstance(body, dict):
        yield aside(place, kind, body, f"A {type(body).__name__} that is no {kind}.", "skipped")
        return
    pid = identifier(body, "pid") or (identifier(body, "doi") if kind == "document" else None)
    if pid is None:
        yield aside(place, kind, body, f"{kind} without identifier: no pid.", "quarantined")
        return
    inner = items(body, "datasets") if kind == "document" else []
    kept = {name: body[name] for name in sorted(body) if name != "score"}
    if inner:
        kept["datasets"] = [_reference(dataset) for dataset in inner if isinstance(dataset, dict)]
    try:
        yield Record(kind, _key(pid, place.site), kept, write_json(kept), place.origin, place.facility)
    except BadRecord as error:
        yield aside(place, kind, None, f"{error} It was not kept.", "quarantined")
    for number, dataset in enumerate(inner):
        yield from entities(dataset, "dataset", place.inside(f"datasets/{number}"))


def aside(place: Place, kind: str, body: Json, reason: str, outcome: str) -> Aside:
    """Put a piece aside under a key that says where it was found."""
    try:
        raw = write_json(body)
    except BadRecord:
        raw = b""
    key = f"{place.origin}#{place.pointer}"
    is_lost = outcome == "quarantined"
    return Aside(kind, key, raw, place.origin, reason, "quarantined" if is_lost else "skipped")


def _key(pid: str, site: str) -> str:
    """Only DOIs and handles are unique beyond their provider."""
    return pid if not site or doi_iri(pid) or handle_iri(pid) else f"{site}/{pid}"


def _reference(dataset: dict[str, Json]) -> dict[str, Any]:
    """What a document has to know of its dataset: which it is, and where it was measured."""
    kept: dict[str, Any] = {"pid": dataset.get("pid")}
    if instrument := branch(dataset, "instrument"):
        kept["instrument"] = instrument
    return kept
