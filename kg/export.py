"""Write a generation to a file, and say beside it under which licences it may be used."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import BadInput
from kg.rdf.mint import digest
from kg.rdf.names import DCT, GRAPH, RDF, VOID, XSD
from kg.rdf.syntax import turtle
from kg.store.graph_reader import GraphReader
from kg.store.licences import OF_PRODUCT, UNKNOWN, LicenceCount, as_json, licences, subset

DUMP = GRAPH["void#dump"]
"""What the note beside a dump calls the dump."""


@dataclass(frozen=True, slots=True)
class Export:
    """What was written: quads, and what stands in the file and what was left out, by licence."""

    quads: int
    mixed: tuple[LicenceCount, ...]
    left_out: tuple[LicenceCount, ...]
    note: Path | None

    def as_json(self) -> dict[str, Any]:
        """The part of `kg dump --json` that is about licences."""
        return {
            "quads": self.quads,
            "licences": as_json(self.mixed),
            "left_out": as_json(self.left_out),
            "note": str(self.note.absolute()) if self.note else None,
        }


def export(reader: GraphReader, file: Path, without: Collection[str], generation: int) -> Export:
    """Dump a generation as N-Quads without the graphs of some licences (IRIs, or "unknown").

    A statement that two records make stays as long as one of them stays. Beside a regular file a note in
    Turtle, `<file>.licences.ttl`, says what it mixes.

    Raises:
        BadInput: nothing stands under a licence that is to be left out; OSError: the file cannot be written.
    """
    known = licences(reader)
    seen: dict[str | None, bool] = {}

    def keep(graph: str | None) -> bool:
        if graph not in seen:
            seen[graph] = known.of(graph) not in without
        return seen[graph]

    stated = {*known.records.values(), *known.vocabularies.values(), UNKNOWN}
    if strange := sorted(set(without) - stated):
        there = ", ".join(sorted(stated))
        raise BadInput(
            f"Nothing here has the licence {strange[0]!r}, so it cannot be left out. There are: {there}."
        )
    quads = reader.dump(file, keep)
    graphs = {*seen, *known.records}
    mixed = known.counted(graph for graph in graphs if keep(graph))
    left_out = known.counted(graph for graph in graphs if not keep(graph))
    note = file.with_name(f"{file.name}.licences.ttl") if file.is_file() else None
    if note:
        note.write_bytes(turtle(_described(file.name, quads, mixed, left_out, generation)))
    return Export(quads, mixed, left_out, note)


def _described(
    name: str,
    quads: int,
    mixed: tuple[LicenceCount, ...],
    left_out: tuple[LicenceCount, ...],
    generation: int,
) -> Iterator[Triple]:
    told = f"{name}: generation {generation}, {quads} quads."
    if left_out:
        told += f" Left out by licence: {', '.join(of.licence for of in left_out)}."
    day = Literal(datetime.now(UTC).date().isoformat(), datatype=XSD["date"])
    yield Triple(DUMP, RDF["type"], VOID["Dataset"])
    yield Triple(DUMP, DCT["description"], Literal(told, language="en"))
    yield Triple(DUMP, DCT["created"], day)
    if (licence := _of_whole(mixed)) is not None:
        yield Triple(DUMP, DCT["license"], NamedNode(licence))
    for of in mixed:
        if of.records:
            yield from (Triple(*triple) for triple in subset(DUMP, None, of.licence, of.records))
        if of.graphs and of.licence not in (UNKNOWN, OF_PRODUCT):
            yield from _vocabularies(of)


def _of_whole(mixed: tuple[LicenceCount, ...]) -> str | None:
    """The licence of all records, where they have the same and nothing else is of unknown licence."""
    if any(of.licence == UNKNOWN for of in mixed):
        return None
    found = [of.licence for of in mixed if of.records]
    return found[0] if len(found) == 1 else None


def _vocabularies(of: LicenceCount) -> Iterator[Triple]:
    """Graphs without records state their licence as a part of the dump: it says nothing about the records."""
    part = GRAPH[f"void#vocabularies-{digest(DUMP.value, of.licence)}"]
    yield Triple(DUMP, VOID["subset"], part)
    yield Triple(part, RDF["type"], VOID["Dataset"])
    yield Triple(part, DCT["title"], Literal(f"Vocabularies, {of.graphs} graphs", language="en"))
    yield Triple(part, DCT["license"], NamedNode(of.licence))
