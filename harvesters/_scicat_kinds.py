"""Tell what a piece of SciCat JSON is: a record of which kind and key, or something to put aside and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from harvesters._read import branch, first_text, identifier, texts
from harvesters._scicat_bson import plain
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Record

KEY_FIELDS = {
    "published-data": ("doi", "_id", "id"),
    "dataset": ("pid", "_id", "id"),
    "sample": ("sampleId", "_id", "id"),
    "proposal": ("proposalId", "_id", "id"),
    "instrument": ("pid", "_id", "id", "uniqueName"),
    "origdatablock": ("_id", "id"),
    "datablock": ("_id", "id"),
}
UNMAPPED = {"attachment": "an attached picture"}

# The first kind of which a record has a field; fields that a kind shares with an earlier one are left out.
_MARKS = (
    ("published-data", {"pidArray", "datasetPids", "publicationYear", "resourceType"}),
    ("datablock", {"archiveId"}),
    ("origdatablock", {"dataFileList"}),
    ("attachment", {"thumbnail"}),
    ("dataset", {"datasetName", "scientificMetadata", "sourceFolder", "creationTime", "inputDatasets"}),
    ("proposal", {"MeasurementPeriodList", "pi_lastname", "pi_email"}),
    ("sample", {"sampleCharacteristics", "sampleId"}),
    ("proposal", {"proposalId"}),
    ("instrument", {"uniqueName", "customMetadata"}),
)
_HINTS = (
    ("origdatablock", "origdatablock"),
    ("datablock", "datablock"),
    ("attachment", "attachment"),
    ("published", "published-data"),
    ("dataset", "dataset"),
    ("sample", "sample"),
    ("proposal", "proposal"),
    ("instrument", "instrument"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of JSON and where it was found: address or file, place within it, what its list is called.

    `instruments` are the names known there, by the instruments' ids in lower case.
    """

    body: Json
    origin: str
    pointer: str
    hint: str = ""
    facility: str | None = None
    site: str = ""
    instruments: Mapping[str, str] = field(default_factory=dict)


def kind_of(body: Json, hint: str = "") -> str | None:
    """The kind of record; where its fields leave that open, by what its list or file is called."""
    if not isinstance(body, dict):
        return None
    fields = body.keys()
    marked = next((kind for kind, marks in _MARKS if not marks.isdisjoint(fields)), None)
    if marked or error_in(body) or identifier(body, "_id", "pid", "id", "doi") is None:
        return marked
    return next((kind for word, kind in _HINTS if word in hint.lower()), None)


def name_of(body: Json) -> str | None:
    """What an instrument is called, if this is one."""
    return first_text(body, "name") if isinstance(body, dict) else None


def sort(found: Found) -> Record | Aside:
    """The record in a piece of JSON, or what else it is."""
    body = found.body
    kind = kind_of(body, found.hint)
    if kind == "dataset" and found.instruments:
        body = _with_instruments(body, found.instruments)
    try:
        raw = write_json(body)
    except BadRecord as error:
        return aside(found, kind or "unknown", b"", f"{error} It was not kept.", "quarantined")
    if kind is None:
        return _not_a_record(found, raw)
    if kind in UNMAPPED:
        return aside(found, kind, raw, f"{kind}: not mapped ({UNMAPPED[kind]}).", "skipped")
    key = identifier(body, *KEY_FIELDS[kind])
    if key is None:
        missing = KEY_FIELDS[kind][0]
        return aside(found, kind, raw, f"{kind} without identifier: no {missing}.", "quarantined")
    # Only DOIs and pids are unique beyond their catalogue.
    is_local = kind not in {"published-data", "dataset"} and found.site
    key = f"{found.site}/{key}" if is_local else key
    changed = body.get("updatedAt")
    datestamp = plain(changed) if isinstance(changed, dict) else changed
    datestamp = datestamp if isinstance(datestamp, str) and datestamp.strip() else None
    return Record(kind, key, body, raw, found.origin, found.facility, datestamp)


def _with_instruments(body: dict[str, Json], names: Mapping[str, str]) -> dict[str, Json]:
    """The dataset with its instruments beside it, as version 4 gives them to whoever asks to include them."""
    if "instruments" in body:
        return body
    pids = texts(body, "instrumentIds", "instrumentId")
    known = [{"pid": pid, "name": names[pid.casefold()]} for pid in pids if pid.casefold() in names]
    return {**body, "instruments": known} if known else body


def aside(found: Found, kind: str, raw: bytes, reason: str, outcome: str) -> Aside:
    """Put a piece aside under a key that says where it was found."""
    is_lost = outcome == "quarantined"
    key = f"{found.origin}#{found.pointer}"
    return Aside(kind, key, raw, found.origin, reason, "quarantined" if is_lost else "skipped")


def error_in(body: Json) -> str | None:
    """What an error body says, "403 Forbidden"; None for anything else."""
    if not isinstance(body, dict):
        return None
    inner = branch(body, "error") or body
    status = first_text(inner, "statusCode", "status_code", "status", "code") or ""
    words = first_text(inner, "message", "name") or first_text(body, "error")
    if len(status) == 3 and status.isdecimal() and status[0] in "45":
        return f"{status} {words}" if words else status
    return words if body.get("error") else None


def _not_a_record(found: Found, raw: bytes) -> Aside:
    if error := error_in(found.body):
        reason = f"An error answer in place of a record: {error[:200]}."
        return aside(found, "error", raw, reason, "skipped")
    what = "An object" if isinstance(found.body, dict) else f"A {type(found.body).__name__}"
    return aside(found, "unknown", raw, f"{what} that is no SciCat record.", "skipped")
