"""Source of citations: Crossref's Event Data, from pages of it that somebody kept.

    kg harvest crossrefevents events/

Crossref has retired the service (`https://api.eventdata.crossref.org/v1/events`), so there is nothing left to
ask: only files are read. They hold its answers (`message.events`; the first ones had `events` beside `meta`),
lists of events, or one event a line, packed by gzip or not. An event says what one of DataCite's says, but
not wrapped; what it says of the people who wrote about a work is not kept.
"""

import re
from collections.abc import Iterator

from harvesters._datacite_event import PEOPLE, event_triples, stated
from harvesters._link_files import answers_in_files
from harvesters._read import branch, first_text
from harvesters._scholix_live import nothing_listed
from kg.errors import BadInput, BadRecord
from kg.harvest.payload import Json, write_json
from kg.harvest.source import Aside, Gone, Item, Mapped, Record, Source, World

NAME = "crossrefevents"

_SAID = ("subj-id", "relation-type-id", "obj-id")
_NO_WORK = re.compile(
    r"(?:https?://)?(?:www\.)?orcid\.org/|(?!https?:|doi:|info:)[a-z][a-z0-9+.-]*://", re.IGNORECASE
)
"""ORCIDs, and addresses of other kinds than pages have: "twitter://status?id=…"."""
_OF_PEOPLE = ("author", "original-tweet-author")


def records(world: World) -> Iterator[Item]:
    """Every event in the files.

    Raises:
        BadInput: the place is an address.
    """
    if world.live:
        raise BadInput(
            f"Crossref has retired Event Data: {world.place} is not asked. Name files of its events, or ask "
            "for what is in the works themselves: kg harvest crossref https://api.crossref.org"
        )
    yield from answers_in_files(world, _events)


def triples(record: Record) -> Mapped:
    """The claim or the count in an event.

    Raises:
        BadRecord: it does not name two things and what is said of them.
    """
    if not isinstance(record.body, dict):
        raise BadRecord(f"An event must be an object, not {type(record.body).__name__}.")
    try:
        return event_triples(NAME, record, record.body, _without_people(record.body))
    except UnicodeEncodeError:
        raise BadRecord("An identifier holds characters that no address can hold.") from None


def _events(body: Json, origin: str, facility: str | None) -> Iterator[Record | Aside | Gone]:
    """The events in an answer, or the one that this is."""
    inner = branch(body, "message") or branch(body)
    listed = inner.get("events")
    if listed == [] and stated(inner, "total-results") == "0":
        yield nothing_listed(origin)
        return
    for number, event in enumerate(listed if isinstance(listed, list) else [body]):
        yield _sorted(event, f"{origin}/{number}", facility)


def _sorted(event: Json, origin: str, facility: str | None) -> Record | Aside | Gone:
    """The record of an event, what it is else, or that it was withdrawn."""
    try:
        raw = write_json(event)
    except BadRecord as error:
        return Aside("event", origin, b"", origin, f"{error} It was not kept.", "quarantined")
    key = first_text(event, "id") if isinstance(event, dict) else None
    if key is None or not any(stated(event, name) for name in _SAID):
        return Aside("event", origin, raw, origin, "Holds no event with an id.", "skipped")
    changed = stated(event, "updated-date") or stated(event, "timestamp")
    if _is_withdrawn(event):
        return Gone("event", key, origin, changed, "withdrawn at Crossref")
    subject, relation, target = (stated(event, name) or "" for name in _SAID)
    if relation.replace("_", "-") in PEOPLE or _NO_WORK.match(subject) or _NO_WORK.match(target):
        return Aside("event", key, raw, origin, f"{relation}: relates no two works.", "skipped")
    return Record("event", key, event, raw, origin, facility, changed)


def _is_withdrawn(event: dict[str, Json]) -> bool:
    done = {stated(event, name) for name in ("message-action", "action")}
    return "delete" in done or stated(event, "updated") == "deleted"


def _without_people(event: dict[str, Json]) -> dict[str, Json]:
    """The event but for those who wrote about the work: what a claim keeps is published again."""
    told = dict(event)
    for end in ("subj", "obj"):
        if isinstance(told.get(end), dict):
            told[end] = {name: value for name, value in told[end].items() if name not in _OF_PEOPLE}
    return told


SOURCE = Source(
    "Citations in Crossref's Event Data, a service that is no more: files of its events",
    records,
    triples,
    version="1",
)
