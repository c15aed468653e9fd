"""Ask a TeSS for its training: over OAI-PMH where it answers, else by its lists in JSON, page by page."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from harvesters._oai_live import records_on_the_web as oai_records
from harvesters._tess_files import json_record
from harvesters._tess_json import is_training, pieces
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import NotJson, write_json
from kg.harvest.source import Item, Mark, World

PAGE = 100
"""Resources asked for at once."""

MOST_PAGES = 10_000
_LISTS = ("/materials.json", "/events.json")


def records_on_the_web(world: World) -> Iterator[Item]:
    """Every material and event. An address that ends in "oai" or "oai-pmh" is asked over OAI-PMH.

    Raises:
        SourceUnavailable: it answers neither.
    """
    if urlsplit(world.place).path.rstrip("/").rpartition("/")[2] in {"oai", "oai-pmh", "oai_pmh"}:
        yield from oai_records(world)
        return
    told = dict(parse_qsl(world.resume or ""))
    begun = _LISTS.index(told["list"]) if told.get("list") in _LISTS else 0
    for position, path in list(enumerate(_LISTS))[begun:]:
        page = told.get("page", "") if position == begun else ""
        yield from _list(world, path, int(page) if page.isdecimal() else 1)


def _list(world: World, path: str, first: int) -> Iterator[Item]:
    """The members of a list; it ends with an empty page, or with one that has been before."""
    seen: set[bytes] = set()
    for page in range(first, MOST_PAGES):
        try:
            answer = world.get_json(path, page_number=page, per_page=PAGE)
        except (BadInput, NotJson):
            if page > 1 or path != _LISTS[0]:
                return
            raise SourceUnavailable(
                f"{world.place}{path} does not answer; is this a TeSS? Its OAI-PMH address ends in /oai-pmh."
            ) from None
        members = [body for body in pieces(answer) if is_training(body)]
        mark = write_json(members)
        if not members or mark in seen:
            return
        seen.add(mark)
        for number, body in enumerate(members):
            yield json_record(body, f"{world.place}{path}", str(number), world.place, world.facility)
        yield Mark(urlencode({"list": path, "page": page + 1}))
