"""Source of citations: DataCite's Event Data, one statement of one agent about two things per event.

    kg harvest dataciteevents https://api.datacite.org
    kg harvest dataciteevents https://api.datacite.org --option prefix=10.15151

Without a prefix it asks about the DOIs of the data in the store. Files: recorded pages of `/events`. DataCite
has announced that it takes what lies outside works and usage away in late 2026; other statements are where
they always were, in the records of the DOIs. Keys are read in each of their spellings (subjId, subj-id).
"""

from collections.abc import Iterator
from itertools import chain
from urllib.parse import parse_qsl, urlencode, urlsplit

from harvesters._answers import in_answers
from harvesters._datacite_event import PEOPLE, event_triples, stated, with_ends
from harvesters._listed import check_end, listed
from harvesters._read import branch, first_text
from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Gone, Item, Mapped, Mark, Record, Source, World
from kg.harvest.walk import walk

NAME = "dataciteevents"

PAGE = 1000
"""Events asked for at once, the most that is answered."""


def records(world: World) -> Iterator[Item]:
    """Every event about the data in the store, about the prefixes that are named, or in the files."""
    if not world.live:
        yield from in_answers(world, lambda body, origin: _events(body, origin, world))
    elif prefix := world.options.get("prefix", "").strip():
        yield from _by_prefix(world, prefix)
    else:
        yield from walk(world, lambda doi: _about(world, doi))


def triples(record: Record) -> Mapped:
    """The claim or the count in an event.

    Raises:
        BadRecord: it does not name two things and what is said of them.
    """
    try:
        return event_triples(NAME, record, branch(record.body, "attributes"))
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _about(world: World, doi: str) -> Iterator[Item]:
    """All pages about one DOI."""
    for _, events in _pages(world, _first(doi=doi)):
        yield from events


def _by_prefix(world: World, prefix: str) -> Iterator[Item]:
    """All pages about a prefix, from the mark on; a cursor that has expired since begins the list anew."""
    first = _first(prefix=prefix)
    pages = _pages(world, dict(parse_qsl(world.resume)) if world.resume else first)
    try:
        found = next(pages)
    except BadInput:
        if not world.resume:
            raise
        yield Mark("")
        pages = _pages(world, first)
        found = next(pages)
    for following, events in chain([found], pages):
        yield from events
        if following:
            yield Mark(following)


def _first(**wanted: str) -> dict[str, str]:
    return {**wanted, "page[size]": str(PAGE), "page[cursor]": "1"}


def _pages(world: World, params: dict[str, str]) -> Iterator[tuple[str | None, Iterator[Item]]]:
    """Each page, with the query of the next; only the address asked so far is followed."""
    seen: set[str] = set()
    given = 0
    while True:
        # Cursors expire, and a list by prefix begins anew then; about one DOI it is not that long.
        by_doi = "doi" in params
        answer = listed(world, "/events", **params) if by_doi else world.get_json("/events", **params)
        if not isinstance(answer, dict) or not isinstance(answer.get("data"), list):
            raise SourceUnavailable(f"{world.place}/events answered JSON that is no list of events.")
        given += len(answer["data"])
        following = _next(world, answer) if answer["data"] else None
        if following in seen:
            raise SourceUnavailable(f"{world.place}/events sends the same page again and again.")
        yield following, _events(answer, f"{world.place}/events?{urlencode(params)}", world)
        if following is None:
            if by_doi:
                check_end(f"{world.place}/events", answer, given, PAGE)
            return
        seen.add(following)
        params = dict(parse_qsl(following))


def _next(world: World, answer: Json) -> str | None:
    link = first_text(branch(answer, "links"), "next")
    try:
        here, there = urlsplit(world.place), urlsplit(link or "")
    except ValueError:
        raise SourceUnavailable(f"The link to the next page, {(link or '')[:60]!r}, is none.") from None
    if there.netloc and there.hostname != here.hostname:
        raise SourceUnavailable(f"The next page is on another host ({there.hostname}); it is not asked.")
    return there.query or None


def _events(body: Json, origin: str, world: World) -> Iterator[Item]:
    """The events in an answer, in a list of them, or one alone."""
    inner = body.get("data") if isinstance(body, dict) and "attributes" not in body else body
    included = body.get("included") if isinstance(body, dict) else None
    for number, event in enumerate(inner if isinstance(inner, list) else [inner]):
        yield _sorted(with_ends(event, included), origin, number, world.facility)


def _sorted(event: Json, origin: str, number: int, facility: str | None) -> Item:
    """The record of an event, what it is else, or that it was withdrawn."""
    try:
        raw = write_json(event)
    except BadRecord as error:
        return Aside("event", f"{origin}#{number}", b"", origin, f"{error} It was not kept.", "quarantined")
    key = first_text(event, "id") if isinstance(event, dict) else None
    attributes = branch(event, "attributes")
    if key is None or not attributes or first_text(event, "type") not in {None, "events", "event"}:
        return Aside("event", f"{origin}#{number}", raw, origin, "Holds no event with an id.", "skipped")
    changed = stated(attributes, "timestamp")
    if stated(attributes, "message-action") == "delete":
        return Gone("event", key, origin, changed, "withdrawn at DataCite")
    if (relation := stated(attributes, "relation-type-id")) in PEOPLE:
        return Aside("event", key, raw, origin, f"{relation}: relates no two works.", "skipped")
    return Record("event", key, event, raw, origin, facility, changed)


SOURCE = Source(
    "Citations in DataCite's Event Data: who relates what to the data in the store, or to a prefix",
    records,
    triples,
    version="2",
    asks_about="data",
    options=("prefix",),
)
