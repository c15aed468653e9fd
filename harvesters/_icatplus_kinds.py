"""What an answer of ICAT+ holds: lists, wherever they stand in it, and what their members are."""

from collections.abc import Iterator

from harvesters._datacite_rest import attributes_in
from harvesters._datacite_words import said
from harvesters._read import branch, first_text, identifier
from kg.errors import BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Record

_KEYS = {"dataset": ("id", "datasetId", "doi"), "technique": ("pid",)}
_LISTS = ("data", "datasets", "results", "items")


def members(answer: Json) -> list[Json] | None:
    """The list in an answer: itself, or under a usual name; None where there is none."""
    if isinstance(answer, list):
        return answer
    if isinstance(answer, dict):
        return next((answer[name] for name in _LISTS if isinstance(answer.get(name), list)), None)
    return None


def stated_total(answer: Json) -> int | None:
    """How many there are in all, by `meta.page.total` of the answer or of its first member."""
    found = members(answer) or []
    for one in (answer, found[0] if found else None):
        page = branch(one, "meta", "page")
        total = page.get("total")
        if isinstance(total, int) and not isinstance(total, bool):
            return total
    return None


def kind_of(body: Json) -> str | None:
    """What an object from a file is, by the fields that only one kind has."""
    if not isinstance(body, dict):
        return None
    if "titles" in attributes_in(body) and said(attributes_in(body), "doi"):
        return "doi"
    if "investigation" in body or "instrumentName" in body or "sampleName" in body:
        return "dataset"
    if "pid" in body and "name" in body:
        return "technique"
    if "valueType" in body or ("units" in body and "name" in body):
        return "parameter"
    return "instrument" if "name" in body else None


def without_figures(body: Json) -> Json:
    """A member without the figures of its page (`meta`): they change with every new dataset."""
    if isinstance(body, dict) and "meta" in body:
        return {name: value for name, value in body.items() if name != "meta"}
    return body


def sort_item(body: Json, kind: str, origin: str, pointer: str, facility: str | None) -> Record | Aside:
    """The record in one member of a list, or what else it is."""
    if isinstance(body, str) and kind == "instrument" and body.strip():
        body = {"name": body.strip()}
    body = without_figures(body)
    key = _key(body, kind)
    try:
        raw = write_json(body)
    except BadRecord as error:
        reason = f"{error} It was not kept."
        return Aside(kind, key or f"{origin}#{pointer}", b"", origin, reason, "quarantined")
    if key is None:
        reason = f"No {kind} of ICAT+: it has nothing that names it."
        return Aside(kind, f"{origin}#{pointer}", raw, origin, reason, "quarantined")
    changed = first_text(body, "modTime")
    return Record(kind, key, body, raw, f"{origin}#{key}" if "://" in origin else origin, facility, changed)


def _key(body: Json, kind: str) -> str | None:
    if not isinstance(body, dict):
        return None
    if kind == "part":
        number = _key(body.get("dataset"), "dataset")
        return f"{str(body.get('collection')).lower()}#{number}" if number else None
    if kind == "doi":
        doi = said(attributes_in(body), "doi")
        return doi.lower() if doi else None
    return identifier(body, *_KEYS.get(kind, ("name", "instrumentName")))


def sorted_members(
    found: list[Json], kind: str | None, origin: str, facility: str | None
) -> Iterator[Record | Aside]:
    """Every member of a list of one kind; of a file, of the kind that each looks like."""
    for number, body in enumerate(found):
        own = kind or kind_of(body)
        if own is None:
            reason = "No record of ICAT+."
            yield Aside("unknown", f"{origin}#{number}", write_json(body), origin, reason, "skipped")
        else:
            yield sort_item(body, own, origin, str(number), facility)
