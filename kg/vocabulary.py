"""The released vocabularies that a store stands on: the shipped tables, or newer ones brought into it.

A release is chosen by one remembered fact; bringing its graph in, and the former one out, follows from that
and may be done again at any time. Its raw file and its table stay among the payloads.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import orjson
from pyoxigraph import NamedNode

from kg.errors import BadInput
from kg.harvest.source import Mapped, Record, Source
from kg.rdf.names import GRAPH
from kg.rdf.panet import PanetTable, in_force, read_panet, shipped_panet
from kg.rdf.shipped import shipped
from kg.store.graphs import SAMPLE, SHIPPED
from kg.store.releases import KeptRelease, keep_releases
from kg.writer import Writer

PANET = "panet"
NAMES = (PANET, "esrfet", "nexus")
"""The vocabularies of which a store can take in a release. Of PaNET one is shipped."""

_TABLE = "panet-terms.ttl"


@dataclass(frozen=True, slots=True)
class Release:
    """One release of a vocabulary as it stands in a store.

    `table` is the SHA-256 of the Turtle that is loaded, `raw` that of the file it was made from (None: not
    kept), `source` the address or file name it came from, `retrieved` when (ISO 8601, UTC).
    """

    name: str
    version: str
    table: str
    raw: str | None = None
    source: str | None = None
    retrieved: str | None = None

    @property
    def graph(self) -> NamedNode:
        """The graph that holds its table."""
        # A source may be called nexus, too: its records have the graphs that begin so.
        return GRAPH[f"{self.name if self.name == PANET else f'vocabulary/{self.name}'}/{self.version}"]


def current_release(writer: Writer, name: str) -> Release | None:
    """The release that a store has taken in; None where it has the shipped one, or none."""
    releases = past_releases(writer, name)
    return releases[-1] if releases else None


def past_releases(writer: Writer, name: str) -> list[Release]:
    """All releases that a store ever took in, the current one last."""
    text = writer.ledger.facts.find(_fact(name))
    return [Release(**kept) for kept in orjson.loads(text)] if text else []


def table_of(writer: Writer, release: Release) -> bytes:
    """The Turtle of a release.

    Raises:
        BadInput: the payload is lost.
    """
    table = writer.ledger.payload(release.table)
    if table is None:
        raise BadInput(
            f"The table of {release.name} {release.version} is no longer among the payloads of this store. "
            f"Bring the release in again with: kg ontology update"
        )
    return table


def choose_release(writer: Writer, release: Release, table: bytes, raw: bytes | None = None) -> Release:
    """Make a release the one that the store stands on; `load_vocabularies` then brings it in.

    Its hashes are filled in from the bytes. The same release as before changes nothing.
    """
    kept = {_sha256(data): data for data in (table, raw) if data is not None}
    writer.ledger.keep(kept)
    chosen = replace(release, table=_sha256(table), raw=_sha256(raw) if raw is not None else None)
    past = past_releases(writer, release.name)
    if not past or (past[-1].version, past[-1].table) != (chosen.version, chosen.table):
        entries = [{name: getattr(of, name) for name in of.__slots__} for of in (*past, chosen)]
        writer.ledger.facts.remember(_fact(release.name), orjson.dumps(entries).decode())
        writer.ledger.changed()
    return chosen


def load_vocabularies(writer: Writer) -> int:
    """Bring the vocabularies into their graphs, and former releases out; returns how many had changed."""
    changed = 0
    for graph, data in _wanted(writer):
        changed += writer.load(graph, data, "ttl")[1]
    for name in NAMES:
        former = _former(writer, name)
        if former:
            writer.doubt_loaded(*former)
            with writer.amending():
                writer.store.remove(former)
            changed += len(former)
    return changed


def reload_vocabularies(writer: Writer) -> None:
    """Bring those of the vocabularies that the store once held back to what they were."""
    sample = (shipped("ontologies") / SAMPLE[0]).read_bytes()
    for graph, data in (*_wanted(writer), (SAMPLE[1], sample)):
        if writer.was_loaded(graph):
            writer.load(graph, data, "ttl")


def vocabulary_graphs(writer: Writer) -> list[NamedNode]:
    """The graphs of the vocabularies and of the invented facilities."""
    return [*(graph for graph, _ in _wanted(writer)), SAMPLE[1]]


def copy_releases(writer: Writer, folder: Path) -> None:
    """Keep for readers the releases of PaNET that the store stood on: all tables, the file of the last."""
    past = past_releases(writer, PANET)
    wanted = [*(of.table for of in past), *(of.raw for of in past[-1:] if of.raw)]
    data = {digest: found for digest in wanted if (found := writer.ledger.payload(digest)) is not None}
    listed = [KeptRelease(of.name, of.version, of.table, of.raw, of.source, of.retrieved) for of in past]
    keep_releases(folder, listed, data)


def panet_of(writer: Writer) -> PanetTable:
    """The PaNET that the store stands on."""
    release = current_release(writer, PANET)
    return read_panet(table_of(writer, release)) if release else shipped_panet()


def mapping_by(source: Source, table: PanetTable) -> Source:
    """The source, mapping by this table; with another than the shipped one it is another version of itself.

    What was mapped by another release is then mapped again when it is next met, or by `kg replay`.
    """
    if table is shipped_panet():
        return source

    def triples(record: Record) -> Mapped:
        with in_force(table):
            return source.triples(record)

    return replace(source, triples=triples, version=f"{source.version}, PaNET {table.version}")


def _wanted(writer: Writer) -> Iterator[tuple[NamedNode, bytes]]:
    folder = shipped("ontologies")
    for file, graph in SHIPPED.items():
        if file != _TABLE:
            yield graph, (folder / file).read_bytes()
    for name in NAMES:
        yield from _releases(writer, name)


def _releases(writer: Writer, name: str) -> Iterator[tuple[NamedNode, bytes]]:
    release = current_release(writer, name)
    if release is not None:
        yield release.graph, table_of(writer, release)
    elif name == PANET:
        yield SHIPPED[_TABLE], (shipped("ontologies") / _TABLE).read_bytes()


def graphs_of(writer: Writer, name: str) -> list[NamedNode]:
    """The graphs in the store that hold a release of a vocabulary: the current one, and any left over."""
    current = {graph for graph, _ in _releases(writer, name)}
    return sorted(
        {*(graph for graph in current if writer.store.holds(graph)), *_former(writer, name)}, key=str
    )


def _former(writer: Writer, name: str) -> list[NamedNode]:
    """The graphs of releases that another one has replaced, as far as they are still there."""
    kept = {graph for graph, _ in _releases(writer, name)}
    known = {release.graph for release in past_releases(writer, name)}
    if name == PANET:
        known.add(SHIPPED[_TABLE])
    return sorted((graph for graph in known - kept if writer.store.holds(graph)), key=str)


def _fact(name: str) -> str:
    return f"vocabulary {name}"


def _sha256(data: bytes) -> str:
    return sha256(data).hexdigest()
