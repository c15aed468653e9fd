"""A source of invented records, and what a run needs around it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode
from replay import StubWorld

from kg.errors import BadRecord, SourceUnavailable
from kg.harvest.ledger import Ledger
from kg.harvest.report import HarvestReport
from kg.harvest.run import harvest
from kg.harvest.source import Aside, Item, Mapped, Mark, Record, Source, World
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCAT, DCT, RDF
from kg.rdf.terms import Triple

Given = dict[str, Any] | Item


@dataclass
class GivenWorld(StubWorld):
    """A place that holds what it is given; `breaks_after` items it goes down."""

    live: bool = True
    items: Sequence[Given] = ()
    breaks_after: int | None = None


def records(world: World) -> Iterator[Item]:
    """Each given dict is a record; its `key` names it, `changed` is its datestamp.

    It goes on after the mark it is told, if it has that, and leaves out what changed before `since`.
    """
    assert isinstance(world, GivenWorld)
    mark = Mark(world.resume) if world.resume else None
    begin = next((n + 1 for n, item in enumerate(world.items) if item == mark), 0)
    for number, item in enumerate(world.items[begin:], start=begin):
        if world.breaks_after == number:
            raise SourceUnavailable("gone")
        if not isinstance(item, dict):
            yield item
        elif item.get("changed", "9") >= (world.since or ""):
            raw, changed = json.dumps(item).encode(), item.get("changed")
            origin = f"{world.place}/list.json"
            yield Record("dataset", item["key"], item, raw, origin, world.facility, changed)


def triples(record: Record) -> Mapped:
    """A title; `broken` is no record."""
    if record.body.get("broken"):
        raise BadRecord("it is broken")
    about = thing_iri("dataset", "given", record.key)
    said: list[Triple] = [(about, RDF["type"], DCAT["Dataset"])]
    if "title" in record.body:
        said.append((about, DCT["title"], Literal(record.body["title"])))
    return Mapped(about, said)


SOURCE = Source("Given records", records, triples, version="1")


class TitleGate:
    """Lets in what has a title."""

    def problems(self, about: NamedNode, triples: Sequence[Triple]) -> list[str]:
        return [] if any(predicate == DCT["title"] for _, predicate, _ in triples) else ["it has no title"]


@dataclass
class Bench:
    """A ledger and a store that is a dict of graphs; counts the writes."""

    ledger: Ledger
    graphs: dict[str, bytes] = field(default_factory=dict)
    writes: int = 0
    worlds: list[GivenWorld] = field(default_factory=list)

    def write(self, graphs: Mapping[NamedNode, bytes]) -> None:
        self.writes += 1
        for name, text in graphs.items():
            if text:
                self.graphs[name.value] = text
            else:
                self.graphs.pop(name.value, None)

    def harvest(
        self,
        items: Iterable[Given],
        source: Source = SOURCE,
        full: bool = False,
        place: str = "given",
        facility: str | None = None,
        breaks_after: int | None = None,
        licence: str | None = None,
        since: str | None = None,
        allow: bool = False,
        settles: bool = True,
        live: bool = True,
    ) -> HarvestReport:
        """Harvest these items as the content of a place, in pages of three, and end the command."""
        world = GivenWorld(
            place, facility, live, licence=licence, items=list(items), breaks_after=breaks_after
        )
        self.worlds.append(world)
        report = harvest(
            "given", source, world, self.ledger, TitleGate(), self.write, lambda *_: None, full,
            since=since, checkpoint=3, allow=lambda _: allow,
        )  # fmt: skip
        if settles:
            self.ledger.runs.settle(report.runs)
        return report


def open_bench(folder: Path) -> Bench:
    """A bench on the ledger in `folder`."""
    return Bench(Ledger(folder / "ledger.sqlite", folder / "payloads.sqlite"))


def broken_page(text: str = "<html>", outcome: str = "quarantined", key: str = "page") -> Aside:
    """Something read that is no record."""
    assert outcome in ("quarantined", "skipped")
    quarantined = outcome == "quarantined"
    return Aside(
        "page", key, text.encode(), "given/page", "no JSON", "quarantined" if quarantined else "skipped"
    )
