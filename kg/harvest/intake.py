"""What becomes of each record read: translated, checked, and stored a page at a time."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol

from pyoxigraph import NamedNode

from kg.errors import BadRecord
from kg.harvest.entry import Entry, Page
from kg.harvest.ledger import Ledger
from kg.harvest.provenance import catalogue_record, made_of
from kg.harvest.report import HarvestReport
from kg.harvest.runs import Run
from kg.harvest.source import Aside, Gone, Mapped, Mark, Record, Source
from kg.harvest.wish import CHECKPOINT
from kg.rdf.mint import graph_iri
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple, is_blank

ANOTHER_COPY = "another copy of the same record in this harvest"
KEPT = "; the last good version stays in the graph"

_PAGE_BYTES = 96_000_000
"""N-Triples of one page at most, some 600,000: the store writes up to a million in one piece."""
_PAGE_SECONDS = 30.0

Write = Callable[[Mapping[NamedNode, bytes]], None]
"""Replaces graphs by N-Triples (nothing: removes) and returns when that is safe on disk."""
Seen = dict[tuple[str, str], str]
"""Payload hash of each (kind, key) that this harvest has read."""


class Checker(Protocol):
    """What the run asks of the gate."""

    def problems(self, about: NamedNode, triples: Sequence[Triple]) -> list[str]:
        """What keeps a record out; empty when it may go in."""


class Intake:
    """A run under way: its open page and its counts.

    `remap` maps unchanged payloads again; `licence` is that of the metadata; `seen` may be shared by the
    places of one command.
    """

    def __init__(
        self,
        source: Source,
        run: Run,
        ledger: Ledger,
        gate: Checker,
        write: Write,
        *,
        remap: bool = False,
        licence: str | None = None,
        checkpoint: int = CHECKPOINT,
        seen: Seen | None = None,
    ) -> None:
        self.report = HarvestReport(run.source, runs=[run.id])
        self.run = run
        self._source, self._ledger, self._gate, self._write = source, ledger, gate, write
        self._remap, self._licence, self._checkpoint = remap, licence, checkpoint
        self._seen: Seen = {} if seen is None else seen
        self._is_known = ledger.knows(run.source)
        self._mapping = f"{run.source} {source.version}"
        self._open_page()

    def take(self, item: Record | Aside) -> None:
        """Decide what becomes of one item read, and count it."""
        self.report.read += 1
        raw = sha256(item.raw).hexdigest()
        if isinstance(item, Aside):
            self._put_aside(item, raw, item.outcome, item.reason)
        elif (first := self._seen.get((item.kind, item.key))) is None:
            if self._gone and (item.kind, item.key) in self._gone:
                self.enter_page()  # deleted on this page, and made again
            self._seen[item.kind, item.key] = raw
            self._take_record(item, raw)
        elif first == raw:
            self.report.unchanged += 1
        else:
            self._put_aside(item, raw, "skipped", ANOTHER_COPY)
        if self._is_page_full():
            self.enter_page()

    def bury(self, gone: Gone) -> None:
        """Make a tombstone of what the source deleted, even if never read; a tombstone stays as it is."""
        ident = gone.kind, gone.key
        if ident in self._gone:
            return
        if self._seen.pop(ident, None) is not None:
            self.enter_page()  # it may have been read on this page
        before = self._ledger.find(self.run.source, gone.kind, gone.key)
        if before is None:
            before = Entry(
                gone.kind, gone.key, "", None, gone.origin, "", self._source.version, retrieved=self._now
            )
        if before.state != "tombstone":
            self.lay(replace(before, origin=gone.origin, datestamp=gone.datestamp), gone.reason)
            self._gone.add(ident)
        if self._is_page_full():
            self.enter_page()

    def lay(self, before: Entry, reason: str) -> None:
        """Make a tombstone of one entry: its graph goes, what is known of it stays."""
        self.report.tombstoned += 1
        if before.canonical and before.graph:
            self._graphs[NamedNode(before.graph)] = b""
        self._page.entries.append(replace(before, state="tombstone", reason=reason, canonical=None))

    def seal(self, mark: Mark) -> None:
        """End a page where the source says that it could go on from here."""
        if not mark.resume and self.run.first != self.run.id:
            self.run = self._ledger.runs.restart(self.run)
        self._page.mark = mark.resume
        self.enter_page()

    def again(self, entry: Entry, payload: bytes, licence: str | None) -> None:
        """Map a kept payload again, whatever is known of it."""
        self._licence = licence
        self.report.read += 1
        record = Record(entry.kind, entry.key, None, payload, entry.origin, entry.facility, entry.datestamp)
        try:
            record = replace(record, body=self._source.body(payload))
        except BadRecord as error:
            self._quarantine(record, entry.raw, entry, str(error))
        else:
            self._map(record, entry.raw, entry)
        if self._is_page_full():
            self.enter_page(amends=True)

    def enter_page(self, amends: bool = False) -> None:
        """Store, flush, enter: in this order, so that the ledger never claims what the store lacks."""
        page, graphs = self._page, self._graphs
        if graphs:
            if self._replaced:
                self._ledger.doubts.intend(self._replaced)
            self._write(graphs)
        if page:
            (self._ledger.amend if amends else self._ledger.enter)(self.run, page, wrote=bool(graphs))
        self._open_page()

    def enter_removal(self) -> None:
        """Enter, then store: after a crash in between, what the ledger does not claim is removed anyway.

        The other way round, the ledger would go on claiming what nobody will list again.
        """
        page, graphs = self._page, self._graphs
        self._ledger.enter(self.run, page, wrote=bool(graphs))
        if graphs:
            self._write(graphs)
        self._open_page()

    def _take_record(self, record: Record, raw: str) -> None:
        before = None
        if self._is_known:
            stands = self._ledger.standing(self.run.source, record.kind, record.key)
            if stands == (raw, self._source.version, record.facility, 1) and not self._remap:
                self.report.unchanged += 1
                self._page.unchanged.append((record.kind, record.key, record.datestamp))
                return
            before = self._ledger.find(self.run.source, record.kind, record.key) if stands else None
        if before and self._is_another_copy(before, raw):
            self._seen[record.kind, record.key] = before.raw
            self._put_aside(record, raw, "skipped", ANOTHER_COPY)
        else:
            self._page.payloads[raw] = record.raw
            self._map(record, raw, before)

    def _is_another_copy(self, before: Entry, raw: str) -> bool:
        """Whether the part of this listing that a cut run has read held the record with another payload."""
        return (
            self.run.first <= before.run < self.run.id and before.state != "tombstone" and before.raw != raw
        )

    def _map(self, record: Record, raw: str, before: Entry | None) -> None:
        mapped, problems = self._translate(record)
        if mapped is None or problems:
            self._quarantine(record, raw, before, "; ".join(problems))
            return
        graph = graph_iri(self.run.source, record.kind, record.key)
        said = catalogue_record(graph, mapped.about, record.origin, self._licence)
        text = canonical(mapped.triples + said)
        if _has_blank_node(text, mapped.triples):
            self._quarantine(record, raw, before, "The mapping made a blank node.")
            return
        entry = self._entry(record, raw, "live", None, before)
        entry.graph, entry.about = graph.value, mapped.about.value
        entry.canonical = sha256(text).hexdigest()
        if before and before.canonical == entry.canonical:
            self.report.unchanged += 1
            return
        self.report.mapped += 1
        self._graphs[graph] = text + made_of(graph, raw, entry.retrieved, self._mapping)
        self._bytes += len(text)
        if before and before.canonical:
            self._replaced.append(graph.value)

    def _translate(self, record: Record) -> tuple[Mapped | None, list[str]]:
        try:
            mapped = self._source.triples(record)
        except BadRecord as error:
            return None, [str(error)]
        return mapped, self._gate.problems(mapped.about, mapped.triples)

    def _quarantine(self, record: Record, raw: str, before: Entry | None, reason: str) -> None:
        self.report.quarantined += 1
        self.report.reasons[reason] += 1
        entry = self._entry(record, raw, "quarantined", reason, before)
        if before and before.canonical:
            entry.reason = reason + KEPT
            entry.graph, entry.about, entry.canonical = before.graph, before.about, before.canonical

    def _put_aside(self, item: Record | Aside, raw: str, outcome: str, reason: str) -> None:
        if outcome == "quarantined":
            self.report.quarantined += 1
            self.report.reasons[reason] += 1
        else:
            self.report.skipped[reason] += 1
        self._page.payloads[raw] = item.raw
        self._entry(item, raw, outcome, reason).copy = raw

    def _entry(
        self, item: Record | Aside, raw: str, state: str, reason: str | None, before: Entry | None = None
    ) -> Entry:
        """A new entry of the open page; the time of a payload that was read before stays the first one."""
        entry = Entry(item.kind, item.key, state, reason, item.origin, raw, self._source.version)
        entry.retrieved = before.retrieved if before and before.raw == raw else self._now
        if isinstance(item, Record):
            entry.facility, entry.datestamp = item.facility, item.datestamp
        self._page.entries.append(entry)
        return entry

    def _open_page(self) -> None:
        self._page, self._bytes = Page(), 0
        self._graphs: dict[NamedNode, bytes] = {}
        self._replaced: list[str] = []
        self._gone: set[tuple[str, str]] = set()
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self._due = time.monotonic() + _PAGE_SECONDS

    def _is_page_full(self) -> bool:
        read = len(self._page.entries) + len(self._page.unchanged)
        return read >= self._checkpoint or self._bytes > _PAGE_BYTES or time.monotonic() > self._due


def _has_blank_node(text: bytes, triples: list[Triple]) -> bool:
    # The text is searched first: it takes a thirtieth of the time, and seldom finds anything.
    return b"_:" in text and any(is_blank(term) for triple in triples for term in triple)
