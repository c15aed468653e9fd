"""Atom feeds (RFC 4287) of a search: its newest datasets, and those whose embargo ends or just ended.

An entry's id is the dataset's IRI. It counts as updated when its record last changed at the source, as far as
harvests saw; where no harvest is known, when it was published; else when the generation was made.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pyoxigraph import NamedNode

from kg.answer.aggregate import Matching
from kg.answer.engine import Engine
from kg.index.documents import Card
from kg.rdf.names import ATOM
from kg.resolve.access import iso_date
from kg.store.graph_reader import GraphReader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ENTRIES = 100
MOST_DAYS = 3660

_LOOKED_AT = 10_000
"""Datasets whose changes are compared, the latest measured or issued ones."""
_CHUNK = 500
_NOT_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of the text behind them, in a reader's list of titles, too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One dataset in a feed; `updated` is a moment in UTC."""

    iri: str
    title: str
    updated: datetime.datetime
    published: datetime.datetime | None
    summary: str
    people: tuple[str, ...]
    categories: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed and where it is: `address` of itself, `page` for people, `pages` builds those of its entries."""

    title: str
    subtitle: str
    address: str
    page: str
    updated: datetime.datetime
    entries: tuple[Entry, ...]
    pages: Mapping[str, str] = field(default_factory=dict)


def newest(
    engine: Engine, reader: GraphReader, found: Matching, made: datetime.datetime, limit: int
) -> tuple[Entry, ...]:
    """The datasets of a search that changed last, the newest first; `made` is when the generation was."""
    cards = [engine.cards[number] for number in _latest(engine, found).tolist()]
    changed = _changes(reader, [card.iri for card in cards])
    entries = (_entry(engine, card, changed.get(card.iri), made) for card in cards)
    first = sorted(entries, key=lambda of: of.iri)
    return tuple(sorted(first, key=lambda of: (of.updated, of.published or _LONG_AGO), reverse=True)[:limit])


def opening(
    engine: Engine, reader: GraphReader, found: Matching, made: datetime.datetime, days: int, limit: int
) -> tuple[Entry, ...]:
    """The datasets of a search that open within so many days, the soonest first, then those that just did."""
    today, span = found.as_of, datetime.timedelta(days=days)
    embargoed = [_embargoed(engine, day) for day in (today - span, today, today + span)]
    coming = found.keep & embargoed[1] & ~embargoed[2]
    opened = found.keep & embargoed[0] & ~embargoed[1]
    soon, past = _by_day(engine, coming), _by_day(engine, opened)[::-1]
    shown = [engine.cards[number] for number in [*soon[:limit].tolist(), *past[:limit].tolist()][:limit]]
    changed = _changes(reader, [card.iri for card in shown])
    return tuple(_opening_entry(engine, card, changed.get(card.iri), made, today) for card in shown)


def atom(feed: Feed) -> bytes:
    """The feed as a document in UTF-8; characters that XML forbids are left out."""
    root = _element(None, "feed")
    _element(root, "id", feed.address)
    _element(root, "title", feed.title)
    if feed.subtitle:
        _element(root, "subtitle", feed.subtitle)
    _element(root, "updated", _moment(feed.updated))
    _element(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    _element(root, "link", rel="alternate", type="text/html", href=feed.page)
    _element(_element(root, "author"), "name", "PaN knowledge graph")
    _element(root, "generator", "pan-kg")
    for entry in feed.entries:
        _add_entry(root, entry, feed.pages.get(entry.iri, entry.iri))
    ElementTree.register_namespace("", str(ATOM))
    body: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body


_LONG_AGO = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


def _latest(engine: Engine, found: Matching) -> "NDArray[np.int64]":
    import numpy as np

    numbers = np.flatnonzero(found.keep)
    if len(numbers) <= _LOOKED_AT:
        return numbers
    order = np.argsort(-engine.dates[numbers], kind="stable")[:_LOOKED_AT]
    latest: NDArray[np.int64] = numbers[order]
    return latest


def _by_day(engine: Engine, flags: "NDArray[np.bool_]") -> "NDArray[np.int64]":
    """The flagged documents by the day they open, then by IRI."""
    import numpy as np

    numbers = np.flatnonzero(flags)
    opens = engine.properties.array("opens")
    order: NDArray[np.int64] = np.lexsort((engine.numbers.places()[numbers], opens[numbers]))
    return numbers[order]


def _embargoed(engine: Engine, day: datetime.date) -> "NDArray[np.bool_]":
    import numpy as np

    flags = np.zeros(len(engine.cards), dtype=bool)
    numbers = engine.by_access(day).get("embargoed")
    if numbers is not None:
        flags[numbers] = True
    return flags


_RETRIEVED = """
SELECT ?dataset (MAX(?moment) AS ?changed) WHERE {
  VALUES ?dataset { DATASETS }
  ?graph foaf:primaryTopic ?dataset ; pan:retrieved ?moment .
} GROUP BY ?dataset
"""


def _changes(reader: GraphReader, iris: Sequence[str]) -> dict[str, datetime.datetime]:
    """Dataset -> when its records last changed, for those of which a harvest is known."""
    found = {}
    for start in range(0, len(iris), _CHUNK):
        some = " ".join(str(NamedNode(iri)) for iri in iris[start : start + _CHUNK])
        for row in reader.rows(_RETRIEVED.replace("DATASETS", some)):
            if "changed" in row and (moment := read_moment(row["changed"].value)):
                found[row["dataset"].value] = moment
    return found


def read_moment(text: str | None) -> datetime.datetime | None:
    """A moment in UTC from ISO text; a moment without zone is taken as UTC; None for anything else."""
    try:
        found = datetime.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found.astimezone(datetime.UTC) if found.tzinfo else found.replace(tzinfo=datetime.UTC)


def _entry(engine: Engine, card: Card, changed: datetime.datetime | None, made: datetime.datetime) -> Entry:
    issued = iso_date(card.issued)
    published = _midnight(issued) if issued else None
    label = engine.lexicon.label
    return Entry(
        card.iri,
        card.title or card.doi or card.iri,
        changed or published or made,
        published,
        card.summary,
        tuple(person.name for person in card.people[:20] if person.name),
        tuple((iri, label(iri)) for iri in card.techniques[:20]),
    )


def _opening_entry(
    engine: Engine,
    card: Card,
    changed: datetime.datetime | None,
    made: datetime.datetime,
    today: datetime.date,
) -> Entry:
    entry = _entry(engine, card, changed, made)
    day = iso_date(card.available) or today
    is_open = day <= today
    return Entry(
        entry.iri,
        f"{'Open since' if is_open else 'Opens'} {day.isoformat()}: {entry.title}",
        max(_midnight(day), entry.updated) if is_open else entry.updated,
        entry.published,
        entry.summary,
        entry.people,
        entry.categories,
    )


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _add_entry(root: ElementTree.Element, entry: Entry, page: str) -> None:
    element = _element(root, "entry")
    _element(element, "id", entry.iri)
    _element(element, "title", entry.title)
    _element(element, "updated", _moment(entry.updated))
    if entry.published:
        _element(element, "published", _moment(entry.published))
    _element(element, "link", rel="alternate", href=page)
    for name in entry.people:
        _element(_element(element, "author"), "name", name)
    for iri, label in entry.categories:
        _element(element, "category", term=iri, label=label)
    if entry.summary:
        _element(element, "summary", entry.summary)


def _element(
    parent: ElementTree.Element | None, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    tag = f"{{{ATOM!s}}}{name}"
    clean = {key: plain(value) for key, value in attributes.items()}
    made = ElementTree.Element(tag, clean) if parent is None else ElementTree.SubElement(parent, tag, clean)
    if text is not None:
        made.text = plain(text)
    return made


def plain(text: str) -> str:
    """Without what XML forbids and without signs that turn the direction of text."""
    return _TURNS.sub("", _NOT_XML.sub("", text))
