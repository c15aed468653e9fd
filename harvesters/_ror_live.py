"""Ask ROR's interface for the organisations that the operator names."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from harvesters._read import items
from harvesters._ror_record import sort_record
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.source import Aside, Item, Mark, World
from kg.resolve.organisation import resolve_ror

MOST_PAGES = 500
"""ROR answers no more than 500 pages of 20; who needs more takes the dump."""

_SEPARATOR = re.compile(r"[\s,;]+")


def records_on_the_web(world: World) -> Iterator[Item]:
    """The records of the option ids, then those that the option query finds.

    Raises:
        BadInput: neither option is given, or one of the ids cannot be a ROR.
    """
    ids = [one for one in _SEPARATOR.split(world.options.get("ids", "")) if one]
    query = world.options.get("query", "").strip()
    if not ids and not query:
        raise BadInput(
            "Say which organisations: --option ids=02550n020,… or --option query=…; for all of them harvest "
            "the dump, a file of https://zenodo.org/communities/ror-data."
        )
    for one in ids if world.resume is None else ():
        yield _by_id(world, one)
    if query:
        yield Mark(urlencode({"page": 1}))
        yield from _found(world, query)


def _by_id(world: World, said: str) -> Item:
    ror, _ = resolve_ror(said)
    if ror is None:
        raise BadInput(f"{said[:60]!r} in the option ids is no ROR identifier: its check digits do not hold.")
    number = ror.value.rpartition("/")[2]
    address = f"{world.place}/organizations/{number}"
    try:
        body = world.get_json(f"/organizations/{number}")
    except BadInput as error:
        return Aside("organisation", number, b"", address, str(error), "skipped")
    return sort_record(body, address, number, world.facility)


def _found(world: World, query: str) -> Iterator[Item]:
    told = dict(parse_qsl(world.resume or "")).get("page", "")
    first = int(told) if told.isdecimal() else 1
    count = 0
    for page in range(first, MOST_PAGES + 1):
        answer = world.get_json("/organizations", query=query, page=page)
        total = answer.get("number_of_results") if isinstance(answer, dict) else None
        if not isinstance(total, int):
            raise SourceUnavailable(
                f"{world.place}/organizations does not answer as ROR does; give https://api.ror.org/v2."
            )
        members = items(answer, "items")
        if not members:
            return
        world.expected = total
        count += len(members)
        for number, body in enumerate(members):
            yield sort_record(body, f"{world.place}/organizations", f"{page}.{number}", world.facility)
        if first == 1 and count >= total:
            return
        yield Mark(urlencode({"page": page + 1}))
