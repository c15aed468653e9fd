"""One harvest of one place: read, translate, check, write, enter; a page at a time.

It is handed the gate and the writing function, and knows neither the shapes nor the store.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePath
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg.errors import BadInput, BadRecord, SourceUnavailable
from kg.harvest.ledger import Entry, Ledger, Page, Run
from kg.harvest.report import HarvestReport
from kg.harvest.source import Aside, Gone, Mapped, Mark, Record, Source, World
from kg.rdf.mint import graph_iri
from kg.rdf.names import DCAT, DCT, FOAF, RDF
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple, iri, is_blank

ANOTHER_COPY = "another copy of the same record in this harvest"
KEPT = "; the last good version stays in the graph"

_PAGE_BYTES = 48_000_000
"""N-Triples of one page at most, some 300,000: the store writes up to a million in one piece."""
_PAGE_SECONDS = 30.0
_SWEEP_LIMIT = 0.2
"""Where more than this share vanished at once, the listing is more likely wrong than the records gone."""

Progress = Callable[[str, int, int | None], None]
Write = Callable[[Mapping[NamedNode, bytes]], None]
"""Replaces graphs by canonical N-Triples (nothing: removes) and returns when that is safe on disk."""
Graphs = dict[NamedNode, bytes]
Seen = dict[tuple[str, str], str]
"""Payload hash of each (kind, key) that this harvest has read."""


class Checker(Protocol):
    """What the run asks of the gate."""

    def problems(self, about: NamedNode, triples: Sequence[Triple]) -> list[str]:
        """What keeps a record out; empty when it may go in."""


def harvest(
    source_name: str,
    source: Source,
    world: World,
    ledger: Ledger,
    gate: Checker,
    write: Write,
    progress: Progress,
    full: bool = False,
    *,
    checkpoint: int = 5000,
    seen: Seen | None = None,
) -> HarvestReport:
    """Harvest one place. `full` maps unchanged payloads again and removes records the place no longer lists.

    `seen` is shared by the places of one command. A source that fails midway is reported in `failed`; what it
    gave until then is kept.
    """
    run = ledger.begin(source_name, world.place)
    harvesting = _Harvest(source, run, ledger, gate, write, full, checkpoint, {} if seen is None else seen)
    report = harvesting.report
    try:
        for item in source.records(world):
            if isinstance(item, Gone | Mark):
                continue
            harvesting.take(item)
            if report.read % 100 == 0:
                progress(f"Reading {source_name}", report.read, None)
    except (SourceUnavailable, BadInput) as error:
        report.fail(world.place, error)
    harvesting.enter_page()
    if not report.failed:
        harvesting.settle()
    ledger.finish(run, report.as_json())
    return report


class _Harvest:
    """A run under way: its open page and its counts."""

    def __init__(
        self,
        source: Source,
        run: Run,
        ledger: Ledger,
        gate: Checker,
        write: Write,
        full: bool,
        checkpoint: int,
        seen: Seen,
    ) -> None:
        self.report = HarvestReport(run.source)
        self._source, self._run, self._ledger, self._gate, self._write = source, run, ledger, gate, write
        self._full, self._checkpoint, self._seen = full, checkpoint, seen
        self._is_known = ledger.knows(run.source)
        self._open_page()

    def take(self, item: Record | Aside) -> None:
        """Decide what becomes of one item read, and count it."""
        self.report.read += 1
        raw = sha256(item.raw).hexdigest()
        if isinstance(item, Aside):
            self._put_aside(item, raw, item.outcome, item.reason)
        elif (first := self._seen.get((item.kind, item.key))) is None:
            self._seen[item.kind, item.key] = raw
            self._take_record(item, raw)
        elif first == raw:
            self.report.unchanged += 1
        else:
            self._put_aside(item, raw, "skipped", ANOTHER_COPY)
        if self._is_page_full():
            self.enter_page()

    def enter_page(self) -> None:
        """Store, flush, enter: in this order, so that the ledger never claims what the store lacks."""
        page, graphs = self._page, self._graphs
        if graphs:
            if self._replaced:
                self._ledger.intend(self._replaced)
            self._write(graphs)
        if page.entries or page.unchanged:
            self._ledger.enter(self._run, page, wrote=bool(graphs))
        self._open_page()

    def settle(self) -> None:
        """After a place was read to its end: forget what was mended, remove what is gone."""
        self._ledger.drop_stale_copies(self._run)
        gone, listed = self._ledger.vanished(self._run) if self._full else ([], 0)
        if gone and len(gone) > _SWEEP_LIMIT * listed:
            self.report.notes.append(
                f"{len(gone)} of {listed} records are no longer listed by {self._run.place}; "
                "that is too many to be believed, so they were kept."
            )
        elif gone:
            self._graphs = {NamedNode(entry.graph): b"" for entry in gone if entry.graph}
            self._page.entries = [
                replace(entry, state="tombstone", reason="no longer listed by the source", canonical=None)
                for entry in gone
            ]
            self.enter_page()
            self.report.tombstoned += len(gone)

    def _take_record(self, record: Record, raw: str) -> None:
        before = self._ledger.find(self._run.source, record.kind, record.key) if self._is_known else None
        if not self._full and before and self._is_same(before, record, raw):
            self.report.unchanged += 1
            self._page.unchanged.append((record.kind, record.key))
            return
        mapped, problems = self._translate(record)
        if mapped is None or problems:
            self._quarantine(record, raw, before, "; ".join(problems))
            return
        graph = graph_iri(self._run.source, record.kind, record.key)
        text = canonical(mapped.triples + _catalogue_record(graph, mapped.about, record.origin))
        if _has_blank_node(text, mapped.triples):
            self._quarantine(record, raw, before, "The mapping made a blank node.")
            return
        digest = sha256(text).hexdigest()
        if before and before.canonical == digest:
            self.report.unchanged += 1
        else:
            self.report.mapped += 1
            self._graphs[graph] = text
            self._bytes += len(text)
            if before and before.canonical:
                self._replaced.append(graph.value)
        entry = self._entry(record, raw, "live", None)
        entry.graph, entry.about, entry.canonical = graph.value, mapped.about.value, digest

    def _is_same(self, before: Entry, record: Record, raw: str) -> bool:
        return (
            before.raw == raw
            and before.state == "live"
            and before.version == self._source.version
            and before.facility == record.facility
        )

    def _translate(self, record: Record) -> tuple[Mapped | None, list[str]]:
        try:
            mapped = self._source.triples(record)
        except BadRecord as error:
            return None, [str(error)]
        return mapped, self._gate.problems(mapped.about, mapped.triples)

    def _quarantine(self, record: Record, raw: str, before: Entry | None, reason: str) -> None:
        self.report.quarantined += 1
        self.report.reasons[reason] += 1
        entry = self._entry(record, raw, "quarantined", reason)
        if before and before.canonical:
            entry.reason = reason + KEPT
            entry.graph, entry.about, entry.canonical = before.graph, before.about, before.canonical

    def _put_aside(self, item: Record | Aside, raw: str, outcome: str, reason: str) -> None:
        if outcome == "quarantined":
            self.report.quarantined += 1
            self.report.reasons[reason] += 1
        else:
            self.report.skipped[reason] += 1
        self._entry(item, raw, outcome, reason).copy = raw

    def _entry(self, item: Record | Aside, raw: str, state: str, reason: str | None) -> Entry:
        """A new entry of the open page, whose payload is kept."""
        facility = item.facility if isinstance(item, Record) else None
        entry = Entry(item.kind, item.key, state, reason, item.origin, raw, self._source.version, facility)
        self._page.payloads[raw] = item.raw
        self._page.entries.append(entry)
        return entry

    def _open_page(self) -> None:
        self._page, self._graphs, self._bytes = Page(), Graphs(), 0
        self._replaced: list[str] = []
        self._due = time.monotonic() + _PAGE_SECONDS

    def _is_page_full(self) -> bool:
        read = len(self._page.entries) + len(self._page.unchanged)
        return read >= self._checkpoint or self._bytes > _PAGE_BYTES or time.monotonic() > self._due


def _has_blank_node(text: bytes, triples: list[Triple]) -> bool:
    # The text is searched first: it takes a thirtieth of the time, and seldom finds anything.
    return b"_:" in text and any(is_blank(term) for triple in triples for term in triple)


def _catalogue_record(graph: NamedNode, about: NamedNode, origin: str) -> list[Triple]:
    return [
        (graph, RDF["type"], DCAT["CatalogRecord"]),
        (graph, FOAF["primaryTopic"], about),
        (graph, DCT["source"], _origin(origin)),
    ]


@lru_cache(maxsize=1024)  # hundreds of records come from one file
def _origin(origin: str) -> NamedNode | Literal:
    """The address a record came from, or the bare name of its file: folders are nobody's business."""
    address = iri(origin) if origin.startswith(("http://", "https://")) else None
    return address or Literal(PurePath(origin).name or origin)
