"""Find PaNOSC entities in files: answers, dumps, bundles with landing pages, the reference server's data."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from harvesters._panosc_kinds import Place, Seen, aside, entities, kind_of
from harvesters._panosc_landing import is_landing_page
from harvesters._read import branch, first_text
from kg.errors import BadRecord
from kg.harvest.payload import Json, read_json
from kg.harvest.source import Aside, Record, World

LARGEST = 2**30
"""Bytes of the largest file read; a larger one is to be split."""

_DEEPEST = 4

# The reference server's tables: which table joins what to whom, and under which name.
_JOINS = (
    ("Dataset", "techniques", "DatasetTechnique", "datasetId", "techniqueId", "Technique"),
    ("Dataset", "samples", "DatasetSample", "datasetId", "sampleId", "Sample"),
    ("Document", "datasets", "DocumentDataset", "documentId", "datasetId", "Dataset"),
)
_CHILDREN = (
    ("Dataset", "files", "File", "datasetId"),
    ("Dataset", "parameters", "Parameter", "datasetId"),
    ("Document", "parameters", "Parameter", "documentId"),
    ("Document", "members", "Member", "documentId"),
)
_Tables = dict[str, dict[str, dict[str, Json]]]


def records_in_files(world: World) -> Iterator[Record | Aside]:
    """Every entity in every file once, with as much as any file says of it, and what else there is."""
    root = Path(world.place)
    seen = Seen()
    for path in world.files():
        origin = path.name if root.is_file() else path.relative_to(root).as_posix()
        place = Place(origin, "", world.facility, world.facility or "")
        found = list(_records_in(path, place))
        yield from _new(found, seen, place)
        if not found:
            yield aside(place, "file", None, "Holds no entity of the PaNOSC search API.", "skipped")


def _records_in(path: Path, place: Place) -> Iterator[Record | Aside]:
    if path.suffix.lower() != ".json":
        yield aside(place, "file", None, "No JSON file.", "skipped")
    elif path.stat().st_size > LARGEST:
        yield aside(place, "file", None, f"Larger than {LARGEST >> 30} GB: split it.", "quarantined")
    else:
        data = path.read_bytes()
        try:
            body = read_json(data)
        except BadRecord as error:
            yield Aside("file", f"{place.origin}#", data, place.origin, str(error), "quarantined")
        else:
            yield from _walk(body, place, 0)


def _new(found: list[Record | Aside], seen: Seen, place: Place) -> Iterator[Record | Aside]:
    reason = "Said before, with as much or more."
    for number, one in enumerate(found):
        if isinstance(one, Record) and seen.has(one):
            yield aside(place.inside(f"again/{number}"), one.kind, None, reason, "skipped")
        else:
            yield one


def _walk(body: Json, place: Place, depth: int) -> Iterator[Record | Aside]:
    if isinstance(body, list):
        for number, member in enumerate(body):
            yield from _walk(member, place.inside(str(number)), depth + 1)
    elif not isinstance(body, dict) or depth > _DEEPEST:
        return
    elif branch(body, "models", "Document") or branch(body, "models", "Dataset"):
        yield from _walk(_joined(branch(body, "models")), place.inside("models"), depth + 1)
    elif isinstance(body.get("response"), dict) and "request" in body:
        yield from _answer(body["response"], place.inside("response/body"), depth)
    elif isinstance(body.get("panosc"), dict):
        page = {"landingPage": body["document"]} if is_landing_page(body.get("document")) else {}
        yield from entities({**body["panosc"], **page}, "document", place)
    elif kind := kind_of(body):
        yield from entities(body, kind, place)
    elif "definitions" not in body:  # that is a description of the interface
        for name, inner in body.items():
            if isinstance(inner, list):
                yield from _walk(inner, place.inside(name), depth + 1)


def _answer(response: dict[str, Json], place: Place, depth: int) -> Iterator[Record | Aside]:
    """A recorded answer; files and counts are parts of what other answers hold whole."""
    body = response.get("body")
    if error := branch(body, "error"):
        reason = f"An error answer: {first_text(error, 'statusCode')} {first_text(error, 'message')}"
        yield aside(place, "error", body, reason[:200], "skipped")
    elif body == []:
        yield aside(place, "list", body, "An empty page.", "skipped")
    else:
        found = list(_walk(body, place, depth + 1))
        yield from found
        if not found:
            yield aside(place, "unknown", body, "An answer that holds no entity of its own.", "skipped")


def _joined(models: dict[str, Json]) -> list[Json]:
    """The reference server's tables put together as its answers are: documents, datasets, instruments."""
    tables = {name: _table(branch(models, name)) for name in models}
    for dataset in tables.get("Dataset", {}).values():
        instrument = tables.get("Instrument", {}).get(str(dataset.get("instrumentId")))
        if instrument:
            dataset["instrument"] = instrument
    for member in tables.get("Member", {}).values():
        for field, table in (("person", "Person"), ("affiliation", "Affiliation")):
            if found := tables.get(table, {}).get(str(member.get(f"{field}Id"))):
                member[field] = found
    for owner, field, table, key in _CHILDREN:
        _attach(tables, owner, field, [(one.get(key), one) for one in tables.get(table, {}).values()])
    for owner, field, table, key, other, target in _JOINS:
        ends = [(one.get(key), one.get(other)) for one in tables.get(table, {}).values()]
        there = tables.get(target, {})
        _attach(tables, owner, field, [(one, there[str(end)]) for one, end in ends if str(end) in there])
    rows: list[Json] = []
    for name in ("Document", "Dataset", "Instrument"):
        rows += tables.get(name, {}).values()
    return rows


def _attach(tables: _Tables, owner: str, field: str, pairs: list[tuple[Json, dict[str, Json]]]) -> None:
    found: dict[str, list[Json]] = defaultdict(list)
    for key, row in pairs:
        found[str(key)].append(row)
    for key, row in tables.get(owner, {}).items():
        if key in found:
            row[field] = found[key]


def _table(rows: dict[str, Json]) -> dict[str, dict[str, Json]]:
    """A table's rows, which are JSON in text inside the JSON."""
    read: dict[str, dict[str, Json]] = {}
    for key, row in rows.items():
        if isinstance(row, str):
            try:
                row = read_json(row.encode())
            except BadRecord:
                continue
        if isinstance(row, dict):
            read[key] = row
    return read
