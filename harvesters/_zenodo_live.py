"""Ask a Zenodo, or another Invenio, for the records of communities, page by page.

Unverified: the interface is from its documentation; pages are followed by the link that each one gives, or
by their number where there is none, until one is empty.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from harvesters._datacite_words import said
from harvesters._read import branch
from harvesters._zenodo_record import record_doi
from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Item, Mark, Record, World

PAGE = 100
"""Records asked for at once; without an account Zenodo allows no more."""

MOST_PAGES = 10_000
"""Pages of one community; a server that has more has lost count."""


def records_on_the_web(world: World) -> Iterator[Item]:
    """Every public record of the communities that the option `communities` names ("panosc,expands").

    Raises:
        BadInput: no community is named; SourceUnavailable: the answer is no list of records.
    """
    names = [name.strip() for name in world.options.get("communities", "").split(",") if name.strip()]
    if not names:
        raise BadInput("Zenodo holds millions of records: say whose, with the option communities=panosc.")
    path = "" if urlsplit(world.place).path.rstrip("/").endswith("/records") else "/api/records"
    told = dict(parse_qsl(world.resume or ""))
    community = told.get("communities")
    begin = names.index(community) if community in names else 0
    for position, name in list(enumerate(names))[begin:]:
        first = told if position == begin and told else {"communities": name, "size": str(PAGE), "page": "1"}
        yield from _community(world, path, first)
        if position + 1 < len(names):
            following = {"communities": names[position + 1], "size": str(PAGE), "page": "1"}
            yield Mark(urlencode(following))


def record_item(body: Json, origin: str, facility: str | None) -> Record | Aside:
    """The record in a piece of JSON, or what else it is."""
    try:
        raw = write_json(body)
    except BadRecord as error:
        return Aside("record", origin, b"", origin, f"{error} It was not kept.", "quarantined")
    if not isinstance(body, dict) or not isinstance(body.get("metadata"), dict):
        return Aside("unknown", origin, raw, origin, "No record of Zenodo: it has no metadata.", "skipped")
    doi = record_doi(body)
    if doi is None:
        return Aside("record", origin, raw, origin, "A record without DOI.", "quarantined")
    changed = said(body, "updated", "modified")
    return Record("record", doi.lower(), body, raw, origin, facility, changed)


def members_in(answer: Json) -> list[Json] | None:
    """The records in an answer `{"hits": {"hits": [...]}}`; None where it is no such answer."""
    hits = branch(answer, "hits").get("hits") if isinstance(answer, dict) else None
    return hits if isinstance(hits, list) else None


def _community(world: World, path: str, params: dict[str, str]) -> Iterator[Item]:
    seen: set[bytes] = set()
    for _ in range(MOST_PAGES):
        answer = world.get_json(path, **params)
        members = members_in(answer)
        if members is None:
            raise SourceUnavailable(f"{world.place}{path} answered JSON that is no list of records.")
        mark = write_json([record_doi(one) for one in members])
        if not members or mark in seen:  # a server that ignores the page repeats it for ever
            return
        seen.add(mark)
        for body in members:
            yield record_item(body, _address(world, path, body), world.facility)
        following = _next(world, answer, params)
        if following is None:
            return
        params = following
        yield Mark(urlencode(params))


def _next(world: World, answer: Json, params: dict[str, str]) -> dict[str, str] | None:
    """The parameters of the next page: of the link that is given, on this host only, else the next number."""
    links = branch(answer, "links")
    link = said(links, "next")
    if link is None:
        return None if links else {**params, "page": str(int(params.get("page", "1")) + 1)}
    try:
        here, there = urlsplit(world.place), urlsplit(link)
    except ValueError:
        raise SourceUnavailable(f"The link to the next page, {link[:60]!r}, is none.") from None
    if there.hostname and there.hostname != here.hostname:
        raise SourceUnavailable(f"The next page is on another host ({there.hostname}); it is not asked.")
    return {**params, **dict(parse_qsl(there.query))}


def _address(world: World, path: str, body: Json) -> str:
    identifier = said(body, "id") if isinstance(body, dict) else None
    return f"{world.place}{path}/{identifier}" if identifier else f"{world.place}{path}"
