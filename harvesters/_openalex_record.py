"""Find OpenAlex's works in its answers: one work, a list, or a piece of the snapshot."""

from collections.abc import Iterator

from harvesters._datacite_words import said
from harvesters._read import items
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Record
from kg.rdf.names import DOI
from kg.resolve.work_id import work_iri

_DROPPED = ("abstract", "abstract_inverted_index")


def sort_answer(body: Json, origin: str) -> Iterator[Item]:
    """The works in a JSON value: {"results": […]}, a list of works, or a work."""
    listed = items(body, "results") if isinstance(body, dict) and "results" in body else body
    if not isinstance(listed, list):
        yield work_item(listed, origin)
        return
    for number, one in enumerate(listed):
        yield work_item(one, f"{origin}#{number}")


def openalex_number(work: Json) -> str | None:
    """The work's own identifier ("W2121398592"); None for what is no work."""
    node = work_iri("openalex", said(work, "id"))
    return node.value.rpartition("/")[2] if node else None


def work_item(work: Json, origin: str, asked: str | None = None) -> Record | Aside:
    """The work, or what else it is; `asked` is the DOI that was asked about."""
    number = openalex_number(work)
    if number is None:
        return _no_work(work, origin)
    kept, node = _kept(work), work_iri("doi", said(work, "doi"))
    key = asked or (node.value.removeprefix(str(DOI)) if node else number)
    return Record("work", key, kept, write_json(kept), origin)


def citing_item(work: Json, origin: str, asked: str, cited: str) -> Record | Aside:
    """A work that cites `asked`, whose number is `cited`; the record is told by the DOI that was asked."""
    number = openalex_number(work)
    if number is None:
        return _no_work(work, origin)
    body = {"asked": f"doi:{asked}", "cited": f"https://openalex.org/{cited}", "work": _kept(work)}
    return Record("citing", f"{asked} cited by {number}", body, write_json(body), f"{origin}/{number}")


def _kept(work: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in work.items() if name not in _DROPPED}


def _no_work(body: Json, origin: str) -> Aside:
    reason = "No work of OpenAlex: it has no id such as https://openalex.org/W1."
    return Aside("unknown", origin, write_json(body), origin, reason, "skipped")
