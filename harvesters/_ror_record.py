"""Tell a record of ROR from other JSON."""

from harvesters._read import branch, first_text, items
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Record
from kg.resolve.organisation import resolve_ror


def sort_record(body: Json, origin: str, number: str, facility: str | None) -> Record | Aside:
    """The record in a piece of JSON, or what else it is; `number` is its place in the answer or file."""
    place = f"{origin}#{number}"
    try:
        raw = write_json(body)
    except BadRecord as error:
        return Aside("organisation", place, b"", origin, f"{error} It was not kept.", "quarantined")
    said = first_text(body, "id") if isinstance(body, dict) else None
    ror = resolve_ror(said)[0] if said else None
    if ror is None:
        return Aside("unknown", place, raw, origin, "No record of ROR: its id is none.", "skipped")
    if not items(body, "names"):
        reason = "A record without names; the schema 1 of ROR is not read: take a dump of schema 2."
        return Aside("organisation", place, raw, origin, reason, "quarantined")
    changed = first_text(branch(body, "admin", "last_modified"), "date")
    key = ror.value.rpartition("/")[2]
    return Record("organisation", key, body, raw, ror.value, facility, changed)
