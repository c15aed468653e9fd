"""Find Crossref's works in its answers: one work, a list, or a piece of the yearly public file."""

from collections.abc import Iterator

from harvesters._read import first_text, items
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Record
from kg.resolve.work_id import work_iri

_DROPPED = ("abstract",)


def sort_answer(body: Json, origin: str) -> Iterator[Item]:
    """The works in a JSON value: {"message": …}, {"items": […]}, a list of works, or a work."""
    told = body.get("message") if isinstance(body, dict) and isinstance(body.get("message"), dict) else body
    listed = items(told, "items") if isinstance(told, dict) and "items" in told else told
    if not isinstance(listed, list):
        yield work_item(listed, origin)
        return
    for number, one in enumerate(listed):
        yield work_item(one, f"{origin}#{number}")


def work_item(body: Json, origin: str, asked: str | None = None) -> Record | Aside:
    """The work, or what else it is; `asked` is the DOI that was asked about, which an alias answers too."""
    doi = first_text(body, "DOI") if isinstance(body, dict) else None
    if doi is None:
        reason = "No work of Crossref: it has no DOI."
        return Aside("unknown", origin, write_json(body), origin, reason, "skipped")
    kept = {name: value for name, value in body.items() if name not in _DROPPED}
    if work_iri("doi", doi) is None:
        return Aside("work", origin, write_json(kept), origin, f"{doi[:60]!r} is no DOI.", "quarantined")
    return Record("work", asked or doi.strip().lower(), kept, write_json(kept), origin)
