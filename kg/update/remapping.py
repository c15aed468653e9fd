"""Which records would state other techniques if they were mapped by another PaNET, and how."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from kg.errors import BadInput, BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Record, Source
from kg.publishing import Progress, quiet
from kg.rdf.names import PAN
from kg.rdf.panet import PanetTable, in_force
from kg.store.home import Home
from kg.vocabulary import panet_of
from kg.writer import Writer, open_writer

_BATCH = 1000
_SHOWN = 50
_TECHNIQUES = {PAN["technique"], PAN["assignedTechnique"]}


@dataclass
class Remapping:
    """`records` were mapped by both; `different` would state other techniques, in the `ways` counted."""

    records: int = 0
    different: int = 0
    ways: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=Counter)
    unknown: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The JSON form; `ways` are the most frequent ones, as labels before and after."""
        return {
            "records": self.records,
            "different": self.different,
            "ways": [
                {"before": list(before), "after": list(after), "records": number}
                for (before, after), number in self.ways.most_common(_SHOWN)
            ],
            "sources_unknown": self.unknown,
        }


def remapping(home: Home, newer: PanetTable, progress: Progress = quiet) -> Remapping:
    """Map every kept record by the store's PaNET and by `newer`; the store stays as it is.

    Records of sources that are no longer installed are left out; these are named as `unknown`.
    """
    found = Remapping()
    with open_writer(home) as writer:
        older = panet_of(writer)
        for name in writer.ledger.sources():
            try:
                source = load_source(name)
            except BadInput:
                found.unknown.append(name)
                continue
            _of_source(writer, name, source, (older, newer), found, progress)
    return found


def _of_source(
    writer: Writer,
    name: str,
    source: Source,
    tables: tuple[PanetTable, PanetTable],
    found: Remapping,
    progress: Progress,
) -> None:
    after = ("", "")
    while batch := writer.ledger.kept(name, after, _BATCH):
        for entry in batch:
            payload = writer.ledger.payload(entry.raw)
            if payload is not None and entry.state == "live":
                said = (entry.kind, entry.key, None, payload, entry.origin, entry.facility, entry.datestamp)
                _compare(source, Record(*said), tables, found)
        after = batch[-1].kind, batch[-1].key
        progress(f"Mapping {name} by both releases", found.records, None)


def _compare(source: Source, record: Record, tables: tuple[PanetTable, PanetTable], found: Remapping) -> None:
    older, newer = tables
    was, now = _stated(source, record, older), _stated(source, record, newer)
    found.records += 1
    if was != now:
        found.different += 1
        found.ways[_labels(was - now, older), _labels(now - was, newer)] += 1


def _stated(source: Source, record: Record, table: PanetTable) -> frozenset[str]:
    """The techniques that a record comes to state; none where it cannot be mapped."""
    with in_force(table):
        try:
            read = Record(
                record.kind,
                record.key,
                source.body(record.raw),
                record.raw,
                record.origin,
                record.facility,
                record.datestamp,
            )
            triples = source.triples(read).triples
        except BadRecord:
            return frozenset()
    return frozenset(str(value.value) for _, predicate, value in triples if predicate in _TECHNIQUES)


def _labels(iris: frozenset[str], table: PanetTable) -> tuple[str, ...]:
    return tuple(sorted(table.terms[iri].label if iri in table.terms else iri for iri in iris))
