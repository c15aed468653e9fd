"""Ask DataCite's REST interface for the DOIs of some prefixes, page by page along its cursor.

Paging is from the documentation (https://support.datacite.org/docs/pagination); no live service was reached.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from harvesters._datacite_rest import sort_item
from harvesters._datacite_words import said
from harvesters._listed import check_end
from harvesters._read import branch
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.payload import Json
from kg.harvest.source import Item, Mark, World

PAGE = 500
"""DOIs asked for at once; a thousand are allowed, but with their XML may pass what one answer may hold."""

_PREFIX = re.compile(r"10\.\d{4,9}$")


def records_on_the_web(world: World) -> Iterator[Item]:
    """Every findable DOI of the prefixes; the option `prefix` names them ("10.15151,10.5291").

    Raises:
        BadInput: no prefix is named, or what is named is none.
        SourceUnavailable: the answer is no list of DOIs, or its pages run in a circle.
    """
    path = "" if "/dois" in urlsplit(world.place).path else "/dois"
    if not path and not world.place.rstrip("/").endswith("/dois"):
        yield from _page(world, world.get_json("", affiliation="true", publisher="true"))
        return
    params = dict(parse_qsl(world.resume)) if world.resume else _first(world)
    seen: set[str] = set()
    given, is_all = 0, not world.resume
    while True:
        answer, is_begun_anew = _asked(world, path, params)
        if is_begun_anew:
            given, is_all = 0, True
            yield Mark("")
        total = branch(answer, "meta").get("total")
        world.expected = total if isinstance(total, int) else world.expected
        yield from _page(world, answer)
        given += len(_members(answer))
        following = _next(world, answer)
        if following is None or not _members(answer):
            if is_all:
                check_end(f"{world.place}{path}", answer, given, PAGE)
            return
        if following in seen:
            raise SourceUnavailable(
                f"{world.place}{path} sends the same page again and again; try again later."
            )
        seen.add(following)
        yield Mark(following)
        params = dict(parse_qsl(following))


def _first(world: World) -> dict[str, str]:
    """The parameters of the first page."""
    stated = world.options.get("prefix", "")
    prefixes = [prefix.strip() for prefix in stated.split(",") if prefix.strip()]
    wrong = next((prefix for prefix in prefixes if not _PREFIX.match(prefix)), None)
    if wrong is not None:
        raise BadInput(f"{wrong!r} is no DOI prefix; one looks like 10.15151.")
    if not prefixes:
        raise BadInput(
            "DataCite holds many millions of DOIs: say which, with the option prefix=10.15151 (several: "
            "prefix=10.15151,10.5291)."
        )
    query = f"prefix:{prefixes[0]}" if len(prefixes) == 1 else f"prefix:({' OR '.join(prefixes)})"
    if world.since:
        query += f" AND updated:[{world.since} TO *]"
    return {
        "query": query,
        "page[cursor]": "1",
        "page[size]": str(PAGE),
        "affiliation": "true",
        "publisher": "true",
    }


def _asked(world: World, path: str, params: dict[str, str]) -> tuple[Json, bool]:
    """The answer; a cursor that has expired since the harvest was cut short begins the list anew."""
    try:
        return world.get_json(path, **params), False
    except BadInput:
        if not world.resume or params != dict(parse_qsl(world.resume)):
            raise
        return world.get_json(path, **_first(world)), True


def _page(world: World, answer: Json) -> Iterator[Item]:
    for number, item in enumerate(_members(answer)):
        doi = said(item, "id")
        address = f"{world.place.partition('/dois')[0]}/dois/{doi}" if doi else world.place
        yield sort_item(item, address, f"data/{number}", world.facility)


def _members(answer: Json) -> list[Json]:
    data = answer.get("data") if isinstance(answer, dict) else None
    if isinstance(data, dict):
        return [data]
    if not isinstance(data, list):
        raise SourceUnavailable("DataCite answered JSON that is no list of DOIs; try again later.")
    return data


def _next(world: World, answer: Json) -> str | None:
    """The query of the next page. Only the address asked so far is followed, wherever the link leads."""
    link = said(branch(answer, "links"), "next")
    if link is None:
        return None
    try:
        here, there = urlsplit(world.place), urlsplit(link)
    except ValueError:
        raise SourceUnavailable(f"The link to the next page, {link[:60]!r}, is none.") from None
    if there.netloc and there.hostname != here.hostname:
        raise SourceUnavailable(f"The next page is on another host ({there.hostname}); it is not asked.")
    return there.query or None
